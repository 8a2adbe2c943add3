"""What a user may do with meetings. Who is not the owner is told that there is no such meeting."""

from datetime import timedelta
from uuid import UUID

from redis.asyncio import Redis
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ConflictError, NotFoundError
from app.models import Deleted, Meeting, Tombstone, User, Voice
from app.schemas.meeting import MeetingQuery
from app.services import events, outbox
from app.services.purge import bury
from scribe_contracts.events import MeetingStatus, cancel_key

_CANCEL_LASTS = timedelta(days=7)
"""Longer than a job waits in the queue."""


class MeetingEndedError(ConflictError):
    code = "meeting_ended"


class MeetingRunningError(ConflictError):
    code = "meeting_running"


class MeetingNotCompletedError(ConflictError):
    code = "meeting_not_completed"


async def find(session: AsyncSession, owner: User, meeting_id: UUID, *, lock: bool = False) -> Meeting:
    """`lock` keeps everybody else, events included, from changing the row until the transaction ends."""
    query = select(Meeting).where(Meeting.id == meeting_id, Meeting.owner_id == owner.id)
    meeting = await session.scalar(query.with_for_update() if lock else query)
    if meeting is None:
        raise NotFoundError("There is no such meeting.")
    return meeting


async def find_completed(session: AsyncSession, owner: User, meeting_id: UUID) -> Meeting:
    return _completed(await find(session, owner, meeting_id))


async def find_editable(session: AsyncSession, owner: User, meeting_id: UUID) -> Meeting:
    """For who may change what was said. One edit at a time: the row is locked until the transaction ends."""
    return _completed(await find(session, owner, meeting_id, lock=True))


async def list_page(session: AsyncSession, owner: User, query: MeetingQuery) -> tuple[list[Meeting], int]:
    """One page, newest first, and how many there are on all of them."""
    wanted = [Meeting.owner_id == owner.id]
    if query.status is not None:
        wanted.append(Meeting.status == query.status)
    total = await session.scalar(select(func.count()).select_from(Meeting).where(*wanted))
    newest = select(Meeting).where(*wanted).order_by(Meeting.created_at.desc(), Meeting.id.desc())
    found = await session.scalars(newest.offset(query.offset).limit(query.size))
    return list(found), total or 0


async def rename(session: AsyncSession, owner: User, meeting_id: UUID, title: str) -> Meeting:
    meeting = await find(session, owner, meeting_id, lock=True)
    meeting.title = title
    await session.flush()
    return meeting


async def cancel(session: AsyncSession, redis: Redis, owner: User, meeting_id: UUID) -> Meeting:
    """Ask the job to stop; one that waits in the queue is cancelled at once, and a worker will skip it."""
    meeting = await find(session, owner, meeting_id, lock=True)
    if meeting.status is MeetingStatus.CANCELLED:
        return meeting
    if meeting.status.is_final:
        raise MeetingEndedError(f"This meeting has ended; it is {meeting.status}.")
    await _ask_to_stop(redis, meeting)
    if meeting.status is MeetingStatus.QUEUED:
        await events.apply(session, await events.say_cancelled(redis, meeting))
        await session.refresh(meeting)
    return meeting


async def retry(session: AsyncSession, owner: User, meeting_id: UUID, *, request_id: str) -> Meeting:
    """Queue a new attempt, which reuses what earlier ones left. Events of earlier attempts change nothing any more."""
    meeting = await find(session, owner, meeting_id, lock=True)
    if not meeting.status.is_final:
        raise MeetingRunningError(f"This meeting has not ended yet; it is {meeting.status}.")
    meeting.attempt += 1
    meeting.event_attempt, meeting.event_sequence = meeting.attempt, 0
    meeting.status = MeetingStatus.QUEUED
    meeting.stage = meeting.eta_seconds = meeting.failure = meeting.started_at = meeting.finished_at = None
    meeting.fraction = 0.0
    await outbox.enqueue(session, meeting, request_id=request_id)
    return meeting


async def delete(session: AsyncSession, redis: Redis, owner: User, meeting_id: UUID) -> list[Tombstone]:
    """The rows; what lies in storage goes with the tombstones, once the transaction is committed."""
    meeting = await find(session, owner, meeting_id, lock=True)
    if not meeting.status.is_final:
        await _ask_to_stop(redis, meeting)
    voices = await session.scalars(select(Voice.id).where(Voice.meeting_id == meeting.id))
    stones = await bury(session, Deleted.MEETING, [meeting.id]) + await bury(session, Deleted.VOICE, voices)
    await session.delete(meeting)
    await session.flush()
    return stones


def _completed(meeting: Meeting) -> Meeting:
    if meeting.status is not MeetingStatus.COMPLETED:
        raise MeetingNotCompletedError(f"This meeting is not completed; it is {meeting.status}.")
    return meeting


async def _ask_to_stop(redis: Redis, meeting: Meeting) -> None:
    await redis.set(cancel_key(meeting.id, meeting.attempt), "1", ex=_CANCEL_LASTS)
