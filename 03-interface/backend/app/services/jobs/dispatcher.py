"""Hands the jobs of the outbox to the workers, in turn, as they have room for them."""

import structlog
from redis.asyncio import Redis
from sqlalchemy import text
from taskiq_redis import RedisStreamBroker

from app import broker
from app.core.config import Settings
from app.core.db import Database
from app.core.locks.advisory_locks import AdvisoryLock
from app.core.wakeups import Wakeup, Work
from app.models import Meeting
from app.models.base import now
from app.services.identification.decisions import as_allowed
from app.services.jobs.events import raise_sequence
from app.services.jobs.queue import has_room
from app.services.jobs.turns import next_in_turn

_LOOK_SECONDS = 2.0
"""Longest time until a worker that has become free is noticed, where its events do not tell."""


class Dispatcher:
    """One in each gateway, of which one at a time hands over: a lock keeps the order.

    A job may be sent twice when the gateway dies between sending and committing. Workers are idempotent for that
    reason.
    """

    def __init__(self, database: Database, redis: Redis, queue: RedisStreamBroker, settings: Settings) -> None:
        self._database = database
        self._redis = redis
        self._queue = queue
        self._settings = settings
        self._wakeup = Wakeup(database, Work.SEND_JOB)

    async def run(self) -> None:
        while True:
            self._wakeup.clear()
            while await self.send_next():
                pass
            await self._wakeup.wait(min(self._settings.sweep_seconds, _LOOK_SECONDS))

    async def send_next(self) -> bool:
        """Send the next job; return False if there is none, no room for it, or if another gateway is sending."""
        async with self._database.transaction() as session:
            is_mine = await session.scalar(
                text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": AdvisoryLock.HAND_OVER}
            )
            row = await next_in_turn(session) if is_mine else None
            if row is None or not await has_room(self._redis):
                return False
            meeting = await session.get_one(Meeting, row.meeting_id)
            await raise_sequence(self._redis, meeting)
            await broker.send(self._queue, await as_allowed(session, self._settings, row.job))
            row.sent_at = now()
        structlog.get_logger().info(
            "job_sent", meeting_id=str(row.meeting_id), attempt=row.attempt, request_id=row.job.request_id
        )
        return True
