"""Settings that an administrator changes while the product runs; the environment's hold until one does."""

from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.configuration.voices import IdentificationPolicy
from app.models import Instance
from app.models.instance import ONLY
from app.schemas.administration import InstanceChange, InstanceSettings
from app.services.audit import entry as audit


class Retention(NamedTuple):
    """Days for which things are kept; 0 for ever, or for no limit."""

    recording_days: int
    transcript_days: int
    max_recording_days: int
    max_transcript_days: int


async def is_registration_open(session: AsyncSession, settings: Settings) -> bool:
    """Return whether strangers may create an account."""
    stored = await session.get(Instance, ONLY)
    chosen = None if stored is None else stored.registration_open
    return settings.registration_open if chosen is None else chosen


async def are_minutes_for_all(session: AsyncSession) -> bool:
    """Return whether minutes of each new meeting are written."""
    stored = await session.get(Instance, ONLY)
    return stored is not None and stored.minutes_for_all


async def find_identification(session: AsyncSession, settings: Settings) -> IdentificationPolicy:
    """Return the use of enrolled voices."""
    stored = await session.get(Instance, ONLY)
    chosen = None if stored is None else stored.identification
    return settings.identification if chosen is None else chosen


async def find_retention(session: AsyncSession, settings: Settings) -> Retention:
    """Return how long the instance keeps recordings and transcripts."""
    stored = await session.get(Instance, ONLY)
    chosen = {name: getattr(stored, name, None) for name in Retention._fields}
    return Retention(**{name: getattr(settings, name) if days is None else days for name, days in chosen.items()})


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
        identification=await find_identification(session, settings),
        **(await find_retention(session, settings))._asdict(),
    )


async def change(session: AsyncSession, settings: Settings, wanted: InstanceChange) -> InstanceSettings:
    """Change the settings that are sent, and return all."""
    # What is shown may be the environment's: only what is sent goes into the row. An empty contact stays empty there,
    # else the environment's would come back.
    sent = wanted.model_dump(exclude_none=True)
    # The contact is a free text, of which only is told that it was changed.
    told = {name: "changed" if name == "registration_contact" else value for name, value in sent.items()}
    audit.tell(details=told)
    await session.merge(Instance(id=ONLY, **sent))
    await session.flush()
    return await show(session, settings)
