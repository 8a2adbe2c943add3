"""A limit on attempts to guess a password: so many per account and address in a window of time."""

import hashlib

from redis.asyncio import Redis

from app.core.config import Settings
from app.core.errors import RateLimitedError


class LoginLimit:
    def __init__(self, redis: Redis, settings: Settings, *, email: str, address: str) -> None:
        self._redis = redis
        self._settings = settings
        # Hashed, so that Redis does not list who tried to sign in from where.
        digest = hashlib.sha256(f"{email.strip().lower()}\n{address}".encode()).hexdigest()
        self._key = f"scribe:login:{digest}"

    async def count(self) -> None:
        """Count an attempt, before the password is checked; raise RateLimitedError if there were too many."""
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(self._key, 0, ex=self._settings.login_window_seconds, nx=True)
            pipe.incr(self._key)
            pipe.ttl(self._key)
            _, attempts, seconds_left = await pipe.execute()
        if attempts > self._settings.login_attempts:
            raise RateLimitedError(
                f"Too many attempts to sign in. Try again in {seconds_left} seconds.", retry_after=max(1, seconds_left)
            )

    async def forget(self) -> None:
        """Forget the attempts, because the right password was given."""
        await self._redis.delete(self._key)
