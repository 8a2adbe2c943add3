"""Operations on meetings. A user without access to a meeting is told that it does not exist.

Somebody it is shared with may read it or, with permission to edit, change its title and transcript. Only its owner may
delete, share or cancel it, or process it again, which replaces what everybody reads and uses the owner's voices.
"""

from datetime import datetime
from uuid import UUID

import structlog
from redis.asyncio import Redis
from sqlalchemy import Uuid, bindparam, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ConflictError, ForbiddenError, NotFoundError
from app.core.wakeups import Work, announce
from app.models import Access, Meeting, User
from app.models.integrations.webhook import WebhookEvent
from app.models.meeting import PassageWork
from app.resources import Resources
from app.schemas.process import OptionsChange
from app.services.accounts import usage
from app.services.identification.decisions import decide, decide_again
from app.services.jobs import events, outbox
from app.services.meetings.removal import Removed, Running, ask_to_stop, remove
from app.services.rights.given import right_of
from app.services.webhooks.outbox import Told, tell
from scribe_contracts.events import MeetingStatus


class MeetingEndedError(ConflictError):
    """The meeting's job has ended, so it cannot be cancelled."""

    code = "meeting_ended"


class MeetingRunningError(ConflictError):
    """The meeting's job has not ended yet."""

    code = "meeting_running"


class MeetingNotCompletedError(ConflictError):
    """The meeting has no transcript, because no attempt at processing it has been completed yet."""

    code = "meeting_not_completed"


class MeetingReadOnlyError(ForbiddenError):
    """The meeting is shared with the user for reading only."""

    code = "meeting_read_only"


class NotMeetingOwnerError(ForbiddenError):
    """Only the meeting's owner may do this."""

    code = "not_meeting_owner"


class NoRecordingError(ConflictError):
    """The meeting has no recording, because it was imported without one or the retention removed it."""

    code = "no_recording"


_ASKER = bindparam("user_id", type_=Uuid)
_RIGHT = right_of(_ASKER)

VISIBLE = (
    select(Meeting, _RIGHT.c.permission)
    .select_from(Meeting)
    .outerjoin(_RIGHT, true())
    .where(Meeting.id == bindparam("meeting_id"), or_(Meeting.owner_id == _ASKER, _RIGHT.c.permission.is_not(None)))
)
"""Select a meeting and the permission that was given, with `user_id` and `meeting_id`, if the user may see it.

Built once, as building costs as much as asking.
"""

_LOCKED = VISIBLE.with_for_update(of=Meeting)


async def find(
    session: AsyncSession, user: User, meeting_id: UUID, *, need: Access = Access.READ, lock: bool = False
) -> Meeting:
    """Return the meeting if the user has the access that is needed; raise NotFoundError or ForbiddenError otherwise.

    `lock` keeps everybody else, events included, from changing the row until the transaction ends.
    """
    query = _LOCKED if lock else VISIBLE
    row = (await session.execute(query, {"meeting_id": meeting_id, "user_id": user.id})).one_or_none()
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


async def find_completed(
    session: AsyncSession, user: User, meeting_id: UUID, *, need: Access = Access.READ, lock: bool = False
) -> Meeting:
    """Return a meeting that has a result, which may be processed again; raise MeetingNotCompletedError for others."""
    meeting = await find(session, user, meeting_id, need=need, lock=lock)
    if meeting.result_attempt is None:
        raise MeetingNotCompletedError(f"This meeting is not completed; it is {meeting.status}.")
    return meeting


async def describe(
    session: AsyncSession, user: User, meeting_id: UUID, *, title: str | None, held_at: datetime | None
) -> Meeting:
    """Give the meeting another title, another date, or both; None leaves it as it is."""
    meeting = await find(session, user, meeting_id, need=Access.EDIT, lock=True)
    before = meeting.title, meeting.held_at
    meeting.title, meeting.held_at = title or meeting.title, held_at or meeting.held_at
    if (meeting.title, meeting.held_at) != before:
        meeting.meaning_version = None
        announce(session, Work.INDEX_MEETING)
        await tell(session, WebhookEvent.EDITED, [Told(meeting.id, meeting.owner_id)])
    await session.flush()
    return meeting


