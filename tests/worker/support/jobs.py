"""A client of the queue: sends jobs as the gateway does, and reads their events."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid4

from redis import Redis
from taskiq.kicker import AsyncKicker
from taskiq_redis import RedisStreamBroker

from scribe_contracts.event_stream import EVENTS_STREAM, decode_event
from scribe_contracts.events import JobEvent, MeetingStatus, cancel_key
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM, ProcessingOptions, ProcessMeeting, TaskName
from scribe_contracts.transcript import Models, Speaker, Transcript


def make_job(script: str = "pass", *, attempt: int = 1) -> ProcessMeeting:
    """Make a job; `script` tells the pipeline of scripted_worker.py what to do."""
    options = ProcessingOptions(hotwords=script)
    return ProcessMeeting(meeting_id=uuid4(), attempt=attempt, request_id="test", options=options)


def make_transcript(meeting_id: UUID) -> Transcript:
    return Transcript(
        meeting_id=meeting_id,
        language="en",
        language_probability=1.0,
        duration=3.0,
        models=Models(diarization="d", identification="i", transcription="t"),
        speakers=(Speaker(id="SPEAKER_00", speech_seconds=2.0),),
        segments=(),
    )


@dataclass(frozen=True)
class HeldJob:
    """A job that a worker holds."""

    entry: bytes
    deliveries: int
    idle_ms: int


class QueueClient:
    """Sends and cancels jobs as the gateway does, and reads their state from Redis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def send(self, job: ProcessMeeting) -> ProcessMeeting:
        self.send_payload(job.model_dump(mode="json"))
        return job

    def send_payload(self, payload: object, task: str = TaskName.PROCESS_MEETING) -> None:
        asyncio.run(_send(self._url(), payload, task))

    def send_raw(self, data: bytes) -> None:
        """Append raw bytes, as no gateway does."""
        self._redis.xadd(JOBS_STREAM, {"data": data})

    def cancel(self, job: ProcessMeeting) -> None:
        self._redis.set(cancel_key(job.meeting_id, job.attempt), "1")

    def events(self, job: ProcessMeeting) -> list[JobEvent]:
        entries = cast("list[tuple[bytes, dict[bytes, bytes]]]", self._redis.xrange(EVENTS_STREAM))
        events = [decode_event(fields) for _, fields in entries]
        return [event for event in events if event.meeting_id == job.meeting_id]

    def final(self, job: ProcessMeeting) -> JobEvent | None:
        """Return the event that ended the job, if there is one."""
        return next((event for event in self.events(job) if event.status.is_final), None)

    def has_ended(self, job: ProcessMeeting, status: MeetingStatus) -> bool:
        final = self.final(job)
        assert final is None or final.status is status, final
        return final is not None

    def journal(self, job: ProcessMeeting) -> list[str]:
        """Return what the scripted pipelines of all workers did with the job."""
        lines = self._redis.lrange(f"test:journal:{job.meeting_id}", 0, -1)
        return [json.loads(line)["did"] for line in lines]

    def is_empty(self) -> bool:
        """Return whether no job waits and no worker holds one."""
        return self.length() == 0 and not self.held()

    def length(self) -> int:
        """Return the number of jobs that wait or are held."""
        return int(self._redis.xlen(JOBS_STREAM))

    def held(self) -> list[HeldJob]:
        if not self._redis.exists(JOBS_STREAM):
            return []
        pending = self._redis.xpending_range(JOBS_STREAM, JOBS_GROUP, min="-", max="+", count=100)
        return [
            HeldJob(entry["message_id"], entry["times_delivered"], entry["time_since_delivered"])
            for entry in cast("list[dict[str, Any]]", pending)
        ]

    def consumers(self) -> dict[bytes, int]:
        """Return, for each consumer, the milliseconds since its last request."""
        found = self._redis.xinfo_consumers(JOBS_STREAM, JOBS_GROUP)
        return {consumer["name"]: consumer["idle"] for consumer in found}

    def _url(self) -> str:
        options = self._redis.connection_pool.connection_kwargs
        return f"redis://:{options['password']}@{options['host']}:{options['port']}/0"


async def _send(url: str, payload: object, task: str) -> None:
    broker = RedisStreamBroker(url, queue_name=JOBS_STREAM, consumer_group_name=JOBS_GROUP, consumer_id="0")
    kicker: AsyncKicker[[object], None] = AsyncKicker(task_name=task, broker=broker, labels={})
    await kicker.kiq(payload)
    await broker.shutdown()
