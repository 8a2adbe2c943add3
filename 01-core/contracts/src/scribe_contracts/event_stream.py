"""The Redis stream of job events: its names, how an event is written to it and read from it, and which faults pass."""

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar
from uuid import UUID

from redis.exceptions import OutOfMemoryError, ReadOnlyError, ResponseError

from scribe_contracts.events import JobEvent

EVENTS_STREAM = "scribe:events"
"""Redis stream of `JobEvent`, one JSON document in the field `EVENT_FIELD` of each entry."""

EVENTS_GROUP = "gateway"
"""The consumer group that turns events into rows."""

EVENT_FIELD = "event"

MAX_EVENTS = 100_000
"""Older events are trimmed; the rows that they led to stay."""

SEQUENCE_SECONDS = 30 * 24 * 3600
"""Expiry of `sequence_key`: longer than a job can wait between two deliveries."""

Reply_co = TypeVar("Reply_co", covariant=True)


class StreamClient(Protocol[Reply_co]):
    """A Redis client. The blocking one replies with the entry's id, the asynchronous one with an awaitable of it."""

    def xadd(self, name: str, fields: dict[Any, Any], *, maxlen: int, approximate: bool) -> Reply_co: ...


def publish_event(redis: StreamClient[Reply_co], event: JobEvent) -> Reply_co:
    """Append the event to the stream and return the client's reply. Raises RedisError when Redis is away."""
    return redis.xadd(EVENTS_STREAM, encode_event(event), maxlen=MAX_EVENTS, approximate=True)


def encode_event(event: JobEvent) -> dict[Any, Any]:
    """Return the fields of a stream entry that carries the event."""
    return {EVENT_FIELD: event.model_dump_json()}


def decode_event(fields: Mapping[bytes, bytes] | None) -> JobEvent:
    """Return the event in the fields of a stream entry.

    Raises ValidationError where there is none, as in an entry that was trimmed, whose fields are None.
    """
    return JobEvent.model_validate_json((fields or {}).get(EVENT_FIELD.encode(), b""))


def sequence_key(meeting_id: UUID, attempt: int) -> str:
    """Return the Redis key of the counter behind `JobEvent.sequence`."""
    return f"scribe:sequence:{meeting_id}:{attempt}"


def may_pass(error: ResponseError) -> bool:
    """Return whether the same command may succeed later: disk or memory is full, or this is a replica for now.

    With MISCONF Redis refuses every write, since it could not write its append-only file, as on a full disk.
    """
    # In the middle of the text where the command was one of several sent together.
    return isinstance(error, OutOfMemoryError | ReadOnlyError) or "MISCONF" in str(error)
