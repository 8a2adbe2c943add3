"""Redis' files without what was deleted: they are written anew from what is in its memory."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import NoPermissionError, ResponseError

from app.core.errors import UnavailableError
from app.models.erasure.receipt import Step

_SECONDS = 300.0
_LOOK_SECONDS = 0.2


async def compact(redis: Redis) -> Step:
    """Have the append-only file and the snapshot written anew, where Redis has them; raise UnavailableError."""
    try:
        persistence: Any = await redis.info("persistence")
        if persistence.get("aof_enabled"):
            await _renew(redis, redis.bgrewriteaof, "aof_rewrite_in_progress", "aof_rewrite_scheduled")
            await _require(redis, "aof_last_bgrewrite_status")
        if (await redis.config_get("save")).get("save"):
            await _renew(redis, redis.bgsave, "rdb_bgsave_in_progress")
            await _require(redis, "rdb_last_bgsave_status")
    except ResponseError as error:
        if not _is_refusal(error):
            raise
        return Step.FORBIDDEN
    return Step.DONE


async def _renew(redis: Redis, begin: Callable[[], Awaitable[Any]], *marks: str) -> None:
    """Begin once nothing of the kind runs, which may have begun before the deletion, and wait for the end."""
    await _wait_for_end(redis, *marks)
    try:
        await begin()
    except ResponseError as error:
        if _is_refusal(error):
            raise
        # The other of the two has just begun.
        raise UnavailableError("Redis writes its files for another reason.") from error
    await _wait_for_end(redis, *marks)


def _is_refusal(error: ResponseError) -> bool:
    """Return whether the account may not do it, or nobody may: providers take such commands away."""
    return isinstance(error, NoPermissionError) or "unknown command" in str(error).lower()


async def _wait_for_end(redis: Redis, *marks: str) -> None:
    async with asyncio.timeout(_SECONDS):
        while True:
            persistence: Any = await redis.info("persistence")
            if not any(persistence.get(mark) for mark in marks):
                return
            await asyncio.sleep(_LOOK_SECONDS)


async def _require(redis: Redis, status: str) -> None:
    if (await redis.info("persistence")).get(status) != "ok":
        raise UnavailableError("Redis could not write its files anew.")
