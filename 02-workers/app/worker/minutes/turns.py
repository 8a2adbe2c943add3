"""The turns of a writer at the card that the language model shares with a worker."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from redis.asyncio import Redis

from app.core.config import QueueSettings
from scribe_contracts.card.language_turns import LanguageTurns
from scribe_contracts.credentials.redis_password import RedisPassword, bare_address

_REDIS_SECONDS = 5.0

TurnsOf = Callable[[], AbstractAsyncContextManager[LanguageTurns | None]]
"""Opens the turns for one job; there are none where no card is shared."""


@asynccontextmanager
async def no_turns() -> AsyncIterator[None]:
    """Do without turns."""
    yield None


def turns_of(settings: QueueSettings) -> TurnsOf:
    """Return the turns that the settings ask for."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[LanguageTurns]:
        # Each job has an event loop of its own, and so a connection.
        async with Redis.from_url(
            bare_address(settings),
            credential_provider=RedisPassword(settings),
            socket_timeout=_REDIS_SECONDS,
            socket_connect_timeout=_REDIS_SECONDS,
        ) as redis:
            yield LanguageTurns(redis)

    return opened if settings.language_shares_card else no_turns
