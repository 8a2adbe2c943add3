"""Settings that an administrator changes while the product runs; the environment's hold until one does."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.models import Instance
from app.models.instance import ONLY


async def is_registration_open(session: AsyncSession, settings: Settings) -> bool:
    """Return whether strangers may create an account."""
    stored = await session.get(Instance, ONLY)
    return settings.registration_open if stored is None else stored.registration_open


async def set_registration(session: AsyncSession, *, is_open: bool) -> None:
    await session.merge(Instance(id=ONLY, registration_open=is_open))
