"""Compaction after deletions: the files of all stores are rewritten without what is gone, and receipts say so.

One of the gateways does it, once for all deletions of some minutes.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from redis.exceptions import RedisError
from sqlalchemy import ColumnElement, and_, or_, select, text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from app.core.database_errors import describe
from app.core.errors import UnavailableError
from app.core.locks.advisory_locks import AdvisoryLock
from app.models.audit.actions import Action, Subject
from app.models.base import now
from app.models.erasure.receipt import Erased, ErasureReceipt, Step
from app.resources import Resources
from app.services.audit import by_product
from app.services.erasure import database, queue, volumes
from app.services.storage.objects import Objects

_FAULTS = (UnavailableError, RedisError, SQLAlchemyError, OSError)
_LOOK_SECONDS = 30.0
_MAX_PAUSE_SECONDS = 1800.0
"""After failures in a row. The quiet hour is longer."""

_MIB = 2**20
_SUBJECTS = {
    Erased.MEETING: Subject.MEETING,
    Erased.RECORDING: Subject.MEETING,
    Erased.VOICE: Subject.VOICE,
    Erased.ACCOUNT: Subject.ACCOUNT,
}


@dataclass
class _Attempt:
    """Steps taken for the deletions until `began`, while a store did not do its part."""

    began: datetime = field(default_factory=now)
    steps: dict[str, Step] = field(default_factory=dict)


class Compaction:
    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._settings = resources.settings
        self._objects = Objects(resources)
        self._wait = timedelta(minutes=resources.settings.compaction_minutes)
        self._attempt: _Attempt | None = None
        self._last_night: date | None = None
        """On which there was no room for all tables."""

    async def run(self) -> None:
        failures = 0
        while True:
            try:
                await self.compact_if_due(now())
                failures = 0
            except _FAULTS as error:
                failures += 1
                structlog.get_logger().warning("compaction_postponed", cause=describe(error))
            await asyncio.sleep(self._pause(failures))

    def _pause(self, failures: int) -> float:
        usual = min(_LOOK_SECONDS, self._wait.total_seconds())
        return min(usual * 2.0 ** min(failures, 16), max(usual, _MAX_PAUSE_SECONDS))

    async def compact_if_due(self, at: datetime) -> bool:
        """Compact where a deletion has waited for long enough; return whether it was done here."""
        is_quiet = at.hour == self._settings.compaction_hour and at.date() != self._last_night
        async with self._turn_if_due(at, is_quiet=is_quiet) as connection:
            if connection is None:
                self._attempt = None
                return False
            attempt = self._attempt = self._attempt or _Attempt()
            await self._take_steps(attempt, connection, is_quiet=is_quiet)
        self._attempt = None
        if is_quiet and Step.WAITING in attempt.steps.values():
            self._last_night = at.date()
        await self._note(attempt.began, attempt.steps)
        return True

    async def _take_steps(self, attempt: _Attempt, connection: AsyncConnection, *, is_quiet: bool) -> None:
        """Have each store do what is not done yet; raise the first fault once all were asked."""

        async def compact_database() -> dict[str, Step]:
            await database.wait_for_readers(connection, attempt.began)
            largest = None if is_quiet else self._settings.compaction_table_mb * _MIB
            return await database.compact(connection, largest)

        async def compact_queue() -> dict[str, Step]:
            return {"queue": await queue.compact(self._resources.redis)}

        async def compact_storage() -> dict[str, Step]:
            return {"storage": await volumes.compact(self._objects)}

        fault: Exception | None = None
        steps = {"tables": compact_database, "queue": compact_queue, "storage": compact_storage}
        for name, take in steps.items():
            try:
                if name not in attempt.steps:
                    attempt.steps |= await take()
            except _FAULTS as error:
                fault = fault or error
        if fault is not None:
            raise fault

    async def _is_due(self, at: datetime, *, is_quiet: bool) -> bool:
        new = and_(ErasureReceipt.steps == {}, ErasureReceipt.deleted_at <= at - self._wait)
        waiting = ErasureReceipt.steps != {}
        chosen: ColumnElement[bool] = or_(new, waiting) if is_quiet else new
        query = select(ErasureReceipt.id).where(
            ErasureReceipt.compacted_at.is_(None), ErasureReceipt.purged_at.is_not(None), chosen
        )
        async with self._resources.database.look() as session:
            return await session.scalar(query.limit(1)) is not None

    @asynccontextmanager
    async def _turn_if_due(self, at: datetime, *, is_quiet: bool) -> AsyncIterator[AsyncConnection | None]:
        if not await self._is_due(at, is_quiet=is_quiet):
            yield None
            return
        async with self._turn() as connection:
            # Another gateway may have done it just now.
            is_ours = connection is not None and await self._is_due(at, is_quiet=is_quiet)
            yield connection if is_ours else None

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[AsyncConnection | None]:
        """Yield a connection that begins no transactions; None while another gateway compacts."""
        async with self._resources.database.engine.connect() as opened:
            connection = await opened.execution_options(isolation_level="AUTOCOMMIT")
            key = {"key": AdvisoryLock.COMPACTION}
            if not await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), key):
                yield None
                return
            try:
                yield connection
            finally:
                await connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)

    async def _note(self, began: datetime, steps: dict[str, Step]) -> None:
        is_over = Step.WAITING not in steps.values()
        unconfirmed = sorted(store for store, step in steps.items() if step is not Step.DONE)
        async with self._resources.database.transaction() as session:
            done = await session.scalars(
                update(ErasureReceipt)
                .where(ErasureReceipt.compacted_at.is_(None), ErasureReceipt.purged_at <= began)
                .values(steps=steps, compacted_at=now() if is_over else None)
                .returning(ErasureReceipt)
                .execution_options(synchronize_session=False)
            )
            receipts = list(done)
            for each in receipts if is_over else ():
                rows = sum(each.rows.values())
                details: dict[str, Any] = {"objects": each.objects, "bytes": each.object_bytes, "rows": rows}
                if unconfirmed:
                    details["unconfirmed"] = unconfirmed
                subject = _SUBJECTS[each.kind]
                await by_product.record(session, Action.ERASURE_COMPLETE, subject, each.subject_id, details)
        seconds = round((now() - began).total_seconds(), 1)
        structlog.get_logger().info("stores_compacted", receipts=len(receipts), seconds=seconds, **steps)
