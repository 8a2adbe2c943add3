"""The passwords that Redis accepts; it knows several at a time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError

from app.core.config import Settings
from scribe_contracts.credentials.redis_password import RedisPassword, bare_address

_SECONDS = 5.0


async def is_accepted(settings: Settings, password: str) -> bool:
    """Return whether Redis lets a client in with this password."""
    async with _client(settings, password) as redis:
        try:
            await redis.ping()
        except AuthenticationError:
            return False
    return True


async def accept_both(settings: Settings, previous: str) -> None:
    """Have Redis accept the present password of the settings beside the previous one."""
    present = _present(settings)
    async with _client(settings, await _good_one(settings, present, previous)) as redis:
        await redis.acl_setuser("default", enabled=True, passwords=[f"+{present}", f"+{previous}"])


async def accept_present_only(settings: Settings, previous: str) -> None:
    """Have Redis refuse every other password; connections that are open go on."""
    present = _present(settings)
    async with _client(settings, await _good_one(settings, present, previous)) as redis:
        # Not by `requirepass`: to set that to what it is already changes nothing.
        await redis.acl_setuser("default", enabled=True, reset_passwords=True, passwords=[f"+{present}"])


async def _good_one(settings: Settings, *passwords: str) -> str:
    for password in passwords[:-1]:
        if await is_accepted(settings, password):
            return password
    return passwords[-1]


def _present(settings: Settings) -> str:
    return RedisPassword(settings).get_credentials()[-1]


@asynccontextmanager
async def _client(settings: Settings, password: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(
        bare_address(settings),
        password=password,
        # A refused password is no fault that passes.
        retry=Retry(NoBackoff(), 0),
        socket_timeout=_SECONDS,
        socket_connect_timeout=_SECONDS,
    )
    try:
        yield client
    finally:
        await client.aclose()
