"""Connections to PostgreSQL as they are opened, and as they leave the pool."""

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

import asyncpg
from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

from app.core.config import Settings
from scribe_contracts.credentials.trust import asks_for_tls, trusting

MAX_UNASKED_SECONDS = 5.0
"""A connection that was used so recently is good, unless its socket has been closed since."""

_USED_AT = "used_at"


def connecting(settings: Settings) -> Callable[..., Awaitable[asyncpg.Connection]]:
    """Return what connects with the password of now, else with the one before.

    PostgreSQL knows one password at a time. While it is changed, some of its clients are early.
    """

    async def connect(**options: Any) -> asyncpg.Connection:
        options |= verifying(settings)
        present, previous = settings.secrets("database_password", "database_password_previous")
        try:
            return await asyncpg.connect(**options | ({"password": present} if present else {}))
        except asyncpg.InvalidPasswordError:
            if previous is None:
                raise
            return await asyncpg.connect(**options | {"password": previous})

    return connect


def verifying(settings: Settings) -> dict[str, Any]:
    """Return asyncpg's option for TLS with a server that is verified, where the address asks for it."""
    asked = asks_for_tls(settings.database_url.get_secret_value())
    return {"ssl": trusting(settings.ca_file)} if asked else {}


def check_at_checkout(engine: Engine) -> None:
    """Replace connections that have gone, as `pool_pre_ping` does, which asks PostgreSQL thrice before every use."""
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", _check)


def _note_use(_: Any, record: Any) -> None:
    record.info[_USED_AT] = monotonic()


def _check(connection: Any, record: Any, _: Any) -> None:
    used_at = record.info.get(_USED_AT)
    if connection.driver_connection.is_closed():
        raise InvalidatePoolError
    if used_at is not None and monotonic() - used_at > MAX_UNASKED_SECONDS:
        try:
            connection.ping()
        except Exception as error:
            raise InvalidatePoolError from error
