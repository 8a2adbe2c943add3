"""Operations on meetings. A user without access to a meeting is told that it does not exist.

Somebody it is shared with may read it or, with permission to edit, change its title and transcript. Only its owner may
delete, share or cancel it, or process it again, which replaces what everybody reads and uses the owner's voices.
"""

from datetime import timedelta
from uuid import UUID

from redis.asyncio import Redis
from sqlalchemy import and_, func, or_, select
from sqlalchemy import delete as delete_rows
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ConflictError, ForbiddenError, NotFoundError
from app.core.wakeups import Work, announce
from app.models import (
    Access,
    AnswerClaim,
    AnswerEvidence,
    Deleted,
    Meeting,
    MeetingShare,
    QuestionSource,
    Tombstone,
    User,
    Voice,
)
from app.services.accounts import usage
from app.services.jobs import events, outbox
from app.services.storage.purge import add_tombstones
from scribe_contracts.events import MeetingStatus, cancel_key

_CANCEL_KEY_LIFETIME = timedelta(days=7)
"""Longer than a job waits in the queue."""


class MeetingEndedError(ConflictError):
    """The meeting's job has ended, so it cannot be cancelled."""

    code = "meeting_ended"


class MeetingRunningError(ConflictError):
    """The meeting's job has not ended yet."""

    code = "meeting_running"


class MeetingNotCompletedError(ConflictError):
    """The meeting has no transcript, because it is not completed."""

    code = "meeting_not_completed"


class MeetingReadOnlyError(ForbiddenError):
    """The meeting is shared with the user for reading only."""

    code = "meeting_read_only"


class NotMeetingOwnerError(ForbiddenError):
    """Only the meeting's owner may do this."""

    code = "not_meeting_owner"


class NoRecordingError(ConflictError):
    """The meeting was imported without a recording, so there is nothing to process."""

    code = "no_recording"


async def find(
    session: AsyncSession, user: User, meeting_id: UUID, *, need: Access = Access.READ, lock: bool = False
) -> Meeting:
    """Return the meeting if the user has the access that is needed; raise NotFoundError or ForbiddenError otherwise.

    `lock` keeps everybody else, events included, from changing the row until the transaction ends.
    """
    shared = and_(MeetingShare.meeting_id == Meeting.id, MeetingShare.user_id == user.id)
    query = (
        select(Meeting, MeetingShare.permission)
        .outerjoin(MeetingShare, shared)
        .where(Meeting.id == meeting_id, or_(Meeting.owner_id == user.id, MeetingShare.user_id.is_not(None)))
    )
    row = (await session.execute(query.with_for_update(of=Meeting) if lock else query)).one_or_none()
    if row is None:
        raise NotFoundError("There is no such meeting.")
    meeting, permission = row
    access = Access.OWNER if meeting.owner_id == user.id else Access(permission)
    if not access.allows(need):
        raise _refusal(need)
    found: Meeting = meeting
    return found


def _refusal(need: Access) -> ForbiddenError:
    if need is Access.OWNER:
        return NotMeetingOwnerError("This meeting is shared with you; only its owner may do this.")
    return MeetingReadOnlyError("This meeting is shared with you to read, not to edit.")


async def find_completed(session: AsyncSession, user: User, meeting_id: UUID, *, need: Access = Access.READ) -> Meeting:
    """Return a completed meeting; raise MeetingNotCompletedError for others."""
    return _completed(await find(session, user, meeting_id, need=need))


async def rename(session: AsyncSession, user: User, meeting_id: UUID, title: str) -> Meeting:
    meeting = await find(session, user, meeting_id, need=Access.EDIT, lock=True)
    if meeting.title != title:
        meeting.title = title
        meeting.meaning_version = None
        announce(session, Work.INDEX_MEETING)
    await session.flush()
    return meeting


async def cancel(session: AsyncSession, redis: Redis, owner: User, meeting_id: UUID) -> Meeting:
    """Cancel the meeting at once, and ask the worker that may have its job to stop, which takes it some seconds."""
    meeting = await find(session, owner, meeting_id, need=Access.OWNER, lock=True)
    if meeting.status is MeetingStatus.CANCELLED:
        return meeting
    if meeting.status.is_final:
        raise MeetingEndedError(f"This meeting has ended; it is {meeting.status}.")
    await _ask_to_stop(redis, meeting)
    await outbox.withdraw(session, meeting)
    await events.apply(session, await events.publish_end(redis, meeting, MeetingStatus.CANCELLED))
    await session.refresh(meeting)
    return meeting


async def retry(session: AsyncSession, owner: User, meeting_id: UUID, *, request_id: str) -> Meeting:
    """Queue a new attempt, which reuses the results of earlier ones.

    Events of earlier attempts no longer change anything.
    """
    meeting = await find(session, owner, meeting_id, need=Access.OWNER, lock=True)
    if not meeting.status.is_final:
        raise MeetingRunningError(f"This meeting has not ended yet; it is {meeting.status}.")
    if not meeting.has_recording:
        raise NoRecordingError("This meeting was imported without a recording; there is nothing to process.")
    meeting.attempt += 1
    meeting.meaning_version = None
    meeting.event_attempt, meeting.event_sequence = meeting.attempt, 0
    meeting.status = MeetingStatus.QUEUED
    meeting.stage = meeting.eta_seconds = meeting.failure = meeting.started_at = meeting.finished_at = None
    meeting.fraction = 0.0
    await outbox.enqueue(session, meeting, request_id=request_id)
    return meeting


async def delete(session: AsyncSession, redis: Redis, owner: User, meeting_id: UUID) -> list[Tombstone]:
    """Delete the rows. Purge the tombstones once the transaction is committed, which removes the files."""
    meeting = await find(session, owner, meeting_id, need=Access.OWNER, lock=True)
    if not meeting.status.is_final:
        await _ask_to_stop(redis, meeting)
    voices = await session.scalars(select(Voice.id).where(Voice.meeting_id == meeting.id))
    tombstones = await add_tombstones(session, Deleted.MEETING, [meeting.id]) + await add_tombstones(
        session, Deleted.VOICE, voices
    )
    await forget_answers(session, meeting.id)
    await usage.remember_deleted(redis, meeting)
    await session.delete(meeting)
    await session.flush()
    return tombstones


async def forget_answers(session: AsyncSession, meeting_id: UUID) -> None:
    """Delete every sentence of an answer that rests on the meeting.

    One that could not be checked may rest on any meeting that was read for it.
    """
    resting = select(AnswerEvidence.claim_id).where(AnswerEvidence.meeting_id == meeting_id)
    read = select(QuestionSource.question_id).where(QuestionSource.meeting_id == meeting_id)
    unchecked = and_(AnswerClaim.question_id.in_(read), func.cardinality(AnswerClaim.doubts) > 0)
    await session.execute(delete_rows(AnswerClaim).where(or_(AnswerClaim.id.in_(resting), unchecked)))


def _completed(meeting: Meeting) -> Meeting:
    if meeting.status is not MeetingStatus.COMPLETED:
        raise MeetingNotCompletedError(f"This meeting is not completed; it is {meeting.status}.")
    return meeting


async def _ask_to_stop(redis: Redis, meeting: Meeting) -> None:
    await redis.set(cancel_key(meeting.id, meeting.attempt), "1", ex=_CANCEL_KEY_LIFETIME)
