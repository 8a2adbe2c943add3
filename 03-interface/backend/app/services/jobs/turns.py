"""Choice of the next job: users take turns, short jobs come first, and nobody waits for ever."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Float, and_, case, cast, extract, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Meeting, OutboxJob
from app.models.base import now
from scribe_contracts.events import MeetingStatus

_TURN = timedelta(hours=1)
"""Time for which work that was handed over counts, and after which a user without any comes first."""

_MIN_COST_SECONDS = 30.0
"""Length at which the shortest recordings count: a job has work that does not depend on it."""

_TYPICAL_BYTES_PER_SECOND = 16_000.0
"""Of a recording whose length is not known yet: 128 kbit/s."""

_OVERDUE_SHARE = 0.5
"""A long job is overdue later, by this share of its recording's length."""


async def next_in_turn(session: AsyncSession) -> OutboxJob | None:
    """Return the unsent job to hand over next, locked; None if there is none, or if others lock it."""
    chosen = await find_next(session)
    if chosen is None:
        return None
    unsent = select(OutboxJob).where(OutboxJob.id == chosen, OutboxJob.sent_at.is_(None))
    return await session.scalar(unsent.with_for_update(skip_locked=True))


async def find_next(session: AsyncSession) -> int | None:
    """Return the id of the unsent job whose turn is next; None if there is none.

    Of each user's jobs, the one that has waited longest in relation to its length stands for the user. Of these, the
    one comes first whose user will have had least: what is under way or was handed over in the last hour, with this
    job. A user who has had nothing for an hour, and has waited for that long, comes before all others.
    """
    moment = now()
    waited = cast(extract("epoch", moment - OutboxJob.created_at), Float)
    cost = _cost()
    heads = (
        select(
            OutboxJob.id.label("id"),
            Meeting.owner_id.label("owner_id"),
            cost.label("cost"),
            waited.label("waited"),
        )
        .join(Meeting, Meeting.id == OutboxJob.meeting_id)
        .where(OutboxJob.sent_at.is_(None))
        .ext(distinct_on(Meeting.owner_id))
        .order_by(Meeting.owner_id, (waited / cost).desc(), OutboxJob.id)
        .subquery()
    )
    under_way = and_(Meeting.status.in_((MeetingStatus.QUEUED, MeetingStatus.PROCESSING)), _is_latest_attempt())
    served = (
        select(Meeting.owner_id.label("owner_id"), func.sum(cost).label("seconds"))
        .join(OutboxJob, OutboxJob.meeting_id == Meeting.id)
        .where(OutboxJob.sent_at.is_not(None), or_(OutboxJob.sent_at > moment - _TURN, under_way))
        .group_by(Meeting.owner_id)
        .subquery()
    )
    patience = _TURN.total_seconds() + heads.c.cost * _OVERDUE_SHARE
    is_overdue = and_(served.c.seconds.is_(None), heads.c.waited > patience)
    return await session.scalar(
        select(heads.c.id)
        .outerjoin(served, served.c.owner_id == heads.c.owner_id)
        .order_by(
            is_overdue.desc(),
            case((is_overdue, heads.c.waited), else_=0.0).desc(),
            func.coalesce(served.c.seconds, 0.0) + heads.c.cost,
            heads.c.id,
        )
        .limit(1)
    )


def _cost() -> ColumnElement[Any]:
    """Return the length of the recording in seconds, known or guessed."""
    guess = cast(Meeting.size_bytes, Float) / _TYPICAL_BYTES_PER_SECOND
    return func.greatest(_MIN_COST_SECONDS, func.coalesce(Meeting.duration, guess))


def _is_latest_attempt() -> ColumnElement[bool]:
    return OutboxJob.attempt == Meeting.attempt
