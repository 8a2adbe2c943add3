"""PostgreSQL's files without what was deleted.

A deleted row stays in its page until something is written over it, values of it in the planner's statistics, and all of
it in the write-ahead log. A table that is rewritten holds what is alive and nothing else.
"""

import asyncio
import time
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from app.core.database_errors import sqlstate
from app.core.errors import UnavailableError
from app.models import AuditEntry, Base
from app.models.erasure.receipt import Step

_UNTOUCHED = {AuditEntry.__tablename__}
"""Large, and without a word of anybody's."""

_FORBIDDEN = "42501"
_WAIT_SECONDS = 90.0
"""Statements and idle transactions of the product end within a minute; a copy of the database may take longer."""

_LOOK_SECONDS = 0.2
_PRIVILEGED = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
_OLDER = """
SELECT count(*) FROM pg_stat_activity
WHERE backend_xmin IS NOT NULL AND xact_start < :began AND pid <> pg_backend_pid()
"""
_SIZES = """
SELECT relname, pg_total_relation_size(oid) FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY 2
"""


async def wait_for_readers(connection: AsyncConnection, began: datetime) -> None:
    """Wait until no transaction sees what was deleted by then, which would be kept for it; raise UnavailableError."""
    until = time.monotonic() + _WAIT_SECONDS
    while await connection.scalar(text(_OLDER), {"began": began}):
        if time.monotonic() > until:
            raise UnavailableError("A transaction, as of a backup, has been reading the database for long.")
        await asyncio.sleep(_LOOK_SECONDS)


async def compact(connection: AsyncConnection, largest: int | None) -> dict[str, Step]:
    """Rewrite every table that has at most `largest` bytes, any for None, then drop the log of what was there before.

    The connection begins no transactions. Raise UnavailableError where somebody keeps a table to themselves.
    """
    try:
        await connection.execute(text("SET statement_timeout = 0"))
        # Whoever reads the table meanwhile queues up behind us.
        await connection.execute(text("SET lock_timeout = '3s'"))
        steps = {"tables": await _rewrite(connection, largest)}
        steps["statistics"] = await _renew_statistics(connection)
        steps["log"] = await _drop_log(connection)
    except DBAPIError as error:
        raise UnavailableError("PostgreSQL does not compact its files for now.") from error
    finally:
        await connection.execute(text("RESET statement_timeout"))
        await connection.execute(text("RESET lock_timeout"))
    return steps


async def _rewrite(connection: AsyncConnection, largest: int | None) -> Step:
    ours = set(Base.metadata.tables) - _UNTOUCHED
    step = Step.DONE
    for name, size in (await connection.execute(text(_SIZES))).all():
        if name not in ours:
            continue
        if largest is not None and size > largest:
            step = Step.WAITING
            await connection.execute(text(f'VACUUM (ANALYZE) "{name}"'))
        else:
            await connection.execute(text(f'VACUUM (FULL, ANALYZE) "{name}"'))
    return step


async def _renew_statistics(connection: AsyncConnection) -> Step:
    """Rewrite the samples of values that the planner had of rows that are gone."""
    if not await connection.scalar(text(_PRIVILEGED)):
        return Step.FORBIDDEN
    await connection.execute(text("VACUUM FULL pg_statistic"))
    return Step.DONE


async def _drop_log(connection: AsyncConnection) -> Step:
    """Have segments of the write-ahead log removed; they are where the server does not keep them for later use."""
    try:
        await connection.execute(text("SELECT pg_switch_wal()"))
        await connection.execute(text("CHECKPOINT"))
    except DBAPIError as error:
        if sqlstate(error) != _FORBIDDEN:
            raise
        return Step.FORBIDDEN
    return Step.DONE if await connection.scalar(text("SHOW wal_recycle")) == "off" else Step.UNANSWERED
