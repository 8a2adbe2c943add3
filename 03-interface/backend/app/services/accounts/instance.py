"""Settings that an administrator changes while the product runs; the environment's hold until one does."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.models import Instance
from app.models.instance import ONLY
from app.schemas.administration import InstanceChange, InstanceSettings


async def is_registration_open(session: AsyncSession, settings: Settings) -> bool:
    """Return whether strangers may create an account."""
    stored = await session.get(Instance, ONLY)
    return settings.registration_open if stored is None else stored.registration_open


async def are_minutes_for_all(session: AsyncSession) -> bool:
    """Return whether minutes of each new meeting are written."""
    stored = await session.get(Instance, ONLY)
    return stored is not None and stored.minutes_for_all


async def show(session: AsyncSession, settings: Settings) -> InstanceSettings:
    return InstanceSettings(
        registration_open=await is_registration_open(session, settings),
        minutes_for_all=await are_minutes_for_all(session),
    )


async def change(session: AsyncSession, settings: Settings, wanted: InstanceChange) -> InstanceSettings:
    """Change the settings that are sent, and return all."""
    shown = await show(session, settings)
    changed = InstanceSettings(**(shown.model_dump() | wanted.model_dump(exclude_none=True)))
    await session.merge(Instance(id=ONLY, **changed.model_dump()))
    return changed