async def cancel(session: AsyncSession, redis: Redis, user: User, meeting_id: UUID) -> Meeting:
    """Cancel the meeting at once, and ask the worker that may have its job to stop, which takes it some seconds.

    Whoever may edit the transcript may cancel work on a passage of it; the rest is its owner's.
    """
    meeting = await find(session, user, meeting_id, lock=True)
    await find(session, user, meeting_id, need=Access.OWNER if meeting.passage is None else Access.EDIT)
    if meeting.attempt_status is MeetingStatus.CANCELLED:
        return meeting
    if meeting.status.is_final:
        raise MeetingEndedError(f"This meeting has ended; it is {meeting.status}.")
    await ask_to_stop(redis, [Running(meeting.id, meeting.attempt)])
    await outbox.withdraw(session, meeting)
    await events.apply(session, await events.publish_end(redis, meeting, MeetingStatus.CANCELLED))
    await session.refresh(meeting)
    return meeting


async def retry(
    session: AsyncSession,
    resources: Resources,
    owner: User,
    meeting_id: UUID,
    *,
    request_id: str,
    change: OptionsChange | None = None,
) -> Meeting:
    """Queue a new attempt, which reuses what earlier ones have in common with it.

    Events of earlier attempts no longer change anything. The result of an earlier one is read until there is another.
    A transcript that was imported is only adopted anew, unless options are given: they are of a transcription.
    """
    meeting = await find(session, owner, meeting_id, need=Access.OWNER, lock=True)
    require_idle(meeting)
    if change is not None:
        if meeting.result_attempt is not None:
            # From now on it is read what we heard; what was imported is a version of the history.
            meeting.imported = False
        meeting.options = change.apply(meeting.options)
        if "identify" in change.model_fields_set:
            meeting.options = await decide(session, resources.settings, meeting.options)
    await begin_attempt(session, resources, meeting, passage=None, request_id=request_id)
    return meeting


async def retry_failed(
    session: AsyncSession, resources: Resources, meeting_id: UUID, *, by: UUID, request_id: str
) -> None:
    """Queue a failed meeting once more for its owner, by an administrator; raise NotFoundError for any other."""
    meeting = await session.get(Meeting, meeting_id, with_for_update=True)
    if meeting is None or meeting.attempt_status is not MeetingStatus.FAILED:
        raise NotFoundError("There is no such failed job.")
    require_idle(meeting)
    await begin_attempt(session, resources, meeting, passage=meeting.passage, request_id=request_id)
    structlog.get_logger().info("failed_job_retried", meeting_id=str(meeting_id), by=str(by))


def require_idle(meeting: Meeting) -> None:
    """Raise MeetingRunningError or NoRecordingError for a meeting of which no attempt can begin now."""
    if not meeting.status.is_final:
        raise MeetingRunningError(f"This meeting has not ended yet; it is {meeting.status}.")
    if not meeting.has_recording:
        raise NoRecordingError("This meeting has no recording, or none any more; there is nothing to process.")


async def begin_attempt(
    session: AsyncSession, resources: Resources, meeting: Meeting, *, passage: PassageWork | None, request_id: str
) -> None:
    """Queue a new attempt at the meeting, or at a passage of it; the caller holds the row's lock.

    Raise TooManyJobsError if too many of its owner's meetings are under way.
    """
    usage.check_jobs(await usage.measure(session, resources.redis, resources.settings, meeting.owner_id))
    meeting.options = await decide_again(session, resources.settings, meeting.options)
    meeting.passage = passage
    meeting.attempt += 1
    if meeting.result_attempt is None:
        meeting.root_attempt = meeting.attempt  # nobody reads what lies there
    else:
        meeting.has_superseded = True
    meeting.event_attempt, meeting.event_sequence = meeting.attempt, 0
    meeting.status = meeting.attempt_status = MeetingStatus.QUEUED
    meeting.stage = meeting.eta_seconds = meeting.failure = meeting.started_at = meeting.finished_at = None
    meeting.fraction = 0.0
    await outbox.enqueue(session, meeting, request_id=request_id)


async def delete(session: AsyncSession, owner: User, meeting_id: UUID) -> Removed:
    """Delete the rows; raise NotFoundError or NotMeetingOwnerError."""
    meeting = await find(session, owner, meeting_id, need=Access.OWNER, lock=True)
    return await remove(session, Meeting.id == meeting.id)
