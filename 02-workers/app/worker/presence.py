"""Presence of workers in Redis, by which others see which are alive."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from scribe_contracts.events import WORKER_PRESENCE_SECONDS

_RENEWALS_PER_EXPIRY = 3

log = structlog.get_logger()


@asynccontextmanager
async def presence(redis: Redis, key: str, *, seconds: float = WORKER_PRESENCE_SECONDS) -> AsyncIterator[None]:
    """Keep the key of a worker while the block runs; that of a dead worker expires after `seconds`."""
    renewal = asyncio.create_task(_renew(redis, key, seconds))
    try:
        yield
    finally:
        renewal.cancel()
        with suppress(asyncio.CancelledError):
            await renewal
        with suppress(RedisError):
            await redis.delete(key)


async def _renew(redis: Redis, key: str, seconds: float) -> None:
    while True:
        try:
            await redis.set(key, "alive", px=int(seconds * 1000))
        except RedisError as error:
            log.warning("presence_not_renewed", error=str(error))
        await asyncio.sleep(seconds / _RENEWALS_PER_EXPIRY)
