"""Sends the jobs of minutes. The row is its own outbox: what has no `sent_at` is sent after its commit."""

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from redis.exceptions import ResponseError
from sqlalchemy import select, update

from app import broker
from app.core.wakeups import Wakeup, Work
from app.models import Meeting, Minutes, Revision
from app.models.base import now
from app.resources import Resources
from app.services.editing.results import machine_place
from scribe_contracts.events import MeetingStatus
from scribe_contracts.minutes.jobs import MINUTES_STREAM, WriteMinutes

_LOST_AFTER = timedelta(seconds=60)
_BATCH = 1000


class MinutesDispatcher:
    """One in each gateway; rows are locked while they are sent."""

    def __init__(self, resources: Resources) -> None:
        self._database = resources.database
        self._redis = resources.redis
        self._queue = resources.minutes_broker
        self._sweep_seconds = resources.settings.sweep_seconds
        self._wakeup = Wakeup(resources.database, Work.SEND_MINUTES)

    async def run(self) -> None:
        while True:
            self._wakeup.clear()
            await self.find_lost()
            while await self.send_next():
                pass
            await self._wakeup.wait(self._sweep_seconds)

    async def send_next(self) -> bool:
        """Send the oldest job that nobody else is sending; return False if there is none."""
        async with self._database.transaction() as session:
            minutes = await session.scalar(
                select(Minutes)
                .where(Minutes.sent_at.is_(None), Minutes.status == MeetingStatus.QUEUED)
                .order_by(Minutes.created_at)
                .limit(1)
                .with_for_update(skip_locked=True, of=Minutes)
            )
            if minutes is None:
                return False
            meeting = await session.get_one(Meeting, minutes.meeting_id)
            number = minutes.revision
            revision = None if number is None else await session.get(Revision, (meeting.id, number))
            await broker.send_minutes(self._queue, _job(minutes, meeting, machine_place(meeting, revision)))
            minutes.sent_at = now()
        structlog.get_logger().info("minutes_sent", minutes_id=str(minutes.id), attempt=minutes.attempt)
        return True

    async def find_lost(self) -> None:
        """Have jobs sent again that Redis has lost."""
        async with self._database.transaction() as session:
            query = select(Minutes.id, Minutes.attempt).where(
                Minutes.status.in_((MeetingStatus.QUEUED, MeetingStatus.PROCESSING)),
                Minutes.sent_at < now() - _LOST_AFTER,
                Minutes.updated_at < now() - _LOST_AFTER,
            )
            waiting = {(row.id, row.attempt) for row in await session.execute(query)}
            lost = waiting - await self._in_queue() if waiting else set()
            for minutes_id, attempt in lost:
                structlog.get_logger().warning("minutes_lost", minutes_id=str(minutes_id), attempt=attempt)
                await session.execute(
                    update(Minutes)
                    .where(Minutes.id == minutes_id, Minutes.attempt == attempt)
                    .values(sent_at=None, status=MeetingStatus.QUEUED, event_sequence=0, updated_at=now())
                )

    async def _in_queue(self) -> set[tuple[UUID, int]]:
        """Return the jobs that a writer has or will get: a job that has ended is removed from the stream."""
        found: set[tuple[UUID, int]] = set()
        position = "-"
        with suppress(ResponseError):
            while page := await self._page(position):
                for id_, fields in page:
                    with suppress(LookupError, TypeError, ValueError):
                        payload = json.loads(fields[b"data"])["args"][0]
                        found.add((UUID(payload["minutes_id"]), int(payload["attempt"])))
                    position = f"({id_.decode()}"
        return found

    async def _page(self, position: str) -> Any:
        return await self._redis.xrange(MINUTES_STREAM, min=position, count=_BATCH)


def _job(minutes: Minutes, meeting: Meeting, transcript_attempt: int | None) -> WriteMinutes:
    return WriteMinutes(
        minutes_id=minutes.id,
        meeting_id=meeting.id,
        attempt=minutes.attempt,
        request_id=minutes.request_id,
        revision=minutes.revision,
        transcript_attempt=transcript_attempt,
        template=minutes.template,
        language=minutes.language,
        title=meeting.title,
        held_on=meeting.held_at.date(),
        rewrite=minutes.rewriting.items if minutes.rewriting else (),
    )
