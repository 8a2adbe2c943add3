"""Compaction after deletions: the files of all stores are rewritten without what is gone, and receipts say so.

One of the gateways does it, once for all deletions of some minutes.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

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

_LOOK_SECONDS = 30.0
_MIB = 2**20
_SUBJECTS = {
    Erased.MEETING: Subject.MEETING,
    Erased.RECORDING: Subject.MEETING,
    Erased.VOICE: Subject.VOICE,
    Erased.ACCOUNT: Subject.ACCOUNT,
}


class Compaction:
    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._settings = resources.settings
        self._objects = Objects(resources)
        self._wait = timedelta(minutes=resources.settings.compaction_minutes)

    async def run(self) -> None:
        while True:
            try:
                await self.compact_if_due(now())
            except (UnavailableError, RedisError, SQLAlchemyError, OSError) as error:
                structlog.get_logger().warning("compaction_postponed", cause=describe(error))
            await asyncio.sleep(min(_LOOK_SECONDS, self._wait.total_seconds()))

    async def compact_if_due(self, at: datetime) -> bool:
        """Compact where a deletion has waited for long enough; return whether it was done here."""
        is_quiet = at.hour == self._settings.compaction_hour
        if not await self._is_due(at, is_quiet=is_quiet):
            return False
        async with self._turn() as connection:
            # Another gateway may have done it just now.
            if connection is None or not await self._is_due(at, is_quiet=is_quiet):
                return False
            began = now()
            await database.wait_for_readers(connection, began)
            steps = {
                "storage": await volumes.compact(self._objects),
                "queue": await queue.compact(self._resources.redis),
            }
            largest = None if is_quiet else self._settings.compaction_table_mb * _MIB
            steps |= await database.compact(connection, largest)
        await self._note(began, steps)
        return True

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
                details = {"objects": each.objects, "bytes": each.object_bytes, "rows": sum(each.rows.values())}
                subject = _SUBJECTS[each.kind]
                await by_product.record(session, Action.ERASURE_COMPLETE, subject, each.subject_id, details)
        seconds = round((now() - began).total_seconds(), 1)
        structlog.get_logger().info("stores_compacted", receipts=len(receipts), seconds=seconds, **steps)
