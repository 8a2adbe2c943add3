"""Rows of second factors: who signs in with a code too."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import RecoveryCode, SecondFactor


async def find_active(session: AsyncSession, user_id: UUID) -> SecondFactor | None:
    """Return the account's second factor, None if it has none that was confirmed."""
    found = await session.get(SecondFactor, user_id, populate_existing=True)
    return found if found is not None and found.confirmed_at is not None else None


async def remove(session: AsyncSession, user_id: UUID) -> None:
    """Remove the second factor of an account with its recovery codes, if there is one."""
    await session.execute(delete(SecondFactor).where(SecondFactor.user_id == user_id))
    await session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
