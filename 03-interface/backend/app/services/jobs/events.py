"""Writes the workers' events into rows. The replicas share the stream through one consumer group."""

import asyncio
import os
import socket
from contextlib import suppress
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import structlog
from pydantic import ValidationError
from redis.asyncio import Redis
from redis.exceptions import ResponseError
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.nudges.nudges import tell as tell_gateways
from app.core.wakeups import Work, announce
from app.models import Meeting
from app.models.base import now
from app.models.integrations.webhook import WebhookEvent
from app.resources import Resources
from app.services.editing import passages
from app.services.editing.results import note_result
from app.services.jobs import minutes_results
from app.services.jobs.metrics import count_at_commit
from app.services.mail.outbox import tell_by_mail
from app.services.storage.objects import Objects
from app.services.storage.purge import Purger
from app.services.templates import preferences
from app.services.webhooks.outbox import Told, tell
from scribe_contracts.event_stream import (
    EVENTS_GROUP,
    EVENTS_STREAM,
    SEQUENCE_SECONDS,
    decode_event,
    publish_event,
    sequence_key,
)
from scribe_contracts.events import Failure, JobEvent, MeetingStatus
from scribe_contracts.minutes.events import MinutesEvent, decode_minutes_event

_BATCH = 100
_BLOCK_MS = 2000
_REDIS_TIMEOUT_SECONDS = 15.0
"""Redis is considered gone if it has not answered by then, though the connection may not know it."""

_STALE_CONSUMER_SECONDS = 24 * 3600
"""A consumer silent for that long, with nothing left to claim, was a replica that no longer exists."""

_TOLD = {MeetingStatus.COMPLETED: WebhookEvent.COMPLETED, MeetingStatus.FAILED: WebhookEvent.FAILED}

_DATA_ERRORS = frozenset({"22", "23"})
"""Classes of SQLSTATE for wrong data: trying again would not help."""


class Entry(NamedTuple):
    id: bytes
    fields: dict[bytes, bytes] | None
    """Fields of the entry; None if it was trimmed before it was read again."""


class EventConsumer:
    """One in each gateway. An entry is acknowledged when its transaction is committed, so none is lost."""

    def __init__(self, resources: Resources, *, claim_seconds: float = 30.0) -> None:
        self._redis: Redis = resources.redis
        self._database = resources.database
        self._settings = resources.settings
        self._purger = Purger(resources)
        self._objects = Objects(resources)
        self._claim_ms = int(claim_seconds * 1000)
        self.name = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"

    async def run(self) -> None:
        await self._join()
        while entries := await self._read("0"):  # entries that this replica read before an outage
            await self._handle(entries)
        while True:
            await self._handle(await self._claim() or await self._read(">"))

    async def _join(self) -> None:
        """Create the group at the stream's beginning, so that nothing before the first gateway is missed."""
        with suppress(ResponseError):  # the group exists already
            await self._redis.xgroup_create(EVENTS_STREAM, EVENTS_GROUP, id="0", mkstream=True)
        for consumer in await self._redis.xinfo_consumers(EVENTS_STREAM, EVENTS_GROUP):
            if consumer["pending"] == 0 and consumer["idle"] > _STALE_CONSUMER_SECONDS * 1000:
                await self._redis.xgroup_delconsumer(EVENTS_STREAM, EVENTS_GROUP, consumer["name"])

    async def _claim(self) -> list[Entry]:
        """Take over entries that a dead replica read and did not acknowledge."""
        async with asyncio.timeout(_REDIS_TIMEOUT_SECONDS):
            answer: Any = await self._redis.xautoclaim(
                EVENTS_STREAM, EVENTS_GROUP, self.name, min_idle_time=self._claim_ms, count=_BATCH
            )
        return [Entry(*entry) for entry in answer[1]]

    async def _read(self, position: str) -> list[Entry]:
        async with asyncio.timeout(_REDIS_TIMEOUT_SECONDS):
            answer: Any = await self._redis.xreadgroup(
                EVENTS_GROUP, self.name, {EVENTS_STREAM: position}, count=_BATCH, block=_BLOCK_MS
            )
        return [Entry(*entry) for _, entries in answer for entry in entries]

    async def _handle(self, entries: list[Entry]) -> None:
        for entry in entries:
            event = parse(entry)
            if isinstance(event, MinutesEvent):
                await self._write_minutes(event)
            elif event is not None:
                await self._write(event)
            await self._redis.xack(EVENTS_STREAM, EVENTS_GROUP, entry.id)

    async def _write_minutes(self, event: MinutesEvent) -> None:
        async with self._database.transaction() as session:
            await minutes_results.apply(session, self._objects, event)
        if event.status.is_final:
            await self._purger.purge_meeting(event.meeting_id)

    async def _write(self, event: JobEvent) -> None:
        try:
            async with self._database.transaction() as session:
                await apply(session, event)
                await tell_by_mail(session, self._settings, event)
                if event.status is MeetingStatus.COMPLETED:
                    await passages.take(session, self._objects, event)
                    await session.flush()
                    await preferences.queue_for(session, self._settings, event.meeting_id)
        except DBAPIError as error:
            if str(getattr(error.orig, "sqlstate", ""))[:2] not in _DATA_ERRORS:
                raise
            structlog.get_logger().exception("event_refused", meeting_id=str(event.meeting_id))
        if event.status.is_final:
            await self._purger.purge_meeting(event.meeting_id)


