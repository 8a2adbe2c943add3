"""Questions of a conversation, whose answers are streamed."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from sse_starlette import EventSourceResponse, JSONServerSentEvent, ServerSentEvent

from app.api.audit import reads
from app.api.declarations import raises
from app.api.deps import CurrentUser, RedisDep, occupying
from app.api.v1.answers.conversations import OwnConversation
from app.core.errors import RateLimitedError
from app.core.quotas.occupancy import Use
from app.models.audit.actions import Action, Subject
from app.schemas.answers.conversation import NewQuestion
from app.schemas.answers.events import AnswerEvent
from app.services.answers.running import NothingRunningError, QuestionRunningError, ask_to_stop
from app.services.answers.stream import Answers

router = APIRouter(prefix="/conversations/{conversation_id}", tags=["answers"])

_STREAM: dict[int | str, dict[str, Any]] = {200: {"model": AnswerEvent, "description": "Server-sent events"}}
_KEEP_ALIVE_SECONDS = 15


@router.post(
    "/questions", dependencies=[occupying(Use.QUESTION)], response_class=EventSourceResponse, responses=_STREAM
)
@raises(QuestionRunningError, RateLimitedError)
@reads(Action.QUESTION_ASK, Subject.CONVERSATION)
async def ask_question(
    found: OwnConversation, wanted: NewQuestion, user: CurrentUser, request: Request
) -> EventSourceResponse:
    """Ask, and follow the answer as server-sent events: `stage`, `passages`, `claim`, then `done` or `error`.

    The data of each event is one of the models below. Closing the stream stops the answer. Counting and listing
    questions are answered from the database. 409 `question_running`: this conversation is answering already.
    """
    answers: Answers = request.app.state.answers
    events = await answers.ask(user, found.id, wanted)

    async def sent() -> AsyncIterator[ServerSentEvent]:
        async with aclosing(events):
            async for event in events:
                yield JSONServerSentEvent(event.model_dump(mode="json"), event=event.event)

    headers = {"Cache-Control": "no-store, no-transform"}  # a compressing proxy would hold events back
    return EventSourceResponse(sent(), ping=_KEEP_ALIVE_SECONDS, headers=headers)


@router.post("/stop", status_code=HTTPStatus.ACCEPTED)
@raises(NothingRunningError)
async def stop_answer(found: OwnConversation, redis: RedisDep) -> None:
    """Stop the answer that is being written, in whichever gateway that is. What was written stays."""
    await ask_to_stop(redis, found.id)
