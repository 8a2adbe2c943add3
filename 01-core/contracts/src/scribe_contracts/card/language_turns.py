"""Turns of those who ask a language model on the worker's card."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from scribe_contracts.card.turns import (
    HELD_MS,
    LOOK_SECONDS,
    RENEW,
    RENEW_SECONDS,
    TAKE,
    Side,
    held,
    take_arguments,
    take_keys,
    waits,
)

log = structlog.get_logger()


class LanguageTurns:
    """Keeps the worker's models off the card while the language model is asked. Without Redis nobody waits."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._take = redis.register_script(TAKE)
        self._renew = redis.register_script(RENEW)

    @asynccontextmanager
    async def hold(self, on_wait: Callable[[], None] | None = None) -> AsyncIterator[None]:
        """Hold the card in the block; call `on_wait` once if a recording is transcribed on it first."""
        holder = uuid4().hex
        try:
            await self._wait(holder, on_wait)
            renewing = asyncio.create_task(self._keep(holder))
            try:
                yield
            finally:
                renewing.cancel()
                await asyncio.gather(renewing, return_exceptions=True)
        finally:
            # Also what waited and was cancelled.
            with suppress(RedisError):
                await asyncio.shield(self._give_back(holder))

    async def _wait(self, holder: str, on_wait: Callable[[], None] | None) -> None:
        is_first = True
        try:
            while not await self._take(keys=take_keys(Side.LANGUAGE), args=take_arguments(Side.LANGUAGE, holder)):
                if is_first and on_wait is not None:
                    on_wait()
                is_first = False
                await asyncio.sleep(LOOK_SECONDS)
        except RedisError as error:
            log.warning("card_turns_unavailable", error=type(error).__name__)

    async def _keep(self, holder: str) -> None:
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            with suppress(RedisError):
                await self._renew(keys=[held(Side.LANGUAGE)], args=[holder, HELD_MS])

    async def _give_back(self, holder: str) -> None:
        for key in (held(Side.LANGUAGE), waits(Side.LANGUAGE)):
            await self._redis.zrem(key, holder)
