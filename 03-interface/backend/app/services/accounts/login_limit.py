"""A brake on guessing: so many attempts in a window of time for an account, an address, and both together."""

from redis.asyncio import Redis

from app.core.config import Settings
from app.core.quotas.windows import Counter, count

_ACCOUNT_FACTOR = 3
"""Attempts at one account from all addresses together, as a multiple of those from one address."""

_ADDRESS_FACTOR = 10
"""Attempts from one address at all accounts together: an office may share an address."""


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
            [Counter.of("device", f"{account}\n{device}", most)]
            if device is not None
            else [
                Counter.of("account-address", f"{account}\n{address}", most),
                Counter.of("account", account, most * _ACCOUNT_FACTOR),
                Counter.of("address", address, most * _ADDRESS_FACTOR),
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
    await count(redis, [Counter.of(action, address, most)], settings.login_window_seconds, "Too many requests.")
