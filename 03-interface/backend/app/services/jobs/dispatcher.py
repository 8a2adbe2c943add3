"""Sends what the outbox holds: at once after a commit, and again and again while the queue does not answer."""

import asyncio
from contextlib import suppress

import structlog
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from taskiq_redis import RedisStreamBroker

from app import broker
from app.core.db import Database
from app.models import OutboxJob
from app.models.base import now
from app.services.jobs.outbox import ENQUEUED


class Dispatcher:
    """One in each gateway; rows are locked while they are sent, so several share the work.

    A job may be sent twice when the gateway dies between sending and committing. Workers are idempotent for that.
    """

    def __init__(self, database: Database, queue: RedisStreamBroker, *, sweep_seconds: float) -> None:
        self._database = database
        self._queue = queue
        self._sweep_seconds = sweep_seconds
        self._woken = asyncio.Event()
        event.listen(database.sync_sessions, "after_commit", self._wake_for)

    async def run(self) -> None:
        while True:
            self._woken.clear()
            while await self.send_next():
                pass
            with suppress(TimeoutError):
                async with asyncio.timeout(self._sweep_seconds):
                    await self._woken.wait()

    async def send_next(self) -> bool:
        """Send the oldest job that nobody else is sending. False when there is none."""
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
            await broker.send(self._queue, row.job)
            row.sent_at = now()
        structlog.get_logger().info(
            "job_sent", meeting_id=str(row.meeting_id), attempt=row.attempt, request_id=row.job.request_id
        )
        return True

    def _wake_for(self, session: Session) -> None:
        if session.info.pop(ENQUEUED, False):
            self._woken.set()
