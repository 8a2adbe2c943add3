"""Settings that an administrator changes while the product runs; the environment's hold until one does."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.models import Instance
from app.models.instance import ONLY
from app.schemas.administration import InstanceChange, InstanceSettings
from app.services.audit import entry as audit


async def is_registration_open(session: AsyncSession, settings: Settings) -> bool:
    """Return whether strangers may create an account."""
    stored = await session.get(Instance, ONLY)
    return settings.registration_open if stored is None else stored.registration_open


async def are_minutes_for_all(session: AsyncSession) -> bool:
    """Return whether minutes of each new meeting are written."""
    stored = await session.get(Instance, ONLY)
    return stored is not None and stored.minutes_for_all


async def are_guest_links_allowed(session: AsyncSession, settings: Settings) -> bool:
    """Return whether people without an account may read by links."""
    stored = await session.get(Instance, ONLY)
    chosen = None if stored is None else stored.guest_links
    return settings.guest_links if chosen is None else chosen


async def find_contact(session: AsyncSession, settings: Settings) -> str | None:
    """Return whom to ask for an account, or None if nobody is named."""
    stored = await session.get(Instance, ONLY)
    named = None if stored is None else stored.registration_contact
    return (settings.registration_contact if named is None else named) or None


async def show(session: AsyncSession, settings: Settings) -> InstanceSettings:
    return InstanceSettings(
        registration_open=await is_registration_open(session, settings),
        registration_contact=await find_contact(session, settings),
        guest_links=await are_guest_links_allowed(session, settings),
        minutes_for_all=await are_minutes_for_all(session),
    )


async def change(session: AsyncSession, settings: Settings, wanted: InstanceChange) -> InstanceSettings:
    """Change the settings that are sent, and return all."""
    shown = await show(session, settings)
    # What is shown of these two may be the environment's: only what is sent goes into the row. An empty contact stays
    # empty there, else the environment's would come back.
    sent = wanted.model_dump(exclude_none=True)
    # The contact is a free text, of which only is told that it was changed.
    audit.tell(details={name: value if isinstance(value, bool) else "changed" for name, value in sent.items()})
    changed = shown.model_dump(exclude={"registration_contact", "guest_links"}) | wanted.model_dump(exclude_none=True)
    await session.merge(Instance(id=ONLY, **changed))
    return await show(session, settings)
