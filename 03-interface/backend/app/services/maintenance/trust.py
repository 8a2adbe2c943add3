"""The certificates of the servers, looked at before anything else is begun."""

import asyncio
from collections.abc import Callable

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.core.config import Settings
from app.core.db import Database
from scribe_contracts import s3
from scribe_contracts.credentials.redis_password import RedisPassword, bare_address
from scribe_contracts.credentials.trust import asks_for_tls, describe_refusal

_SECONDS = 5.0


def refused_servers(settings: Settings) -> list[str]:
    """Return a line for each server that TLS is asked for and that is not to be believed.

    Of those that do not answer nothing is known yet: they are asked again with every connection.
    """
    asked: dict[str, Callable[[Settings], None]] = {}
    if asks_for_tls(settings.database_url.get_secret_value()):
        asked["PostgreSQL"] = _ask_postgres
    if settings.redis_url.get_secret_value().startswith("rediss:"):
        asked["Redis"] = _ask_redis
    if settings.s3_endpoint_url.startswith("https:"):
        asked["S3"] = _ask_s3
    found = ((name, _refusal(ask, settings)) for name, ask in asked.items())
    return [f"{name}: {refusal}" for name, refusal in found if refusal]


def _refusal(ask: Callable[[Settings], None], settings: Settings) -> str | None:
    try:
        ask(settings)
    except Exception as error:  # noqa: BLE001 - each library has its own
        return describe_refusal(error)
    return None


def _ask_postgres(settings: Settings) -> None:
    async def ask() -> None:
        database = Database(settings)
        try:
            await database.ping()
        finally:
            await database.close()

    asyncio.run(ask())


def _ask_redis(settings: Settings) -> None:
    with Redis.from_url(
        bare_address(settings),
        credential_provider=RedisPassword(settings),
        retry=Retry(NoBackoff(), 0),
        socket_timeout=_SECONDS,
        socket_connect_timeout=_SECONDS,
    ) as redis:
        redis.ping()


def _ask_s3(settings: Settings) -> None:
    client = s3.connect(settings, connections=1, attempts=1)
    try:
        client.list_buckets()
    finally:
        client.close()
