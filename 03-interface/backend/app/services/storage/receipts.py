"""Receipts: begun with the deletion, completed by whoever removes objects and vectors."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ARRAY, Column, ColumnElement, Uuid, any_, cast, func, literal, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Base, Meeting, User, Voice
from app.models.base import now
from app.models.erasure.receipt import Erased, ErasureReceipt
from app.schemas.operations.erasure import ErasurePage, ErasureQuery, Receipt

_TABLES = {
    Erased.MEETING: Base.metadata.tables[Meeting.__tablename__],
    Erased.VOICE: Base.metadata.tables[Voice.__tablename__],
    Erased.ACCOUNT: Base.metadata.tables[User.__tablename__],
}


@dataclass(frozen=True)
class Taken:
    """Numbers of what one purge has removed."""

    objects: int = 0
    object_bytes: int = 0
    vectors: int = 0

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.objects + other.objects, self.object_bytes + other.object_bytes, self.vectors + other.vectors)


async def begin(session: AsyncSession, kind: Erased, ids: Collection[UUID]) -> None:
    """Write a receipt for each, with the rows that this transaction is about to delete."""
    rows = await _count_rows(session, kind, ids) if ids and kind in _TABLES else {}
    # An account has rows only: what else was its owner's has receipts of its own.
    purged_at = now() if kind is Erased.ACCOUNT else None
    owners = await _find_owners(session, kind, ids) if ids else {}
    session.add_all(
        ErasureReceipt(kind=kind, subject_id=id_, owner_id=owners.get(id_), rows=rows.get(id_, {}), purged_at=purged_at)
        for id_ in ids
    )
    await session.flush()


async def note_purged(session: AsyncSession, kind: Erased, id_: UUID, taken: Taken, *, is_over: bool) -> None:
    """Add what a purge has removed to the newest receipt of it, if there is one. Most purges find nothing any more.

    Unless it is over, more is to follow.
    """
    newest = (
        select(ErasureReceipt.id)
        .where(ErasureReceipt.kind == kind, ErasureReceipt.subject_id == id_)
        .order_by(ErasureReceipt.deleted_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    await session.execute(
        update(ErasureReceipt)
        .where(ErasureReceipt.id == newest, ErasureReceipt.purged_at.is_(None) | (taken != Taken()))
        .values(
            objects=ErasureReceipt.objects + taken.objects,
            object_bytes=ErasureReceipt.object_bytes + taken.object_bytes,
            vectors=ErasureReceipt.vectors + taken.vectors,
            purged_at=now() if is_over else ErasureReceipt.purged_at,
            # What a job that still ran has written has to leave the files of the stores, too.
            compacted_at=None,
            steps={},
        )
        .execution_options(synchronize_session=False)
    )


async def list_page(session: AsyncSession, query: ErasureQuery, *, owner_id: UUID | None = None) -> ErasurePage:
    """Return the newest receipts that match, and the number of those whose compaction is still to come.

    With `owner_id`, all is about what belonged to that account.
    """
    seen = [] if owner_id is None else [ErasureReceipt.owner_id == owner_id]
    wanted: list[ColumnElement[bool]] = [*seen]
    if query.kind is not None:
        wanted.append(ErasureReceipt.kind == query.kind)
    if query.subject_id is not None:
        wanted.append(ErasureReceipt.subject_id == query.subject_id)
    if query.before is not None:
        wanted.append(ErasureReceipt.deleted_at < query.before)
    order = (ErasureReceipt.deleted_at.desc(), ErasureReceipt.id)
    rows = await session.scalars(select(ErasureReceipt).where(*wanted).order_by(*order).limit(query.size))
    waiting = await session.scalar(
        select(func.count()).select_from(ErasureReceipt).where(ErasureReceipt.compacted_at.is_(None), *seen)
    )
    return ErasurePage(items=[Receipt.model_validate(row) for row in rows], waiting=waiting or 0)


async def _find_owners(session: AsyncSession, kind: Erased, ids: Collection[UUID]) -> Mapping[UUID, UUID | None]:
    """Return whose each of these is, which this transaction is about to delete."""
    if kind is Erased.ACCOUNT:
        return {id_: id_ for id_ in ids}
    table = Voice if kind is Erased.VOICE else Meeting
    rows = await session.execute(select(table.id, table.owner_id).where(table.id == any_(cast(list(ids), ARRAY(Uuid)))))
    return {row.id: row.owner_id for row in rows}


async def _count_rows(session: AsyncSession, kind: Erased, ids: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """Return the number of rows of each table that go with each of these: its own, and those that belong to it."""
    among = any_(cast(list(ids), ARRAY(Uuid)))
    counts = [
        select(literal(column.table.name).label("name"), column.label("id"), func.count().label("rows"))
        .where(column == among)
        .group_by(column)
        for column in _belonging(kind)
    ]
    found: dict[UUID, dict[str, int]] = {}
    for row in await session.execute(union_all(*counts)):
        of = found.setdefault(row.id, {})
        of[row.name] = of.get(row.name, 0) + row.rows
    return found


def _belonging(kind: Erased) -> list[Column[UUID]]:
    """Return the columns that name what a row goes with: the key of its own table, and keys that refer to it."""
    table = _TABLES[kind]
    return list(table.primary_key.columns) + [
        key.parent
        for each in Base.metadata.sorted_tables
        for key in each.foreign_keys
        if key.column.table is table and key.ondelete == "CASCADE"
    ]
