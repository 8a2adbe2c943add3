"""Entries of what the product does by itself."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import wakeups
from app.core.wakeups import Work
from app.models.audit.actions import Action, Result, Subject, Via
from app.models.audit.log import AuditPending
from app.services.audit.entry import Detail, Entry, Rule


async def record(
    session: AsyncSession,
    action: Action,
    subject: Subject,
    subject_id: UUID | None,
    details: Mapping[str, Detail],
    *,
    via: Via = Via.PRODUCT,
) -> None:
    """Write an entry in the transaction that does what it tells of."""
    entry = Entry(rule=Rule(action, subject, changes=True), via=via, subject_id=subject_id, details=dict(details))
    await session.execute(insert(AuditPending).values(entries=[entry.fields(Result.DONE, 0)]))
    wakeups.announce(session, Work.CHAIN_AUDIT)
