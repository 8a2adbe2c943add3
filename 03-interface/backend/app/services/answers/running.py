"""Answers under way, known to every gateway by a key in Redis that its gateway keeps alive."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.core.errors import ConflictError

_LEASE_SECONDS = 10
"""A conversation whose gateway was killed can be asked again after so long."""

_LOOK_SECONDS = 0.5

_RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end"


class QuestionRunningError(ConflictError):
    """The conversation is answering another question; stop it first, or wait."""

    code = "question_running"


class NothingRunningError(ConflictError):
    """The conversation is not answering a question."""

    code = "nothing_running"


def _lease_key(conversation_id: UUID) -> str:
    return f"scribe:answers:running:{conversation_id}"


def _stop_key(conversation_id: UUID) -> str:
    return f"scribe:answers:stop:{conversation_id}"


class Lease:
    """The right to answer in a conversation."""

    def __init__(self, redis: Redis, conversation_id: UUID) -> None:
        self._redis = redis
        self._conversation_id = conversation_id
        self._token = uuid4().hex

    async def take(self) -> None:
        """Take it; raise QuestionRunningError while another answer has it."""
        taken = await self._redis.set(_lease_key(self._conversation_id), self._token, nx=True, ex=_LEASE_SECONDS)
        if not taken:
            raise QuestionRunningError("This conversation is answering already.")
        await self._redis.delete(_stop_key(self._conversation_id))

    async def release(self) -> None:
        await self._redis.eval(_RELEASE, 1, _lease_key(self._conversation_id), self._token)

    async def until_stopped(self) -> None:
        """Keep it alive; return once somebody has asked to stop. Redis may be away meanwhile."""
        while True:
            try:
                await self._redis.expire(_lease_key(self._conversation_id), _LEASE_SECONDS)
                if await self._redis.getdel(_stop_key(self._conversation_id)):
                    return
            except (RedisError, OSError):
                pass
            await asyncio.sleep(_LOOK_SECONDS)


async def is_running(redis: Redis, conversation_id: UUID) -> bool:
    return bool(await redis.exists(_lease_key(conversation_id)))


async def ask_to_stop(redis: Redis, conversation_id: UUID) -> None:
    """Ask the gateway that answers to stop; raise NothingRunningError if none does."""
    if not await is_running(redis, conversation_id):
        raise NothingRunningError("This conversation is not answering a question.")
    await redis.set(_stop_key(conversation_id), "1", ex=_LEASE_SECONDS)


@asynccontextmanager
async def stoppable(lease: Lease, task: "asyncio.Task[None]") -> AsyncIterator[None]:
    """Cancel the task as soon as somebody asks to stop."""

    async def watch() -> None:
        await lease.until_stopped()
        task.cancel()

    watcher = asyncio.create_task(watch())
    try:
        yield
    finally:
        watcher.cancel()
