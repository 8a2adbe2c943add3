"""The events of one answer."""

from collections.abc import AsyncIterator
from uuid import UUID

from sse_starlette import ServerSentEvent

from app.models import User
from app.resources import Resources
from app.schemas.answers.conversation import NewQuestion


async def answer_stream(
    resources: Resources, user: User, conversation_id: UUID, wanted: NewQuestion
) -> AsyncIterator[ServerSentEvent]:
    """Return the events of the answer to a question."""
    raise NotImplementedError
