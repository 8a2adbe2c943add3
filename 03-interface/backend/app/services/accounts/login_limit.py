"""A brake on guessing: so many attempts in a window of time for an account, an address, and both together."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from redis.asyncio import Redis

from app.core.config import Settings
from app.core.errors import RateLimitedError

_ACCOUNT_FACTOR = 3
"""Attempts at one account from all addresses together, as a multiple of those from one address."""

_ADDRESS_FACTOR = 10
"""Attempts from one address at all accounts together: an office may share an address."""


@dataclass(frozen=True)
class _Counter:
    key: str
    limit: int


class LoginLimit:
    """Counts the attempts of one request.

    A browser in which the account was signed in to before (`device`) has a counter of its own: strangers who use up
    the account's attempts do not lock its owner out.
    """

    def __init__(
        self, redis: Redis, settings: Settings, *, email: str, address: str, device: str | None = None
    ) -> None:
        self._redis = redis
        self._window = settings.login_window_seconds
        account, most = email.strip().lower(), settings.login_attempts
        self._counters = (
            [_counter("device", f"{account}\n{device}", most)]
            if device is not None
            else [
                _counter("account-address", f"{account}\n{address}", most),
                _counter("account", account, most * _ACCOUNT_FACTOR),
                _counter("address", address, most * _ADDRESS_FACTOR),
            ]
        )

    async def count(self) -> None:
        """Count an attempt, before the password is checked; raise RateLimitedError if there were too many."""
        await count(self._redis, self._counters, self._window, "Too many attempts to sign in.")

    async def forget(self, attempts: int = 1) -> None:
        """Take the attempts of this sign-in back, because it was right, and forget those before it from there."""
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.delete(self._counters[0].key)
            for counter in self._counters[1:]:
                pipe.decrby(counter.key, attempts)
            await pipe.execute()


async def limit_address(redis: Redis, settings: Settings, action: str, address: str, most: int) -> None:
    """Count one request for `action` from an address; raise RateLimitedError beyond `most` in a window."""
    await count(redis, [_counter(action, address, most)], settings.login_window_seconds, "Too many requests.")


async def limit_user(redis: Redis, action: str, user_id: UUID, most: int, window_seconds: int) -> None:
    """Count one `action` of a user; raise RateLimitedError beyond `most` in a window."""
    await count(redis, [_counter(action, str(user_id), most)], window_seconds, "Too many requests.")


async def count(redis: Redis, counters: list[_Counter], window_seconds: int, complaint: str) -> None:
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


def _counter(kind: str, subject: str, limit: int) -> _Counter:
    # Hashed, so that Redis does not list who tried to sign in from where.
    return _Counter(f"scribe:limit:{kind}:{hashlib.sha256(subject.encode()).hexdigest()}", limit)
