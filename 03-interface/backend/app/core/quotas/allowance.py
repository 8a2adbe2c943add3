"""Limits on what one user may ask for in an hour: each of these takes a model's time, or the indexer's."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.core.config import Settings
from app.core.quotas.windows import limit_user

_HOUR = 3600
_REDIS_SECONDS = 5


class Asked(StrEnum):
    QUESTION = "questions"
    MINUTES = "minutes"
    SEARCH = "searches"
    IMPORT = "imports"


_MOST: Mapping[Asked, Callable[[Settings], int]] = {
    Asked.QUESTION: lambda settings: settings.max_user_questions_per_hour,
    Asked.MINUTES: lambda settings: settings.max_user_writings_per_hour,
    Asked.SEARCH: lambda settings: settings.max_user_searches_per_hour,
    Asked.IMPORT: lambda settings: settings.max_user_imports_per_hour,
}


async def allow(redis: Redis, settings: Settings, user_id: UUID, asked: Asked) -> None:
    """Count a request; raise RateLimitedError beyond what the settings allow in an hour.

    While Redis is away nothing is counted: what does not need it goes on.
    """
    most = _MOST[asked](settings)
    if most:
        with suppress(RedisError, OSError):
            async with asyncio.timeout(_REDIS_SECONDS):
                await limit_user(redis, asked.value, user_id, most, _HOUR)
