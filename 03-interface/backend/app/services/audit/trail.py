"""Reading the audit log: filters, pages, the whole of it."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.db import Database
from app.models import User
from app.models.audit.log import AuditEntry
from app.schemas.operations.audit import AuditFilter, AuditLine, AuditPage, AuditPerson, AuditQuery

_BATCH = 1000
_MAX_FOUND_ACCOUNTS = 200


async def list_page(session: AsyncSession, query: AuditQuery) -> AuditPage:
    """Return the newest entries that match, older than `before` if that is given."""
    wanted = await _conditions(session, query)
    if query.before is not None:
        wanted.append(AuditEntry.seq < query.before)
    found = list(
        await session.scalars(select(AuditEntry).where(*wanted).order_by(AuditEntry.seq.desc()).limit(query.size + 1))
    )
    shown = found[: query.size]
    people = await _people(session, shown)
    lines = [_line(entry, people) for entry in shown]
    return AuditPage(items=lines, before=shown[-1].seq if len(found) > query.size else None)


async def read(database: Database, wanted: AuditFilter) -> AsyncIterator[list[AuditEntry]]:
    """Yield all entries that match, oldest first, in lists; no transaction stays open between them."""
    async with database.look() as session:
        conditions = await _conditions(session, wanted)
    seq = 0
    while True:
        async with database.look() as session:
            query = select(AuditEntry).where(*conditions, AuditEntry.seq > seq).order_by(AuditEntry.seq).limit(_BATCH)
            batch = list(await session.scalars(query))
        if not batch:
            return
        yield batch
        seq = batch[-1].seq


async def _conditions(session: AsyncSession, wanted: AuditFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.action:
        found.append(AuditEntry.action.in_([action.value for action in wanted.action]))
    if wanted.result is not None:
        found.append(AuditEntry.result == wanted.result.value)
    if wanted.actor_id is not None:
        found.append(AuditEntry.actor_id == wanted.actor_id)
    if wanted.meeting_id is not None:
        found.append(AuditEntry.meeting_id == wanted.meeting_id)
    if wanted.since is not None:
        found.append(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        found.append(AuditEntry.at < wanted.until)
    if wanted.q:
        found.append(await _search(session, wanted.q.strip()))
    return found


async def _search(session: AsyncSession, text: str) -> ColumnElement[bool]:
    """Return the condition for a name or e-mail address of an account, an id, an address or an id of a request."""
    try:
        id_ = UUID(text)
    except ValueError:
        pass
    else:
        return or_(
            AuditEntry.actor_id == id_,
            AuditEntry.subject_id == id_,
            AuditEntry.meeting_id == id_,
            AuditEntry.credential_id == id_,
            AuditEntry.request_id == text,
        )
    named = or_(User.name.icontains(text, autoescape=True), User.email.icontains(text, autoescape=True))
    accounts = list(await session.scalars(select(User.id).where(named).limit(_MAX_FOUND_ACCOUNTS)))
    return or_(
        AuditEntry.actor_id.in_(accounts),
        AuditEntry.subject_id.in_(accounts),
        AuditEntry.address == text,
        AuditEntry.request_id == text,
    )


async def _people(session: AsyncSession, entries: Sequence[AuditEntry]) -> dict[UUID, AuditPerson]:
    ids = {id_ for entry in entries for id_ in (entry.actor_id, entry.subject_id) if id_ is not None}
    if not ids:
        return {}
    rows = await session.scalars(select(User).where(User.id.in_(ids)))
    return {row.id: AuditPerson.model_validate(row) for row in rows}


def _line(entry: AuditEntry, people: dict[UUID, AuditPerson]) -> AuditLine:
    line = AuditLine.model_validate(entry)
    line.actor = people.get(entry.actor_id) if entry.actor_id else None
    line.subject = people.get(entry.subject_id) if entry.subject_id else None
    return line
