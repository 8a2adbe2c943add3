"""The Redis stream of jobs, as one worker sees it.

A job that was read stays pending under its consumer until it is acknowledged. What tells a dead worker from a busy
one is the idle time of the pending entry: a busy worker keeps touching it.
"""

from dataclasses import dataclass
from typing import TypedDict, cast

import structlog
from redis.asyncio import Redis
from redis.exceptions import ResponseError

DATA_FIELD = b"data"
"""Field of an entry in which taskiq-redis puts the message."""

_CANDIDATES = 10
"""Number of stale entries to look at; other workers may claim the first ones."""

# An entry belongs to the worker that claimed it last; each script checks that in the same atomic step.
_IF_MINE = """
local mine = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[3], ARGV[3], 1, ARGV[2])
if #mine == 0 then return 0 end
"""
_TOUCH = f"""{_IF_MINE}
redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[3], 'JUSTID')
return 1
"""
_ACKNOWLEDGE = f"""{_IF_MINE}
redis.call('XACK', KEYS[1], ARGV[1], ARGV[3])
redis.call('XDEL', KEYS[1], ARGV[3])
return 1
"""
_RELEASE = f"""{_IF_MINE}
redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[3],
           'IDLE', ARGV[4], 'RETRYCOUNT', mine[1][4] - 1, 'JUSTID')
return 1
"""
_REMOVE_DEAD_CONSUMERS = """
local removed = 0
for _, fields in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
    local consumer = {}
    for i = 1, #fields, 2 do consumer[fields[i]] = fields[i + 1] end
    if consumer.pending == 0 and consumer.idle >= tonumber(ARGV[2]) then
        redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], consumer.name)
        removed = removed + 1
    end
end
return removed
"""

log = structlog.get_logger()

# What redis-py returns here; its own annotations are the union over all protocols and options.
_Entries = list[tuple[bytes, dict[bytes, bytes]]]
_Streams = list[tuple[bytes, _Entries]]


class _Pending(TypedDict):
    message_id: bytes
    times_delivered: int


@dataclass(frozen=True)
class Entry:
    """A job in the stream."""

    id: str
    data: bytes
    deliveries: int
    """Number of times that a worker was given the job, with this one; releases are not counted."""


class JobStream:
    """Entries of one stream, as one consumer reads, holds and returns them."""

    def __init__(self, redis: Redis, *, stream: str, group: str, consumer: str, idle_timeout_ms: int) -> None:
        self._redis = redis
        self._stream = stream
        self._group = group
        self._consumer = consumer
        self._idle_timeout_ms = idle_timeout_ms
        self._touch = redis.register_script(_TOUCH)
        self._acknowledge = redis.register_script(_ACKNOWLEDGE)
        self._release = redis.register_script(_RELEASE)
        self._remove_dead_consumers = redis.register_script(_REMOVE_DEAD_CONSUMERS)

    async def declare(self) -> None:
        """Create the group if it is missing; it starts with the first job ever sent."""
        try:
            await self._redis.xgroup_create(self._stream, self._group, id="0", mkstream=True)
        except ResponseError as error:
            if "BUSYGROUP" not in str(error):
                raise

    async def read_new(self, block_ms: int) -> Entry | None:
        """Wait for a job that no worker has had yet."""
        streams = await self._redis.xreadgroup(
            self._group, self._consumer, {self._stream: ">"}, count=1, block=block_ms
        )
        for _, entries in cast("_Streams", streams):
            for entry_id, fields in entries:
                return Entry(entry_id.decode(), fields.get(DATA_FIELD, b""), deliveries=1)
        return None

    async def claim_stale(self) -> Entry | None:
        """Take over a job whose worker has been silent for longer than the idle time-out."""
        stale = await self._redis.xpending_range(
            self._stream, self._group, min="-", max="+", count=_CANDIDATES, idle=self._idle_timeout_ms
        )
        for pending in cast("list[_Pending]", stale):
            claimed = await self._redis.xclaim(
                self._stream, self._group, self._consumer, self._idle_timeout_ms, [pending["message_id"]]
            )
            for entry_id, fields in cast("_Entries", claimed):
                deliveries = pending["times_delivered"] + 1
                log.warning("job_reclaimed", entry=entry_id.decode(), deliveries=deliveries)
                return Entry(entry_id.decode(), fields.get(DATA_FIELD, b""), deliveries)
        return None

    async def touch(self, entry_id: str) -> bool:
        """Reset the idle time without counting a delivery. Return False if another worker holds the job."""
        return bool(await self._touch(keys=[self._stream], args=[self._group, self._consumer, entry_id]))

    async def acknowledge(self, entry_id: str) -> bool:
        """Remove the job from the stream. Return False if another worker holds it."""
        return bool(await self._acknowledge(keys=[self._stream], args=[self._group, self._consumer, entry_id]))

    async def release(self, entry_id: str) -> bool:
        """Make the job available at once, without counting this delivery. Return False if another worker holds it."""
        arguments = (self._group, self._consumer, entry_id, self._idle_timeout_ms)
        return bool(await self._release(keys=[self._stream], args=arguments))

    async def release_all(self) -> None:
        """Release all jobs of this consumer, also those in an answer of Redis that was lost."""
        held = await self._redis.xpending_range(
            self._stream, self._group, min="-", max="+", count=_CANDIDATES, consumername=self._consumer
        )
        for pending in cast("list[_Pending]", held):
            await self.release(pending["message_id"].decode())

    async def remove_dead_consumers(self, silent_ms: int) -> int:
        """Remove consumers that hold no job and have been silent for `silent_ms`. Return their number."""
        return int(await self._remove_dead_consumers(keys=[self._stream], args=[self._group, silent_ms]))
