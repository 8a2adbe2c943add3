"""The connection to PostgreSQL and the boundary of a transaction."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker

from alembic import command
from app.core.config import Settings
from app.core.connections import check_at_checkout, connecting
from app.core.database_errors import hide_values
from app.core.locks.advisory_locks import AdvisoryLock

_MIGRATIONS = Path(__file__).parents[2] / "alembic"

_SERVER_SETTINGS = {"lock_timeout": "10s", "statement_timeout": "60s", "idle_in_transaction_session_timeout": "60s"}
"""A request that cannot go on gives its connection back rather than keep it from everybody."""


class Database:
    """The engine, its sessions and its migrations."""

    def __init__(self, settings: Settings) -> None:
        self.connect = connecting(settings)
        """Opens a connection with the present password, for asyncpg's dialect."""

        self.engine = create_async_engine(
            settings.database_url.get_secret_value(),
            pool_size=settings.database_connections,
            max_overflow=0,
            # An error's text would carry e-mail addresses and password hashes into the log.
            hide_parameters=True,
            connect_args={"server_settings": _SERVER_SETTINGS, "async_creator_fn": self.connect},
        )
        hide_values(self.engine.sync_engine)
        check_at_checkout(self.engine.sync_engine)
        self.wakeups: defaultdict[str, list[asyncio.Event]] = defaultdict(list)
        """Events of background loops, by the work that they wait for."""

        self.sync_sessions = sessionmaker()
        """Underlies `sessions`; session events are listened for here."""

        self.sessions = async_sessionmaker(self.engine, sync_session_class=self.sync_sessions, expire_on_commit=False)
        self._lookers = async_sessionmaker(
            self.engine.execution_options(isolation_level="AUTOCOMMIT"), expire_on_commit=False
        )

    @asynccontextmanager
    async def look(self) -> AsyncIterator[AsyncSession]:
        """Open a session that only reads, without a transaction: each query sees what is committed by then.

        Beginning and ending a transaction takes two more round trips than the query that most requests make.
        """
        async with self._lookers() as session:
            yield session

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Open a session that commits at the end of the block, or rolls back if an error leaves it."""
        async with self.sessions() as session, session.begin():
            yield session

    async def migrate(self) -> None:
        """Bring the schema up to date. Of several processes that start together, one does it and the others wait."""
        async with self.engine.begin() as connection:
            # A migration takes as long as it takes, and whoever waits for it too.
            await connection.execute(text("SET LOCAL lock_timeout = 0"))
            await connection.execute(text("SET LOCAL statement_timeout = 0"))
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": AdvisoryLock.MIGRATION})
            await connection.run_sync(_upgrade)

    async def ping(self) -> None:
        """Raise an error unless PostgreSQL answers within 2 seconds."""
        async with asyncio.timeout(2), self.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self.engine.dispose()


def migrations(connection: Connection) -> Config:
    """Return Alembic's configuration for running this project's migrations on the connection."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("recursive_version_locations", "true")
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    if set(MigrationContext.configure(connection).get_current_heads()) != _latest():
        command.upgrade(migrations(connection), "head")


@cache
def _latest() -> frozenset[str]:
    """Return the revision of a schema that is up to date; every migration is read to find it."""
    return frozenset(ScriptDirectory(str(_MIGRATIONS), recursive_version_locations=True).get_heads())
