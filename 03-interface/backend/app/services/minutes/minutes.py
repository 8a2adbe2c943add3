"""Operations on minutes. They have the rights of their meeting: who may edit it may have minutes written."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from redis.asyncio import Redis
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.errors import ConflictError, NotFoundError
from app.core.wakeups import Work, announce
from app.models import Access, Creation, Meeting, Minutes, MinutesItem, User
from app.models.base import now
from app.models.minutes import Rewriting
from app.schemas.minutes import NewMinutes
from app.services.editing.revisions import Revisions
from app.services.meetings import meetings
from app.services.minutes.staleness import Present
from app.services.repeats.request_keys import Fingerprint, KeySpentError, Repeatable
from app.services.templates import templates
from scribe_contracts.events import MeetingStatus
from scribe_contracts.minutes.events import minutes_cancel_key
from scribe_contracts.minutes.jobs import StaleItem, Stretch

_CANCEL_KEY_LIFETIME = timedelta(days=7)


class LanguageOffError(ConflictError):
    """There is no language service here, so nothing can write minutes."""

    code = "language_off"


class MinutesRunningError(ConflictError):
    """The minutes are being written."""

    code = "minutes_running"


class MinutesEndedError(ConflictError):
    """The minutes are written, failed or cancelled already."""

    code = "minutes_ended"


class NothingStaleError(ConflictError):
    """No item of these minutes has to be written again."""

    code = "nothing_stale"


async def list_of(session: AsyncSession, meeting: Meeting) -> Sequence[Minutes]:
    """Return the minutes of a meeting, newest first."""
    query = select(Minutes).where(Minutes.meeting_id == meeting.id).order_by(Minutes.created_at.desc(), Minutes.id)
    return list(await session.scalars(query))


async def find(
    session: AsyncSession,
    user: User,
    meeting_id: UUID,
    minutes_id: UUID,
    *,
    need: Access = Access.READ,
    lock: bool = False,
) -> Minutes:
    """Return the minutes if the user has the access that is needed to their meeting."""
    await meetings.find(session, user, meeting_id, need=need)
    query: Any = select(Minutes).where(Minutes.id == minutes_id, Minutes.meeting_id == meeting_id)
    found: Minutes | None = await session.scalar(query.with_for_update(of=Minutes) if lock else query)
    if found is None:
        raise NotFoundError("There are no such minutes.")
    return found


async def create(
    session: AsyncSession,
    settings: Settings,
    user: User,
    revisions: Revisions,
    wanted: NewMinutes,
    *,
    request_id: str,
    key: str | None = None,
) -> Minutes:
    """Queue the writing of minutes from the newest revision of the transcript.

    With a key that was sent before, return what was made then. Raise KeyReusedError if other minutes were wanted, and
    KeySpentError if they have been deleted.
    """
    require_language(settings)
    meeting = revisions.meeting
    newest = await revisions.newest()
    language = wanted.language or meeting.language or "en"
    minutes = Minutes(
        id=uuid4(),
        meeting_id=meeting.id,
        author_id=user.id,
        template=await templates.resolve(session, user, wanted.template, language),
        language=wanted.language,
        revision=newest.number if newest else None,
        request_id=request_id,
    )
    if key is not None:
        said = Fingerprint()
        said.add(str(meeting.id), wanted.model_dump_json())
        made_id = await Repeatable(user, Creation.MINUTES, key).claim(session, said.digest(), minutes.id)
        if made_id != minutes.id:
            return await _made(session, made_id)
    session.add(minutes)
    await session.flush()
    await session.refresh(minutes, ["author"])
    announce(session, Work.SEND_MINUTES)
    return minutes


async def _made(session: AsyncSession, minutes_id: UUID) -> Minutes:
    """Return what the first request with a key has made; raise KeySpentError if it has been deleted."""
    made = await session.get(Minutes, minutes_id)
    if made is None:
        raise KeySpentError("What was made with this Idempotency-Key has been deleted.")
    await session.refresh(made, ["author"])
    return made


async def cancel(session: AsyncSession, redis: Redis, minutes: Minutes) -> None:
    """Ask the job to stop; one that no writer has yet ends at once."""
    if minutes.status.is_final:
        raise MinutesEndedError(f"These minutes have ended; they are {minutes.status}.")
    await redis.set(minutes_cancel_key(minutes.id, minutes.attempt), "1", ex=_CANCEL_KEY_LIFETIME)
    if minutes.status is MeetingStatus.QUEUED:
        minutes.status, minutes.finished_at = MeetingStatus.CANCELLED, now()
        minutes.sent_at = minutes.sent_at or now()
    await session.flush()


async def retry(session: AsyncSession, settings: Settings, minutes: Minutes, *, request_id: str) -> None:
    """Queue another attempt, which reuses the parts that are written."""
    require_language(settings)
    if minutes.status is MeetingStatus.COMPLETED:
        raise MinutesEndedError("These minutes are written already.")
    _queue(minutes, request_id)
    await session.flush()
    announce(session, Work.SEND_MINUTES)


async def rewrite(
    session: AsyncSession, settings: Settings, revisions: Revisions, minutes: Minutes, *, request_id: str
) -> None:
    """Queue the writing of the stale items that are no person's."""
    require_language(settings)
    if minutes.status is not MeetingStatus.COMPLETED and minutes.rewriting is None:
        raise MinutesRunningError("These minutes are not written yet.")
    newest = await revisions.newest()
    present = Present(await revisions.load(newest))
    query = select(MinutesItem).where(
        MinutesItem.minutes_id == minutes.id, MinutesItem.deleted_at.is_(None), MinutesItem.is_persons.is_(False)
    )
    stale = [
        item
        for item in await session.scalars(query.order_by(MinutesItem.position))
        if present.is_stale(item.grounds.evidence, item.state.text, item.state.owner)
    ]
    if not stale:
        raise NothingStaleError("No item of these minutes has to be written again.")
    _queue(minutes, request_id)
    minutes.revision = newest.number if newest else None
    minutes.rewriting = Rewriting(
        ids=tuple(item.id for item in stale),
        items=tuple(
            StaleItem(
                section=item.section,
                text=item.state.text,
                start=min(segment.start for segment in item.grounds.evidence),
                end=max(segment.end for segment in item.grounds.evidence),
                stretches=tuple(
                    Stretch(start=segment.start, end=segment.end)
                    for segment in present.changed_first(item.grounds.evidence)
                ),
            )
            for item in stale
        ),
    )
    await session.flush()
    announce(session, Work.SEND_MINUTES)


async def delete(session: AsyncSession, redis: Redis, minutes: Minutes) -> None:
    """Delete the minutes with their items; a running job is stopped."""
    if not minutes.status.is_final:
        await redis.set(minutes_cancel_key(minutes.id, minutes.attempt), "1", ex=_CANCEL_KEY_LIFETIME)
    await session.delete(minutes)
    await session.flush()


def require_language(settings: Settings) -> None:
    """Raise LanguageOffError where there is no language service."""
    if not settings.language_url:
        raise LanguageOffError("There is no language service here. An administrator can set one up.")


def _queue(minutes: Minutes, request_id: str) -> None:
    if not minutes.status.is_final:
        raise MinutesRunningError("These minutes are being written.")
    minutes.attempt += 1
    minutes.event_sequence = 0
    minutes.status = MeetingStatus.QUEUED
    minutes.stage = minutes.eta_seconds = minutes.failure = minutes.finished_at = minutes.sent_at = None
    minutes.fraction = 0.0
    minutes.request_id = request_id
