"""Sends jobs again that Redis has lost, so that every accepted meeting ends."""

import asyncio
import time
from contextlib import suppress
from datetime import datetime

import structlog
from redis.exceptions import ResponseError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.wakeups import Work, announce
from app.models import Meeting, OutboxJob
from app.models.base import now
from app.resources import Resources
from app.services.jobs import events
from app.services.jobs.outbox import enqueue
from app.services.jobs.queue import JobId, create_group, jobs_in_queue, stream_position
from scribe_contracts.event_stream import EVENTS_GROUP, EVENTS_STREAM
from scribe_contracts.events import Failure, FailureCode, MeetingStatus

MAX_LOSSES = 5
"""A job that was lost more often than that fails."""

_EVENTS_SECONDS = 5.0
_POLL_SECONDS = 0.1
_UNFINISHED = (MeetingStatus.QUEUED, MeetingStatus.PROCESSING)


class LostJobs:
    """Compares the meetings with the queue; one in each gateway.

    A job counts as lost when it was sent and is neither waiting nor held by a worker at two looks that lie
    `lost_job_seconds` apart, and no event of it is still to be read. A slow worker's job is in the queue. A worker
    that goes on with a lost job lets go within its heartbeat, before the second look.
    """

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._redis = resources.redis
        self._database = resources.database
        self._seconds = resources.settings.lost_job_seconds
        self._missing_since: dict[JobId, float] = {}

    async def run(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(self._seconds)

    async def look(self) -> int:
        """Send again what is lost, and return how many jobs that were."""
        began, clock = now(), time.monotonic()
        await create_group(self._redis)
        missing = await self._sent_before(began) - await jobs_in_queue(self._redis)
        self._missing_since = {job: self._missing_since.get(job, clock) for job in missing}
        lost = [job for job, since in self._missing_since.items() if clock - since >= self._seconds]
        if not lost or not await self._all_events_are_written():
            return 0
        found = 0
        for job in lost:
            async with self._database.transaction() as session:
                found += await self._recover(session, job, began)
            del self._missing_since[job]
        return found

    async def _sent_before(self, moment: datetime) -> set[JobId]:
        """Return the jobs of meetings that have not ended, without those that are still to be sent."""
        async with self._database.transaction() as session:
            rows = await session.execute(
                select(Meeting.id, Meeting.attempt, OutboxJob.sent_at, OutboxJob.id)
                .outerjoin(OutboxJob, (OutboxJob.meeting_id == Meeting.id) & (OutboxJob.attempt == Meeting.attempt))
                .where(Meeting.status.in_(_UNFINISHED), Meeting.created_at < moment)
            )
            return {
                JobId(meeting_id, attempt)
                for meeting_id, attempt, sent_at, outbox_id in rows
                if outbox_id is None or (sent_at is not None and sent_at < moment)
            }

    async def _all_events_are_written(self) -> bool:
        """Return whether the rows show, within a few seconds, every event that had been published by now."""
        if not await self._redis.exists(EVENTS_STREAM):
            return True
        last = stream_position((await self._redis.xinfo_stream(EVENTS_STREAM))["last-generated-id"])
        with suppress(TimeoutError, ResponseError):  # a lost group is created again by the consumer
            async with asyncio.timeout(_EVENTS_SECONDS):
                while not await self._is_written(last):  # noqa: ASYNC110 - Redis has no event for it
                    await asyncio.sleep(_POLL_SECONDS)
                return True
        return False

    async def _is_written(self, last: tuple[int, int]) -> bool:
        groups = await self._redis.xinfo_groups(EVENTS_STREAM)
        group = next((group for group in groups if group["name"] == EVENTS_GROUP.encode()), None)
        if group is None or stream_position(group["last-delivered-id"]) < last:
            return False
        pending = await self._redis.xpending(EVENTS_STREAM, EVENTS_GROUP)
        return not pending["pending"] or stream_position(pending["min"]) > last

    async def _recover(self, session: AsyncSession, job: JobId, began: datetime) -> bool:
        """Mark the job as unsent, unless it has ended or another gateway has done so meanwhile."""
        meeting = await session.get(Meeting, job.meeting_id, with_for_update={"skip_locked": True})
        if meeting is None or meeting.attempt != job.attempt or meeting.status.is_final:
            return False
        row = await session.scalar(
            select(OutboxJob).where(OutboxJob.meeting_id == job.meeting_id, OutboxJob.attempt == job.attempt)
        )
        log = structlog.get_logger().bind(meeting_id=str(job.meeting_id), attempt=job.attempt)
        if row is None:
            _wait(meeting)
            await enqueue(session, meeting, request_id="")
            log.warning("lost_job_queued_again", losses=1)
            return True
        if row.sent_at is None or row.sent_at >= began:
            return False
        if row.losses >= MAX_LOSSES:
            failure = Failure(code=FailureCode.WORKER_LOST, message="Processing stopped unexpectedly several times.")
            await events.apply(session, await events.publish_end(self._redis, meeting, MeetingStatus.FAILED, failure))
            log.error("lost_job_given_up", losses=row.losses)
            return True
        row.losses += 1
        row.sent_at = None
        _wait(meeting)
        announce(session, Work.SEND_JOB)
        log.warning("lost_job_queued_again", losses=row.losses)
        return True


def _wait(meeting: Meeting) -> None:
    meeting.status = meeting.attempt_status = MeetingStatus.QUEUED
    meeting.stage = meeting.eta_seconds = None
