"""The events of a job that writes minutes, on the stream of job events, and the Redis keys of writers."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from scribe_contracts.base import Contract
from scribe_contracts.event_stream import EVENTS_STREAM, MAX_EVENTS, Reply_co, StreamClient
from scribe_contracts.events import MeetingStatus

MINUTES_FIELD = "minutes"
"""Field of an entry of `EVENTS_STREAM` that carries a `MinutesEvent`."""


class MinutesStage(StrEnum):
    """The stages of a job, in the order in which they run."""

    READ = "read"
    WAIT = "wait"
    """The language service does not answer; the job goes on when it does."""

    WRITE = "write"
    MERGE = "merge"
    STORE = "store"


class MinutesFailure(StrEnum):
    """Stable codes for the reason why minutes were not written."""

    LANGUAGE_UNAVAILABLE = "language_unavailable"
    LANGUAGE_REFUSED = "language_refused"
    NOTHING_SAID = "nothing_said"
    TRANSCRIPT_MISSING = "transcript_missing"
    STORAGE_UNAVAILABLE = "storage_unavailable"
    WRITER_LOST = "writer_lost"
    INTERNAL = "internal"


class MinutesEvent(Contract):
    """The state of a job at one moment. Readers order events by (attempt, sequence) and drop older ones."""

    minutes_id: UUID
    meeting_id: UUID
    attempt: int = Field(ge=1)
    sequence: int = Field(ge=1)
    at: AwareDatetime
    status: MeetingStatus
    stage: MinutesStage | None = None
    fraction: float = Field(default=0.0, ge=0.0, le=1.0)
    eta_seconds: float | None = Field(default=None, ge=0.0)
    model: str | None = None
    failure: MinutesFailure | None = None


def publish_minutes_event(redis: StreamClient[Reply_co], event: MinutesEvent) -> Reply_co:
    """Append the event to the stream and return the client's reply. Raises RedisError when Redis is away."""
    return redis.xadd(EVENTS_STREAM, {MINUTES_FIELD: event.model_dump_json()}, maxlen=MAX_EVENTS, approximate=True)


def decode_minutes_event(fields: Mapping[bytes, bytes] | None) -> MinutesEvent | None:
    """Return the event in the fields of an entry; None where the entry carries another kind of event.

    Raises ValidationError if it cannot be read.
    """
    body: Any = (fields or {}).get(MINUTES_FIELD.encode())
    return None if body is None else MinutesEvent.model_validate_json(body)


def minutes_sequence_key(minutes_id: UUID, attempt: int) -> str:
    """Return the Redis key of the counter behind `MinutesEvent.sequence`."""
    return f"scribe:sequence:minutes:{minutes_id}:{attempt}"


def minutes_cancel_key(minutes_id: UUID, attempt: int) -> str:
    """Return the Redis key whose presence asks the running job to stop."""
    return f"scribe:cancel:minutes:{minutes_id}:{attempt}"


def writer_key(writer: str) -> str:
    """Return the Redis key, with an expiry, that says that a writer is alive."""
    return f"scribe:writer:{writer}"


WRITER_KEYS = writer_key("*")
