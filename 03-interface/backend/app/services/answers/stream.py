"""Questions taken, answered in the background, and followed."""

import asyncio
from collections.abc import AsyncGenerator
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.quotas.allowance import Asked, allow
from app.models import Meeting, Question, User
from app.resources import Resources
from app.schemas.answers.conversation import AnswerFailure, NewQuestion, Outcome, Scope
from app.schemas.answers.events import AnswerEvent
from app.services.answers import conversations, storing, views
from app.services.answers.answering import Answering, Order
from app.services.answers.running import Lease, stoppable
from app.services.answers.scope import conditions
from app.services.answers.words import question_language

AT_ONCE = 4
"""Answers that one gateway has written at once."""


class Answers:
    """One in each gateway."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    async def close(self) -> None:
        """End every answer under way; each says that it was interrupted."""
        self._closing = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def ask(self, user: User, conversation_id: UUID, wanted: NewQuestion) -> AsyncGenerator[AnswerEvent]:
        """Take a question and return the events of its answer; closing them stops it.

        Raise NotFoundError, QuestionRunningError or RateLimitedError.
        """
        await allow(self._resources.redis, self._resources.settings, user.id, Asked.QUESTION)
        lease = Lease(self._resources.redis, conversation_id)
        await lease.take()
        try:
            order = await self._order(user, conversation_id, wanted)
        except BaseException:
            await lease.release()
            raise
        events: asyncio.Queue[AnswerEvent | None] = asyncio.Queue()
        answering = Answering(
            self._resources, order, events.put_nowait, turn=self._turn, is_closing=lambda: self._closing
        )
        task = asyncio.create_task(self._run(answering, lease, events))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return _follow(events, task)

    async def _run(self, answering: Answering, lease: Lease, events: asyncio.Queue[AnswerEvent | None]) -> None:
        own = asyncio.current_task()
        assert own is not None  # noqa: S101 - a coroutine that runs has a task
        last: AnswerEvent | None = None
        try:
            async with stoppable(lease, own):
                last = await answering.run()
        finally:
            try:
                # Before the end is told: who reads it may ask again at once.
                await lease.release()
            finally:
                if last is not None:
                    events.put_nowait(last)
                events.put_nowait(None)

    async def _order(self, user: User, conversation_id: UUID, wanted: NewQuestion) -> Order:
        async with self._resources.database.transaction() as session:
            conversation = await conversations.find(session, user, conversation_id, lock=True)
            unfinished = update(Question).where(Question.conversation_id == conversation_id, Question.outcome.is_(None))
            await session.execute(unfinished.values(outcome=Outcome.FAILED, failure=AnswerFailure.INTERRUPTED))
            earlier = await views.show_messages(session, user, conversation_id, running=False)
            scope = Scope.model_validate(conversation.scope)
            language = wanted.language or question_language(
                wanted.question,
                earlier[-1].language if earlier else await _usual_language(session, user, scope),
            )
            question = await storing.add_question(session, conversation, wanted.question, language)
            return Order(user, conversation_id, question.id, scope, wanted.question, language, tuple(earlier))


async def _usual_language(session: AsyncSession, user: User, scope: Scope) -> str:
    """Return the language of the latest meeting of the scope."""
    wanted = await conditions(session, user, scope)
    query = select(Meeting.language).where(*wanted).order_by(Meeting.held_at.desc()).limit(1)
    return await session.scalar(query) or "en"


async def _follow(events: asyncio.Queue[AnswerEvent | None], task: asyncio.Task[None]) -> AsyncGenerator[AnswerEvent]:
    try:
        while (event := await events.get()) is not None:
            yield event
    finally:
        task.cancel()