def parse(entry: Entry) -> JobEvent | MinutesEvent | None:
    """Return the event of an entry; None, with a line in the log, if it is no event."""
    try:
        return decode_minutes_event(entry.fields) or decode_event(entry.fields)
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, problem['loc']))}: {problem['type']}" for problem in error.errors()]
        structlog.get_logger().error("event_malformed", entry=entry.id.decode(), problems=problems)
        return None


async def apply(session: AsyncSession, event: JobEvent) -> None:
    """Write the event to its meeting if it is newer than the row's last; the order of writing does not matter.

    Of one attempt nothing is newer than its cancellation, and before that than its completion. An attempt that does
    not succeed leaves the result of an earlier one as it is.
    """
    if event.status.is_final:
        await count_at_commit(session, event)
    if event.status.is_final or event.stage is None:
        announce(session, Work.SEND_JOB)  # a worker has taken a job, or is free
    meeting = await _lock(session, event.meeting_id)
    if meeting is None:
        return
    if (meeting.event_attempt, _rank(meeting.attempt_status), meeting.event_sequence) < _place(event):
        await _write(session, meeting, event)
    if event.status is MeetingStatus.PROCESSING and meeting.event_attempt == event.attempt:
        # The attempt's earliest event counts, though a later one may have been written first.
        meeting.started_at = min(meeting.started_at or event.at, event.at)
    await session.flush()
    if event.status.is_final:
        await tell_gateways(session, event.meeting_id)


async def _lock(session: AsyncSession, meeting_id: UUID) -> Meeting | None:
    query = select(Meeting).where(Meeting.id == meeting_id).with_for_update().execution_options(populate_existing=True)
    found: Meeting | None = await session.scalar(query)
    return found


def _place(event: JobEvent) -> tuple[int, int, int]:
    return event.attempt, _rank(event.status), event.sequence


def _rank(status: MeetingStatus) -> int:
    """Return how final a status is. A worker goes on for some seconds after the user has cancelled, and says so."""
    return {MeetingStatus.COMPLETED: 1, MeetingStatus.CANCELLED: 2}.get(status, 0)


async def _write(session: AsyncSession, meeting: Meeting, event: JobEvent) -> None:
    if meeting.event_attempt != event.attempt:
        meeting.started_at = None
    meeting.attempt = meeting.event_attempt = event.attempt
    meeting.event_sequence = event.sequence
    meeting.attempt_status = event.status
    meeting.failure = event.failure
    meeting.finished_at = event.at if event.status.is_final else None
    meeting.updated_at = now()
    if event.status is MeetingStatus.COMPLETED:
        if meeting.passage is None:
            await _take_result(session, meeting, event)
    elif meeting.result_attempt is None:
        meeting.duration, meeting.language, meeting.speakers = event.duration, event.language, event.speakers
    if event.status.is_final and meeting.result_attempt not in {None, event.attempt}:
        # The attempt did not succeed, and the result of an earlier one stands.
        meeting.status, meeting.stage, meeting.fraction, meeting.eta_seconds = MeetingStatus.COMPLETED, None, 1.0, None
    else:
        meeting.status, meeting.stage = event.status, event.stage
        meeting.fraction, meeting.eta_seconds = event.fraction, event.eta_seconds
    if event.status in _TOLD and meeting.passage is None:
        failure = event.failure.code.value if event.failure else None
        told = Told(meeting.id, meeting.owner_id, version=event.attempt, failure=failure)
        await tell(session, _TOLD[event.status], [told])


async def _take_result(session: AsyncSession, meeting: Meeting, event: JobEvent) -> None:
    await note_result(session, meeting, event.attempt)
    if meeting.result_attempt != event.attempt:
        meeting.meaning_version = None
    meeting.result_attempt, meeting.result_at = event.attempt, event.at
    meeting.duration, meeting.language, meeting.speakers = event.duration, event.language, event.speakers
    announce(session, Work.INDEX_MEETING)


async def publish_end(
    redis: Redis, meeting: Meeting, status: MeetingStatus, failure: Failure | None = None
) -> JobEvent:
    """Publish that the meeting has ended, as the event after all that its worker has published so far."""
    await raise_sequence(redis, meeting)
    event = JobEvent(
        meeting_id=meeting.id,
        attempt=meeting.attempt,
        sequence=await _next_sequence(redis, meeting),
        at=now(),
        status=status,
        duration=meeting.duration,
        language=meeting.language,
        speakers=meeting.speakers,
        failure=failure,
    )
    await publish_event(redis, event)
    return event


async def _next_sequence(redis: Redis, meeting: Meeting) -> int:
    key = sequence_key(meeting.id, meeting.attempt)
    sequence = int(await redis.incr(key))
    await redis.expire(key, SEQUENCE_SECONDS)
    return sequence


async def raise_sequence(redis: Redis, meeting: Meeting) -> None:
    """Raise the counter of the attempt's events to the last one in the row.

    Redis may have lost the counter, and a worker that began at 1 again would be taken for old news.
    """
    key = sequence_key(meeting.id, meeting.attempt)
    known = meeting.event_sequence if meeting.event_attempt == meeting.attempt else 0
    counter = int(await redis.get(key) or 0)
    if counter < known:
        # Workers count at the same time: an increment may leave a gap, and never steps back.
        await redis.incrby(key, known - counter)
        await redis.expire(key, SEQUENCE_SECONDS)
