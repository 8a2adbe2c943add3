"""Dates on which recordings and transcripts are removed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, func, or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from app.core.config import Settings
from app.models import Meeting, RetentionNotice
from app.models.base import now
from app.models.instance import ONLY
from app.services.accounts.instance import Retention, find_retention

NOTICE = timedelta(days=7)
"""Time between a change of the instance's retention and the first deletion by it."""

OWN_NOTICE = timedelta(days=1)
"""Time between a change by a meeting's owner, or the end of a hold, and a deletion after it."""

DECIDING = (
    Meeting.created_at,
    Meeting.has_recording,
    Meeting.hold_at,
    Meeting.recording_days,
    Meeting.retention_set_at,
    Meeting.transcript_days,
)
"""Columns that a policy reads of a meeting."""


@dataclass(frozen=True)
class Policy:
    """The instance's retention, and since when it holds."""

    days: Retention
    since: datetime

    def recording_until(self, meeting: Meeting) -> datetime | None:
        """Return when the recording is removed; None if it is not, or there is none. It never outlives the meeting."""
        if not meeting.has_recording:
            return None
        days = self.days
        own = self._until(meeting, meeting.recording_days, days.recording_days, days.max_recording_days)
        return min(filter(None, (own, self.transcript_until(meeting))), default=None)

    def transcript_until(self, meeting: Meeting) -> datetime | None:
        """Return when the transcript is removed, and the meeting with it; None if it is not."""
        days = self.days
        return self._until(meeting, meeting.transcript_days, days.transcript_days, days.max_transcript_days)

    def _until(self, meeting: Meeting, own: int | None, usual: int, most: int) -> datetime | None:
        if meeting.hold_at is not None:
            return None
        wanted = usual if own is None else own
        kept = min(wanted or most, most) if most else wanted
        if not kept:
            return None
        is_own = own is not None and kept == own
        until = meeting.created_at + timedelta(days=kept)
        if meeting.retention_set_at is not None:
            until = max(until, meeting.retention_set_at + OWN_NOTICE)
        return until if is_own else max(until, self.since + NOTICE)

    def is_due(self, meeting: Meeting, at: datetime) -> bool:
        """Return whether the recording or the transcript is to be removed by then."""
        ends = (self.recording_until(meeting), self.transcript_until(meeting))
        return any(until is not None and until <= at for until in ends)

    def may_be_due(self, at: datetime) -> ColumnElement[bool]:
        """Return a condition that every meeting meets of which something is removed by then."""
        days = self.days
        recording = _days(Meeting.recording_days, days.recording_days, days.max_recording_days)
        transcript = _days(Meeting.transcript_days, days.transcript_days, days.max_transcript_days)
        return or_(
            Meeting.has_recording & (Meeting.created_at + func.make_interval(0, 0, 0, recording) <= at),
            Meeting.created_at + func.make_interval(0, 0, 0, transcript) <= at,
        )


def _days(own: InstrumentedAttribute[int | None], usual: int, most: int) -> ColumnElement[Any]:
    wanted: ColumnElement[Any] = func.nullif(func.coalesce(own, usual), 0, type_=Integer)
    return func.least(func.coalesce(wanted, most), most, type_=Integer) if most else wanted


async def find_policy(session: AsyncSession, settings: Settings) -> Policy:
    """Return the retention as it will be applied; one that no gateway has noted yet begins now."""
    days = await find_retention(session, settings)
    noted = await session.get(RetentionNotice, ONLY)
    is_noted = noted is not None and days == Retention(*(getattr(noted, name) for name in Retention._fields))
    return Policy(days, noted.since if noted is not None and is_noted else now())


async def note_policy(session: AsyncSession, settings: Settings) -> Policy:
    """Return the retention, and note it if it is another than before: from now on its notice runs."""
    policy = await find_policy(session, settings)
    await session.merge(RetentionNotice(id=ONLY, **policy.days._asdict(), since=policy.since))
    await session.flush()
    return policy
