"""The chain: each entry carries the hash of the one before, so that a gap or a changed entry shows."""

import asyncio
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.db import Database
from app.models.audit.actions import Action, Fault
from app.models.audit.log import AuditChain, AuditEntry

GENESIS = bytes(32)
"""Hash before the first entry."""

_BATCH = 2000


@dataclass(frozen=True)
class Break:
    fault: Fault
    seq: int
    """Place of the first entry that is missing or wrong."""


@dataclass(frozen=True)
class Check:
    """Outcome of a check."""

    entries: int
    first_seq: int
    """Place before which the retention has trimmed, and one more; 1 where it has not."""

    head_seq: int
    head_hash: str
    broken: Break | None


def digest(previous: bytes, seq: int, fields: Mapping[str, Any]) -> bytes:
    """Return the hash of an entry: of the hash before it, and of its place and fields as canonical JSON."""
    written = json.dumps({**fields, "seq": seq}, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(previous + written.encode()).digest()


def fields_of(entry: AuditEntry) -> dict[str, Any]:
    """Return what the hash of an entry covers, beside its place and the hash before."""
    return {
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": entry.action,
        "result": entry.result,
        "status": entry.status,
        "actor_id": _text(entry.actor_id),
        "via": entry.via,
        "credential_id": _text(entry.credential_id),
        "address": entry.address,
        "subject_kind": entry.subject_kind,
        "subject_id": _text(entry.subject_id),
        "meeting_id": _text(entry.meeting_id),
        "details": entry.details,
        "request_id": entry.request_id,
    }


async def check_all(database: Database, *, expected: tuple[int, str] | None = None) -> Check:
    """Check the chain as it is at this moment, whatever is added meanwhile."""
    async with database.sessions() as session:
        await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        return await check(session, expected=expected)


async def check(session: AsyncSession, *, expected: tuple[int, str] | None = None) -> Check:
    """Read the whole chain and compare; `expected` is place and hash of an entry, as noted elsewhere.

    The session sees one state of the database: entries that are added meanwhile do not disturb.
    """
    ends = await session.scalar(select(AuditChain))
    if ends is None:
        stray = await session.scalar(select(func.min(AuditEntry.seq)))
        broken = Break(Fault.CUT_OFF, stray) if stray is not None else _unexpected(expected, GENESIS, 0)
        return Check(0, 1, 0, GENESIS.hex(), broken)
    seq, previous, entries = ends.anchor_seq, ends.anchor_hash, 0
    broken = await _check_anchor(session, ends)
    is_met = expected is None or expected == (ends.anchor_seq, ends.anchor_hash.hex())
    while broken is None:
        rows = await session.scalars(
            select(AuditEntry).where(AuditEntry.seq > seq).order_by(AuditEntry.seq).limit(_BATCH)
        )
        batch = list(rows)
        if not batch:
            break
        session.expunge_all()
        # Requests are answered meanwhile.
        broken, whole = await asyncio.to_thread(_follow, batch, seq, previous)
        for entry in batch[:whole]:
            seq, previous, entries = entry.seq, entry.hash, entries + 1
            is_met = is_met or (expected == (seq, previous.hex()))
    if broken is None and (seq, previous) != (ends.head_seq, ends.head_hash):
        broken = Break(Fault.CUT_OFF, seq + 1)
    if broken is None and not is_met and expected is not None:
        is_trimmed = expected[0] < ends.anchor_seq
        broken = Break(Fault.UNCONFIRMED if is_trimmed else Fault.UNEXPECTED, expected[0])
    return Check(entries, ends.anchor_seq + 1, ends.head_seq, ends.head_hash.hex(), broken)


def _follow(batch: list[AuditEntry], seq: int, previous: bytes) -> tuple[Break | None, int]:
    """Return the first break after an entry, and the number of entries before it."""
    for whole, entry in enumerate(batch):
        broken = _compare(entry, seq, previous)
        if broken is not None:
            return broken, whole
        seq, previous = entry.seq, entry.hash
    return None, len(batch)


def _compare(entry: AuditEntry, seq: int, previous: bytes) -> Break | None:
    if entry.seq != seq + 1:
        return Break(Fault.MISSING, seq + 1)
    if entry.previous != previous:
        return Break(Fault.MOVED, entry.seq)
    if digest(entry.previous, entry.seq, fields_of(entry)) != entry.hash:
        return Break(Fault.CHANGED, entry.seq)
    return None


async def _check_anchor(session: AsyncSession, ends: AuditChain) -> Break | None:
    """Compare where the chain begins with what the last trimming has said in the chain."""
    if ends.anchor_seq == 0:
        return None if ends.anchor_hash == GENESIS else Break(Fault.TRIMMED, 1)
    trimmed = await session.scalar(
        select(AuditEntry).where(AuditEntry.action == Action.AUDIT_TRIM).order_by(AuditEntry.seq.desc()).limit(1)
    )
    said = (trimmed.details.get("through"), trimmed.details.get("hash")) if trimmed else None
    return None if said == (ends.anchor_seq, ends.anchor_hash.hex()) else Break(Fault.TRIMMED, ends.anchor_seq)


def _unexpected(expected: tuple[int, str] | None, head_hash: bytes, head_seq: int) -> Break | None:
    if expected is None or expected == (head_seq, head_hash.hex()):
        return None
    return Break(Fault.UNEXPECTED, expected[0])


def _text(value: UUID | None) -> str | None:
    return str(value) if value is not None else None
