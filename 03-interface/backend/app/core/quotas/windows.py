"""Limits on how often something may be done in a window of time, counted in Redis for all gateways."""

import hashlib
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from redis.asyncio import Redis

from app.core.errors import RateLimitedError


@dataclass(frozen=True)
class Counter:
    """A count of one thing, and how often that may happen."""

    key: str
    limit: int

    @classmethod
    def of(cls, kind: str, subject: str, limit: int) -> Self:
        # Hashed, so that Redis does not list who tried to sign in from where.
        return cls(f"scribe:limit:{kind}:{hashlib.sha256(subject.encode()).hexdigest()}", limit)


async def limit_user(redis: Redis, action: str, user_id: UUID, most: int, window_seconds: int) -> None:
    """Count one `action` of a user; raise RateLimitedError beyond `most` in a window."""
    await count(redis, [Counter.of(action, str(user_id), most)], window_seconds, "Too many requests.")


async def count(redis: Redis, counters: list[Counter], window_seconds: int, complaint: str) -> None:
    """Add one to each counter; raise RateLimitedError if one is above its limit, saying when it starts anew."""
    async with redis.pipeline(transaction=True) as pipe:
        for counter in counters:
            pipe.incr(counter.key)
            # Also where `forget` made the counter anew after it had expired: without an expiry it would lock for ever.
            pipe.expire(counter.key, window_seconds, nx=True)
            pipe.ttl(counter.key)
        replies = await pipe.execute()
    waits = [
        max(1, seconds_left)
        for counter, attempts, seconds_left in zip(counters, replies[0::3], replies[2::3], strict=True)
        if attempts > counter.limit
    ]
    if waits:
        raise RateLimitedError(f"{complaint} Try again in {max(waits)} seconds.", retry_after=max(waits))
