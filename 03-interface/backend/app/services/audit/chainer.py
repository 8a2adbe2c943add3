"""Gives entries their place in the chain, one gateway at a time, and trims the chain by the retention."""

import asyncio
import json
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

import structlog
from sqlalchemy import delete, exists, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.db import Database
from app.core.locks.advisory_locks import AdvisoryLock
from app.core.wakeups import Wakeup, Work
from app.models.audit.actions import Action, Result, Subject, Via
from app.models.audit.log import ONLY, AuditChain, AuditEntry, AuditPending
from app.models.base import now
from app.services.audit.chain import GENESIS, digest
from app.services.audit.entry import Entry, Rule

_GATHER_SECONDS = 0.3
_LOOK_SECONDS = 5.0
_BATCH = 50
"""Rows of pending entries, each of up to 200."""

_INSERT = text("""
INSERT INTO audit_log (seq, at, action, result, status, actor_id, via, credential_id, address, subject_kind, subject_id,
    meeting_id, details, request_id, previous, hash)
SELECT seq, at, action, result, status, actor_id, via, credential_id, address, subject_kind, subject_id,
    meeting_id, details, request_id, decode(previous, 'hex'), decode(hash, 'hex')
FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS entry(seq bigint, at timestamptz, action text, result text,
    status integer, actor_id uuid, via text, credential_id uuid, address text, subject_kind text, subject_id uuid,
    meeting_id uuid, details jsonb, request_id text, previous text, hash text)
""")
_TRIM_EVERY = timedelta(hours=1)
_TRIM_BATCH = 20_000
_WITNESS_EVERY = timedelta(minutes=10)


class Chainer:
    """One in each gateway, of which one at a time chains: a lock keeps the order."""

    def __init__(self, database: Database, *, days: int) -> None:
        self._database = database
        self._days = days
        self._wakeup = Wakeup(database, Work.CHAIN_AUDIT)
        self._trimmed_at: datetime | None = None
        self._witnessed: tuple[datetime, int] | None = None

    async def run(self) -> None:
        while True:
            self._wakeup.clear()
            while await self.chain():
                pass
            if self._trimmed_at is None or now() - self._trimmed_at > _TRIM_EVERY:
                await self.trim()
                self._trimmed_at = now()
            await self._wakeup.wait(_LOOK_SECONDS)
            # Several entries in one transaction cost hardly more than one.
            await asyncio.sleep(_GATHER_SECONDS)

    async def chain(self) -> int:
        """Chain the entries that have waited longest; return how many, 0 if another gateway is at it."""
        async with self._database.look() as looking:
            if not await looking.scalar(select(exists(select(AuditPending.id)))):
                return 0
        async with self._database.transaction() as session:
            ends = await _lock(session)
            if ends is None:
                return 0
            oldest = select(AuditPending.id).order_by(AuditPending.id).limit(_BATCH).scalar_subquery()
            rows = await session.execute(
                delete(AuditPending).where(AuditPending.id.in_(oldest)).returning(AuditPending.id, AuditPending.entries)
            )
            taken = sorted((tuple(row) for row in rows), key=itemgetter(0))
            waiting = [fields for _, entries in taken for fields in entries]
            await _append(session, ends, waiting)
            head = ends.head_seq, ends.head_hash.hex()
        self._witness(*head)
        return len(waiting)

    async def trim(self) -> int:
        """Remove the entries that are older than they are kept for; return how many.

        Where the chain begins from then on is told by an entry of the chain itself, and by its anchor.
        """
        if self._days == 0:
            return 0
        before, total = now() - timedelta(days=self._days), 0
        while removed := await self._trim_some(before):
            total += removed
        return total

    async def _trim_some(self, before: datetime) -> int:
        async with self._database.transaction() as session:
            ends = await _lock(session)
            if ends is None:
                return 0
            # The first that stays; entries are chained in almost the order of their times.
            keeps = await session.scalar(
                select(func.min(AuditEntry.seq)).where(AuditEntry.at >= before, AuditEntry.seq > ends.anchor_seq)
            )
            last = min((keeps or ends.head_seq + 1) - 1, ends.anchor_seq + _TRIM_BATCH)
            if last <= ends.anchor_seq:
                return 0
            hash_ = await session.scalar(select(AuditEntry.hash).where(AuditEntry.seq == last))
            if hash_ is None:
                structlog.get_logger().error("audit_not_trimmed", missing=last)
                return 0
            removed = last - ends.anchor_seq
            await session.execute(
                text("SELECT set_config('scribe.audit_trim_through', :last, true)"), {"last": str(last)}
            )
            await session.execute(delete(AuditEntry).where(AuditEntry.seq <= last))
            ends.anchor_seq, ends.anchor_hash = last, hash_
            told = Entry(
                rule=Rule(Action.AUDIT_TRIM, Subject.LOG),
                via=Via.PRODUCT,
                details={"through": last, "hash": hash_.hex(), "removed": removed, "days": self._days},
            )
            await _append(session, ends, [told.fields(Result.DONE, 0)])
        structlog.get_logger().info("audit_trimmed", through=last, removed=removed)
        return removed

    def _witness(self, seq: int, head: str) -> None:
        """Put the newest hash into the log, which may be kept where nobody can rewrite the chain."""
        if self._witnessed is None or now() - self._witnessed[0] > _WITNESS_EVERY:
            self._witnessed = now(), seq
            structlog.get_logger().info("audit_head", seq=seq, hash=head)


async def _lock(session: AsyncSession) -> AuditChain | None:
    """Return both ends, for this transaction alone; None while another gateway has them."""
    if not await session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": AdvisoryLock.AUDIT_CHAIN}):
        return None
    begun = {"id": ONLY, "anchor_seq": 0, "anchor_hash": GENESIS, "head_seq": 0, "head_hash": GENESIS}
    await session.execute(insert(AuditChain).values(begun).on_conflict_do_nothing())
    return await session.get_one(AuditChain, ONLY)


async def _append(session: AsyncSession, ends: AuditChain, waiting: list[dict[str, Any]]) -> None:
    if not waiting:
        return
    rows = []
    seq, previous = ends.head_seq, ends.head_hash
    for fields in waiting:
        seq += 1
        hash_ = digest(previous, seq, fields)
        rows.append({**fields, "seq": seq, "previous": previous.hex(), "hash": hash_.hex()})
        previous = hash_
    # One parameter for all rows: binding seventeen for each takes longer than everything else about them.
    await session.execute(_INSERT, {"rows": json.dumps(rows)})
    ends.head_seq, ends.head_hash = seq, previous
    await session.flush()
