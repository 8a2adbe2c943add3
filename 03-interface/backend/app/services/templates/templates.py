"""Templates: those of the product, and those that users make for themselves or for everybody here."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import NotFoundError
from app.models import MinutesTemplate, User
from app.schemas.minutes import ListedTemplate, NewTemplate
from scribe_contracts.minutes.templates import BuiltIn, Template, built_in


async def list_usable(session: AsyncSession, user: User, language: str) -> list[ListedTemplate]:
    """Return the product's templates, then the user's own and the shared ones, by name."""
    query = select(MinutesTemplate).where(or_(MinutesTemplate.owner_id == user.id, MinutesTemplate.shared))
    rows = await session.scalars(query.order_by(MinutesTemplate.name, MinutesTemplate.id))
    ours = [ListedTemplate(id=name, template=built_in(name, language), shared=True, own=False) for name in BuiltIn]
    return ours + [_answer(row, user) for row in rows]


async def resolve(session: AsyncSession, user: User, wanted: BuiltIn | UUID, language: str) -> Template:
    """Return the template that a user asks for; NotFoundError for one that they may not use."""
    if isinstance(wanted, BuiltIn):
        return built_in(wanted, language)
    row = await session.get(MinutesTemplate, wanted)
    if row is None or not (row.shared or row.owner_id == user.id):
        raise NotFoundError("There is no such template.")
    return row.template


async def create(session: AsyncSession, user: User, wanted: NewTemplate) -> ListedTemplate:
    row = MinutesTemplate(owner_id=user.id, name=wanted.template.name, template=wanted.template, shared=wanted.shared)
    session.add(row)
    await session.flush()
    return _answer(row, user)


async def replace(session: AsyncSession, user: User, template_id: UUID, wanted: NewTemplate) -> ListedTemplate:
    """Replace a template of one's own. Minutes that were written by it keep the one that they were written by."""
    row = await _own(session, user, template_id)
    row.name, row.template, row.shared = wanted.template.name, wanted.template, wanted.shared
    await session.flush()
    return _answer(row, user)


async def delete(session: AsyncSession, user: User, template_id: UUID) -> None:
    await session.delete(await _own(session, user, template_id))


async def _own(session: AsyncSession, user: User, template_id: UUID) -> MinutesTemplate:
    row = await session.get(MinutesTemplate, template_id)
    if row is None or row.owner_id != user.id:
        raise NotFoundError("There is no such template of yours.")
    return row


def _answer(row: MinutesTemplate, user: User) -> ListedTemplate:
    return ListedTemplate(id=row.id, template=row.template, shared=row.shared, own=row.owner_id == user.id)
