"""Word among the gateways that a meeting or a user's session has changed, by PostgreSQL's LISTEN and NOTIFY.

What a transaction tells is heard once it has committed, and never if it rolls back. Nothing is kept for those who do
not listen: whoever watches looks again from time to time.
"""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from app.core.db import Database

_CHANNEL = "scribe_meeting_changed"


async def tell(session: AsyncSession, *ids: UUID) -> None:
    """Tell all gateways that these meetings, or what these users may see, have changed, once the session commits."""
    if ids:
        each = func.unnest(cast([str(each) for each in ids], ARRAY(Text)))
        await session.execute(select(func.pg_notify(_CHANNEL, each)))


class Nudges:
    """Hears what is told; one in each gateway, with a connection beside those of the requests."""

    def __init__(self, database: Database, on_change: Callable[[UUID], None]) -> None:
        self._url = database.engine.url
        self._connect = database.connect
        self._on_change = on_change

    async def run(self) -> None:
        """Listen until the connection ends."""
        engine = create_async_engine(
            self._url, poolclass=NullPool, hide_parameters=True, connect_args={"async_creator_fn": self._connect}
        )
        try:
            async with engine.connect() as connection:
                driver: Any = (await connection.get_raw_connection()).driver_connection
                ended = asyncio.Event()
                driver.add_termination_listener(lambda _: ended.set())
                await driver.add_listener(_CHANNEL, self._hear)
                try:
                    await ended.wait()
                finally:
                    if not driver.is_closed():
                        await driver.remove_listener(_CHANNEL, self._hear)
        finally:
            await engine.dispose()

    def _hear(self, _connection: object, _process: int, _channel: str, payload: str) -> None:
        self._on_change(UUID(payload))
