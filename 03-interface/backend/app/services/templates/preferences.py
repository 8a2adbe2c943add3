"""Minutes of each new meeting: what users want, and the queueing of them once a meeting is completed."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.errors import NotFoundError
from app.core.wakeups import Work, announce
from app.models import Meeting, Minutes, MinutesPreference, Revision, User
from app.schemas.minutes import Preference, ShownPreference
from app.services.accounts import instance
from app.services.templates import templates
from scribe_contracts.events import MeetingStatus
from scribe_contracts.minutes.templates import BuiltIn, Template, built_in


async def show(session: AsyncSession, user: User) -> ShownPreference:
    """Return what the user wants; the product's template in the meeting's language where they never said."""
    stored = await session.get(MinutesPreference, user.id)
    wanted = Preference.model_validate(stored) if stored else Preference()
    return ShownPreference(**wanted.model_dump(), instance=await instance.are_minutes_for_all(session))


async def replace(session: AsyncSession, user: User, wanted: Preference) -> ShownPreference:
    """Keep what the user wants. Raise NotFoundError for a template that they may not use."""
    await templates.resolve(session, user, wanted.template, "en")
    fields = wanted.model_dump() | {"template": str(wanted.template)}
    await session.merge(MinutesPreference(user_id=user.id, **fields))
    await session.flush()
    return await show(session, user)


async def queue_for(session: AsyncSession, settings: Settings, meeting_id: UUID, *, request_id: str = "") -> None:
    """Queue minutes of a meeting that has just been completed, if its owner wants them and it has none."""
    if not settings.language_url:
        return
    meeting = await session.get(Meeting, meeting_id)
    if meeting is None or meeting.status is not MeetingStatus.COMPLETED:
        return
    owner = await session.get_one(User, meeting.owner_id)
    wanted = await show(session, owner)
    if not (wanted.instance if wanted.each_meeting is None else wanted.each_meeting):
        return
    if await session.scalar(select(Minutes.id).where(Minutes.meeting_id == meeting_id).limit(1)):
        return
    newest = select(Revision.number).where(Revision.meeting_id == meeting_id).order_by(Revision.number.desc())
    language = wanted.language or meeting.language or "en"
    session.add(
        Minutes(
            meeting_id=meeting_id,
            author_id=owner.id,
            template=await _template(session, owner, wanted.template, language),
            language=wanted.language,
            revision=await session.scalar(newest.limit(1)),
            request_id=request_id,
        )
    )
    await session.flush()
    announce(session, Work.SEND_MINUTES)


async def _template(session: AsyncSession, owner: User, wanted: BuiltIn | UUID, language: str) -> Template:
    try:
        return await templates.resolve(session, owner, wanted, language)
    except NotFoundError:  # it was deleted, or is not shared any more
        return built_in(BuiltIn.COMPTE_RENDU, language)
