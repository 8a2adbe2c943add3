"""Publishing of job events on Redis."""

from uuid import UUID

from redis import Redis

from scribe_contracts.event_stream import SEQUENCE_SECONDS, publish_event, sequence_key
from scribe_contracts.events import JobEvent, cancel_key


class EventPublisher:
    """Numbers events and appends them to the stream. Methods raise RedisError if Redis does not answer."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def send(self, event: JobEvent, *, previous: int = 0) -> int:
        """Append the event with the next number of its attempt, above `previous`. Return the number."""
        numbered = event.model_copy(update={"sequence": self._next_sequence(event, previous)})
        publish_event(self._redis, numbered)
        return numbered.sequence

    def is_cancelled(self, meeting_id: UUID, attempt: int) -> bool:
        """Return whether the user cancelled this attempt."""
        return bool(self._redis.exists(cancel_key(meeting_id, attempt)))

    def _next_sequence(self, event: JobEvent, previous: int) -> int:
        key = sequence_key(event.meeting_id, event.attempt)
        with self._redis.pipeline() as pipeline:
            pipeline.incr(key)
            pipeline.expire(key, SEQUENCE_SECONDS)
            counter, _ = pipeline.execute()
        if counter <= previous:
            # Redis lost the counter; readers ignore numbers that they have seen, so go on above `previous`.
            counter = self._redis.incrby(key, previous + 1 - counter)
        return int(counter)
