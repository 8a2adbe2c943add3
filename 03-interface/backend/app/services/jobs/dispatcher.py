"""Sends the jobs of the outbox: at once after a commit, and again and again while the queue does not answer."""

import structlog
from redis.asyncio import Redis
from sqlalchemy import select
from taskiq_redis import RedisStreamBroker

from app import broker
from app.core.db import Database
from app.core.wakeups import Wakeup, Work
from app.models import Meeting, OutboxJob
from app.models.base import now
from app.services.jobs.events import raise_sequence


class Dispatcher:
    """One in each gateway; rows are locked while they are sent, so several share the work.

    A job may be sent twice when the gateway dies between sending and committing. Workers are idempotent for that
    reason.
    """

    def __init__(self, database: Database, redis: Redis, queue: RedisStreamBroker, *, sweep_seconds: float) -> None:
        self._database = database
        self._redis = redis
        self._queue = queue
        self._sweep_seconds = sweep_seconds
        self._wakeup = Wakeup(database, Work.SEND_JOB)

    async def run(self) -> None:
        while True:
            self._wakeup.clear()
            while await self.send_next():
                pass
            await self._wakeup.wait(self._sweep_seconds)

    async def send_next(self) -> bool:
        """Send the oldest job that nobody else is sending; return False if there is none."""
        async with self._database.transaction() as session:
            row = await session.scalar(
                select(OutboxJob)
                .where(OutboxJob.sent_at.is_(None))
                .order_by(OutboxJob.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            if row is None:
                return False
            meeting = await session.get_one(Meeting, row.meeting_id)
            await raise_sequence(self._redis, meeting)
            await broker.send(self._queue, row.job)
            row.sent_at = now()
        structlog.get_logger().info(
            "job_sent", meeting_id=str(row.meeting_id), attempt=row.attempt, request_id=row.job.request_id
        )
        return True
