"""Conversations of one user: nobody else sees them, administrators neither."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import NotFoundError
from app.models import Conversation, User
from app.schemas.answers import conversation as schemas
from app.schemas.answers.conversation import NewConversation
from app.schemas.common import Page, PageQuery
from app.services.meetings import meetings


async def create(session: AsyncSession, user: User, wanted: NewConversation) -> Conversation:
    """Add a conversation; raise NotFoundError for a meeting that the user may not read."""
    if wanted.scope.meeting_id is not None:
        await meetings.find(session, user, wanted.scope.meeting_id)
    made = Conversation(
        owner_id=user.id,
        meeting_id=wanted.scope.meeting_id,
        title=wanted.title or "",
        scope=wanted.scope.model_dump(mode="json"),
    )
    session.add(made)
    await session.flush()
    return made


async def find(session: AsyncSession, user: User, conversation_id: UUID, *, lock: bool = False) -> Conversation:
    """Return a conversation of the user; raise NotFoundError for another's."""
    query = select(Conversation).where(Conversation.id == conversation_id, Conversation.owner_id == user.id)
    found: Conversation | None = await session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFoundError("There is no such conversation.")
    return found


async def list_page(
    session: AsyncSession, user: User, query: PageQuery, meeting_id: UUID | None
) -> Page[schemas.Conversation]:
    """Return one page, the latest asked first; with `meeting_id`, of the conversations about that meeting."""
    own = [Conversation.owner_id == user.id]
    if meeting_id is not None:
        own.append(Conversation.meeting_id == meeting_id)
    total = await session.scalar(select(func.count()).select_from(Conversation).where(*own))
    latest = select(Conversation).where(*own).order_by(Conversation.updated_at.desc(), Conversation.id)
    found = await session.scalars(latest.offset(query.offset).limit(query.size))
    items = [schemas.Conversation.model_validate(each) for each in found]
    return Page(items=items, total=total or 0, page=query.page, size=query.size)


async def rename(session: AsyncSession, user: User, conversation_id: UUID, title: str) -> Conversation:
    found = await find(session, user, conversation_id, lock=True)
    found.title = title
    await session.flush()
    return found


async def delete(session: AsyncSession, user: User, conversation_id: UUID) -> None:
    await session.delete(await find(session, user, conversation_id, lock=True))
