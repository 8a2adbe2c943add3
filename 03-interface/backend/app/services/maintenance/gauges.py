"""Gauges that are read when Prometheus asks."""

from math import nan

from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from app.core.db import Database
from app.core.metrics import MEETINGS, OUTBOX_UNSENT, QUEUE_LENGTH, QUEUE_WAITING
from app.models import Meeting, OutboxJob
from app.resources import Resources
from scribe_contracts.events import MeetingStatus
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM


async def refresh(resources: Resources) -> None:
    """Refresh the gauges. During an outage they are NaN, and the other metrics still answer."""
    try:
        await _count_rows(resources.database)
    except (SQLAlchemyError, OSError):
        OUTBOX_UNSENT.set(nan)
        for status in MeetingStatus:
            MEETINGS.labels(status).set(nan)
    try:
        waiting, taken = await _queue(resources.redis)
        QUEUE_WAITING.set(waiting)
        QUEUE_LENGTH.set(waiting + taken)
    except (RedisError, OSError):
        QUEUE_WAITING.set(nan)
        QUEUE_LENGTH.set(nan)


async def _count_rows(database: Database) -> None:
    async with database.transaction() as session:
        rows = await session.execute(select(Meeting.status, func.count().label("meetings")).group_by(Meeting.status))
        counts = {row.status: row.meetings for row in rows}
        unsent = await session.scalar(select(func.count()).where(OutboxJob.sent_at.is_(None)))
    for status in MeetingStatus:
        MEETINGS.labels(status).set(counts.get(status, 0))
    OUTBOX_UNSENT.set(unsent or 0)


async def _queue(redis: Redis) -> tuple[int, int]:
    """Return the number of jobs that no worker has taken, and of those taken and not done."""
    if not await redis.exists(JOBS_STREAM):
        return 0, 0
    for group in await redis.xinfo_groups(JOBS_STREAM):
        if group["name"] == JOBS_GROUP.encode():
            return int(group["lag"] or 0), int(group["pending"])
    return int(await redis.xlen(JOBS_STREAM)), 0
