"""Keys of Redis for the turns at a shared card, and the scripts that take and renew one."""

from enum import StrEnum

HELD_MS = 30_000
"""A holder that renews its turn no more, because it was killed, loses it after so long."""

WAITS_MS = 5_000
"""Somebody who waits looks again much sooner than this."""

LOOK_SECONDS = 0.25
RENEW_SECONDS = 10.0


class Side(StrEnum):
    """Sides that take turns. Any number of one side hold the card together: workers, or questions to one model."""

    WORKER = "worker"
    LANGUAGE = "language"

    @property
    def other(self) -> "Side":
        return Side.LANGUAGE if self is Side.WORKER else Side.WORKER


TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for place = 1, 4 do
    redis.call('ZREMRANGEBYSCORE', KEYS[place], '-inf', now)
end
-- Whoever had the last turn lets the other side go first: a meeting has many stages, and minutes many parts.
local gives_way = redis.call('ZCARD', KEYS[4]) > 0 and redis.call('GET', KEYS[5]) == ARGV[1]
if gives_way or redis.call('ZCARD', KEYS[3]) > 0 then
    redis.call('ZADD', KEYS[2], now + ARGV[4], ARGV[2])
    return 0
end
redis.call('ZREM', KEYS[2], ARGV[2])
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[2])
redis.call('SET', KEYS[5], ARGV[1])
return 1
"""
RENEW = """
local time = redis.call('TIME')
return redis.call('ZADD', KEYS[1], 'XX', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2], ARGV[1])
"""


def held(side: Side) -> str:
    """Return the key of those who hold the card."""
    return f"scribe:card:held:{side}"


def waits(side: Side) -> str:
    """Return the key of those who wait for it."""
    return f"scribe:card:waits:{side}"


def take_keys(side: Side) -> list[str]:
    """Return the keys of the script that takes a turn."""
    return [held(side), waits(side), held(side.other), waits(side.other), "scribe:card:last"]


def take_arguments(side: Side, holder: str) -> list[str | int]:
    return [side, holder, HELD_MS, WAITS_MS]
