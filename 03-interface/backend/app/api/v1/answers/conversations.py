"""Conversations with meetings: their list, their messages, their titles."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import CurrentUser, RedisDep, ResourcesDep, SessionDep
from app.core.errors import NotFoundError
from app.models import Conversation as ConversationRow
from app.models.audit.actions import Action, Subject
from app.schemas.answers.conversation import (
    AnswersStatus,
    Conversation,
    ConversationChange,
    ConversationWithMessages,
    NewConversation,
)
from app.schemas.common import Page, PageQueryDep
from app.services.answers import conversations, views
from app.services.minutes.language import LanguageService

router = APIRouter(tags=["answers"])


@raises(NotFoundError)
async def get_conversation_row(conversation_id: UUID, user: CurrentUser, session: SessionDep) -> ConversationRow:
    return await conversations.find(session, user, conversation_id)


OwnConversation = Annotated[ConversationRow, Depends(get_conversation_row, scope="function")]


@router.get("/answers/status")
async def get_answers_status(user: CurrentUser, request: Request, resources: ResourcesDep) -> AnswersStatus:  # noqa: ARG001 - for signed-in users only
    """Return whether a language model is there to answer, which, and whether there is search by meaning."""
    service: LanguageService = request.app.state.language
    state = await service.state()
    return AnswersStatus(language=state.state, model=state.model, meaning=resources.meaning is not None)


@router.get("/conversations")
@reads(Action.ANSWERS_READ, once=True)
async def list_conversations(
    query: PageQueryDep,
    user: CurrentUser,
    session: SessionDep,
    meeting_id: Annotated[UUID | None, Query(description="Only those that ask this meeting")] = None,
) -> Page[Conversation]:
    """List your conversations, the latest asked first."""
    return await conversations.list_page(session, user, query, meeting_id)


@router.post("/conversations", status_code=HTTPStatus.CREATED)
@raises(NotFoundError)
async def create_conversation(wanted: NewConversation, user: CurrentUser, session: SessionDep) -> Conversation:
    """Begin a conversation with the meetings of a scope. Its title is its first question unless you give one."""
    return Conversation.model_validate(await conversations.create(session, user, wanted))


@router.get("/conversations/{conversation_id}")
@reads(Action.ANSWERS_READ, Subject.CONVERSATION)
async def get_conversation(
    found: OwnConversation, user: CurrentUser, session: SessionDep, redis: RedisDep
) -> ConversationWithMessages:
    """Return a conversation with its messages.

    Quotes are of the transcripts as they are now. Sentences that rest on a meeting you may not read any more are
    withheld.
    """
    return await views.show(session, redis, user, found)


@router.patch("/conversations/{conversation_id}")
@raises(NotFoundError)
async def rename_conversation(
    conversation_id: UUID, change: ConversationChange, user: CurrentUser, session: SessionDep
) -> Conversation:
    """Change the title."""
    return Conversation.model_validate(await conversations.rename(session, user, conversation_id, change.title))


@router.delete("/conversations/{conversation_id}", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError)
@audited(Action.ANSWERS_DELETE, Subject.CONVERSATION)
async def delete_conversation(conversation_id: UUID, user: CurrentUser, session: SessionDep) -> None:
    """Delete the conversation with all its messages."""
    await conversations.delete(session, user, conversation_id)
