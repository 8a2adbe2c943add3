"""Removes recordings and meetings that have been kept for long enough."""

from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import load_only

from app.models import Meeting
from app.models.audit.actions import Action, Subject
from app.resources import Resources
from app.services.audit import by_product
from app.services.meetings.removal import Removed, remove, remove_recording, settle
from app.services.retention.dates import DECIDING, Policy, note_policy
from app.services.storage.purge import Purger
from scribe_contracts.events import MeetingStatus

_BATCH = 1000
_ENDED = [status for status in MeetingStatus if status.is_final]


async def remove_due(resources: Resources, at: datetime) -> None:
    """Remove what is due by then, as deletion by a person would. Meetings in work wait until they have ended."""
    async with resources.database.transaction() as session:
        policy = await note_policy(session, resources.settings)
        ids = await _find_due(session, policy, at)
    for meeting_id in ids:
        async with resources.database.transaction() as session:
            removed = await _remove(session, policy, meeting_id, at)
        await settle(resources.redis, removed)
        await Purger(resources).purge(removed.tombstones)


async def _find_due(session: AsyncSession, policy: Policy, at: datetime) -> list[UUID]:
    """Return the oldest meetings of which something is due, a batch at most; those within a notice take no room."""
    candidates = (
        select(Meeting)
        .options(load_only(*DECIDING))
        .where(policy.may_be_due(at), Meeting.hold_at.is_(None), Meeting.status.in_(_ENDED))
        .order_by(Meeting.created_at, Meeting.id)
        .limit(_BATCH)
    )
    due: list[UUID] = []
    page = list(await session.scalars(candidates))
    while page:
        due += [meeting.id for meeting in page if policy.is_due(meeting, at)]
        if len(due) >= _BATCH or len(page) < _BATCH:
            break
        last = page[-1]
        further = tuple_(Meeting.created_at, Meeting.id) > (last.created_at, last.id)
        page = list(await session.scalars(candidates.where(further)))
    return due[:_BATCH]


async def _remove(session: AsyncSession, policy: Policy, meeting_id: UUID, at: datetime) -> Removed:
    # Locked and looked at again: its owner may have changed it, another gateway may be at it, or a hold may have come.
    meeting = await session.get(Meeting, meeting_id, with_for_update=True)
    if meeting is None or not meeting.status.is_final:
        return Removed()
    recording, transcript = policy.recording_until(meeting), policy.transcript_until(meeting)
    if transcript is not None and transcript <= at:
        await _tell(session, Action.MEETING_EXPIRE, meeting, transcript)
        structlog.get_logger().info("meeting_expired", meeting_id=str(meeting_id))
        return await remove(session, Meeting.id == meeting_id)
    if recording is not None and recording <= at:
        await _tell(session, Action.RECORDING_EXPIRE, meeting, recording)
        structlog.get_logger().info("recording_expired", meeting_id=str(meeting_id))
        return Removed(await remove_recording(session, meeting, at))
    return Removed()


async def _tell(session: AsyncSession, action: Action, meeting: Meeting, until: datetime) -> None:
    days = (until - meeting.created_at).days
    await by_product.record(session, action, Subject.MEETING, meeting.id, {"days": days, "until": until.isoformat()})
