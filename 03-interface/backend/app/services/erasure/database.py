"""PostgreSQL's files without what was deleted.

A deleted row stays in its page until something is written over it, values of it in the planner's statistics, and all of
it in the write-ahead log. A table that is rewritten holds what is alive and nothing else.
"""

import asyncio
import shutil
import time
from datetime import datetime
from pathlib import Path

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
_DISK_FULL = "53100"
_WAIT_SECONDS = 90.0
"""Statements and idle transactions of the product end within a minute; a copy of the database may take longer."""

_LOOK_SECONDS = 0.2
_PRIVILEGED = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
_SEES_OTHERS = "SELECT pg_has_role('pg_read_all_stats', 'USAGE')"
"""Transactions of other accounts are hidden from all others, and what they keep would be taken for gone."""

_OLDER = """
SELECT count(*) FROM pg_stat_activity
WHERE (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL) AND xact_start < :began AND pid <> pg_backend_pid()
"""
_TABLES = """
SELECT relname, pg_total_relation_size(pg_class.oid) AS size,
       pg_has_role(relowner, 'USAGE') OR pg_has_role(datdba, 'USAGE') AS is_allowed
FROM pg_class JOIN pg_database ON datname = current_database()
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY size
"""
_OLDER_LOG = """
SELECT count(*) FROM pg_ls_waldir(), pg_control_checkpoint()
WHERE name ~ '^[0-9A-F]{24}$' AND name < redo_wal_file
"""


async def wait_for_readers(connection: AsyncConnection, began: datetime) -> None:
    """Wait until no transaction is as old as that, for which what was deleted would be kept; raise UnavailableError."""
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
    is_allowed = bool(await connection.scalar(text(_SEES_OTHERS)))
    folder = await connection.scalar(text("SHOW data_directory")) if await _is_privileged(connection) else None
    waits = False
    for table in (await connection.execute(text(_TABLES))).all():
        if table.relname not in ours:
            continue
        if not table.is_allowed:
            # PostgreSQL would only warn.
            is_allowed = False
        elif (largest is not None and table.size > largest) or not _has_room(folder, table.size):
            waits = True
            await connection.execute(text(f'VACUUM (ANALYZE) "{table.relname}"'))
        elif not await _rewrite_table(connection, table.relname):
            # Those that follow are larger.
            return Step.WAITING
    if waits:
        return Step.WAITING
    return Step.DONE if is_allowed else Step.FORBIDDEN


async def _rewrite_table(connection: AsyncConnection, name: str) -> bool:
    """Return whether there was room for another copy of the table."""
    try:
        await connection.execute(text(f'VACUUM (FULL, ANALYZE) "{name}"'))
    except DBAPIError as error:
        if sqlstate(error) != _DISK_FULL:
            raise
        return False
    return True


def _has_room(folder: str | None, size: int) -> bool:
    """Return whether a copy of that size and its log fit beside the server's files, where these are on this machine."""
    try:
        if folder is None or not Path(folder, "PG_VERSION").exists():
            return True
        return shutil.disk_usage(folder).free >= 2 * size
    except OSError:
        return True


async def _is_privileged(connection: AsyncConnection) -> bool:
    return bool(await connection.scalar(text(_PRIVILEGED)))


async def _renew_statistics(connection: AsyncConnection) -> Step:
    """Rewrite the samples of values that the planner had of rows that are gone."""
    if not await _is_privileged(connection):
        return Step.FORBIDDEN
    await connection.execute(text("VACUUM FULL pg_statistic"))
    return Step.DONE


async def _drop_log(connection: AsyncConnection) -> Step:
    """Have segments of the write-ahead log removed, unless the server keeps them for later use or a replica."""
    try:
        await connection.execute(text("SELECT pg_switch_wal()"))
        await connection.execute(text("CHECKPOINT"))
        is_kept = bool(await connection.scalar(text(_OLDER_LOG)))
    except DBAPIError as error:
        if sqlstate(error) != _FORBIDDEN:
            raise
        return Step.FORBIDDEN
    is_removed = await connection.scalar(text("SHOW wal_recycle")) == "off"
    return Step.DONE if is_removed and not is_kept else Step.UNANSWERED
