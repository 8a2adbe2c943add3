"""Time for which one meeting is kept: what its owner chooses, and legal holds of administrators."""

from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.errors import ConflictError, NotFoundError
from app.models import Access, Meeting, User
from app.models.base import now
from app.schemas.operations.retention import HeldMeeting, Hold, MeetingRetention, RetentionChange
from app.services.audit import entry as audit
from app.services.meetings import meetings
from app.services.meetings.removal import LegalHoldError
from app.services.retention.dates import Policy, find_policy

_MAX_HOLDS = 1000


class RetentionNotAllowedError(ConflictError):
    """The administrator does not allow to keep it for so long."""

    code = "retention_not_allowed"


async def show(session: AsyncSession, settings: Settings, user: User, meeting_id: UUID) -> MeetingRetention:
    """Return what is kept until when, for whoever may read the meeting."""
    meeting = await meetings.find(session, user, meeting_id)
    return _describe(meeting, await find_policy(session, settings))


async def change(
    session: AsyncSession, settings: Settings, user: User, meeting_id: UUID, wanted: RetentionChange
) -> MeetingRetention:
    """Keep the owner's choice. Raise RetentionNotAllowedError beyond what is allowed, LegalHoldError during a hold."""
    meeting = await meetings.find(session, user, meeting_id, need=Access.OWNER, lock=True)
    if meeting.hold_at is not None:
        raise LegalHoldError("A legal hold keeps this meeting; its retention cannot be changed until it is lifted.")
    policy = await find_policy(session, settings)
    sent = wanted.model_dump(exclude_unset=True)
    for name, days in sent.items():
        most: int = getattr(policy.days, f"max_{name}")
        if days is not None and most and not 0 < days <= most:
            raise RetentionNotAllowedError(f"It may be kept for {most} days at most.")
        setattr(meeting, name, days)
    meeting.retention_set_at = now()
    audit.tell(details=sent)
    await session.flush()
    return _describe(meeting, policy)


async def hold(session: AsyncSession, by: User, meeting_id: UUID, reason: str) -> HeldMeeting:
    """Set the hold, or the reason of one that there is, which began when it did and by whom it did."""
    meeting = await _lock(session, meeting_id)
    if meeting.hold_at is None:
        meeting.hold_at, meeting.hold_by = now(), by.name
    meeting.hold_reason = reason
    await session.flush()
    structlog.get_logger().info("hold_set", meeting_id=str(meeting_id), by=str(by.id))
    owner = await session.get_one(User, meeting.owner_id)
    return _held(meeting, owner.name)


async def lift(session: AsyncSession, by: User, meeting_id: UUID) -> None:
    """Lift the hold; nothing is deleted within a day of that. Raise NotFoundError without one."""
    meeting = await _lock(session, meeting_id)
    if meeting.hold_at is None:
        raise NotFoundError("There is no legal hold on such a meeting.")
    meeting.hold_at = meeting.hold_by = meeting.hold_reason = None
    meeting.retention_set_at = now()
    await session.flush()
    structlog.get_logger().info("hold_lifted", meeting_id=str(meeting_id), by=str(by.id))


async def list_holds(session: AsyncSession) -> list[HeldMeeting]:
    """Return the meetings under a hold, newest first."""
    query = select(Meeting, User.name).join(User, User.id == Meeting.owner_id).where(Meeting.hold_at.is_not(None))
    rows = await session.execute(query.order_by(Meeting.hold_at.desc(), Meeting.id).limit(_MAX_HOLDS))
    return [_held(meeting, name) for meeting, name in rows]


async def _lock(session: AsyncSession, meeting_id: UUID) -> Meeting:
    meeting = await session.get(Meeting, meeting_id, with_for_update=True)
    if meeting is None:
        raise NotFoundError("There is no such meeting.")
    return meeting


def _held(meeting: Meeting, owner_name: str) -> HeldMeeting:
    shown = _hold_of(meeting)
    if shown is None:
        raise ValueError("a meeting without a hold")
    return HeldMeeting(meeting_id=meeting.id, owner_name=owner_name, **shown.model_dump())


def _hold_of(meeting: Meeting) -> Hold | None:
    if meeting.hold_at is None:
        return None
    return Hold(reason=meeting.hold_reason or "", by=meeting.hold_by or "", at=meeting.hold_at)


def _describe(meeting: Meeting, policy: Policy) -> MeetingRetention:
    return MeetingRetention(
        recording_days=meeting.recording_days,
        transcript_days=meeting.transcript_days,
        usual_recording_days=policy.days.recording_days,
        usual_transcript_days=policy.days.transcript_days,
        max_recording_days=policy.days.max_recording_days,
        max_transcript_days=policy.days.max_transcript_days,
        recording_until=policy.recording_until(meeting),
        transcript_until=policy.transcript_until(meeting),
        recording_deleted_at=meeting.recording_deleted_at,
        hold=_hold_of(meeting),
    )
