"""PostgreSQL's files after deletions: nothing is called done that others keep from it."""

from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.core.config import Settings
from app.core.db import Database
from app.core.errors import UnavailableError
from app.models import Step
from app.models.base import now
from app.services.erasure import database


@pytest.fixture
async def own(settings: Settings) -> AsyncIterator[Database]:
    """Yield a connection pool without a gateway, whose own transactions would be waited for."""
    opened = Database(settings)
    yield opened
    await opened.close()


@pytest.fixture
async def connection(own: Database) -> AsyncIterator[AsyncConnection]:
    async with own.engine.connect() as opened:
        yield await opened.execution_options(isolation_level="AUTOCOMMIT")


@pytest.mark.parametrize(
    "holds",
    [
        ["DO $$ BEGIN PERFORM pg_current_xact_id(); END $$"],
        ["SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "SELECT 1"],
    ],
    ids=["has written", "reads a snapshot"],
)
async def test_transactions_that_keep_rows_are_waited_for(
    own: Database, connection: AsyncConnection, monkeypatch: pytest.MonkeyPatch, holds: list[str]
) -> None:
    monkeypatch.setattr(database, "_WAIT_SECONDS", 0.0)
    monkeypatch.setattr(database, "_LOOK_SECONDS", 0.01)
    async with own.transaction() as session:
        for statement in holds:
            await session.execute(text(statement))
        began = now()
        with pytest.raises(UnavailableError):
            await database.wait_for_readers(connection, began)


async def test_an_account_without_rights_says_so(connection: AsyncConnection) -> None:
    await connection.execute(text("SET ROLE pg_signal_backend"))
    steps = await database.compact(connection, None)
    await connection.execute(text("RESET ROLE"))
    assert steps == dict.fromkeys(("tables", "statistics", "log"), Step.FORBIDDEN)


async def test_an_account_that_owns_tables_and_sees_nobody_else_does_not_call_them_done(
    connection: AsyncConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_SEES_OTHERS", "SELECT false")
    assert await database._rewrite(connection, 0) is Step.WAITING
    monkeypatch.setattr(database, "_UNTOUCHED", set(database.Base.metadata.tables) - {"users"})
    assert await database._rewrite(connection, None) is Step.FORBIDDEN


async def test_tables_without_room_for_a_copy_wait(
    connection: AsyncConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_UNTOUCHED", set(database.Base.metadata.tables) - {"users"})
    assert await database._rewrite(connection, None) is Step.DONE
    full = SimpleNamespace(disk_usage=lambda _: SimpleNamespace(free=1))
    monkeypatch.setattr(database, "shutil", full)
    assert await database._rewrite(connection, None) is Step.WAITING


async def test_a_log_that_the_server_keeps_is_not_called_removed(connection: AsyncConnection) -> None:
    assert await database._drop_log(connection) is Step.DONE
    await connection.execute(text("SELECT pg_create_physical_replication_slot('kept', true)"))
    try:
        assert await database._drop_log(connection) is Step.UNANSWERED
    finally:
        await connection.execute(text("SELECT pg_drop_replication_slot('kept')"))
