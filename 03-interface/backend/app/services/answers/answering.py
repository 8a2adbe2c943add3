"""One answer, from the question to its last event."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from traceback import extract_tb
from uuid import UUID

import structlog
from botocore.exceptions import BotoCoreError, ClientError
from redis.exceptions import RedisError
from sqlalchemy import exists, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.core.database_errors import is_outage
from app.core.errors import AppError, UnavailableError
from app.core.meaning.errors import MeaningUnavailableError
from app.models import AnswerClaim, Minutes, User
from app.models.base import now
from app.resources import Resources
from app.schemas.answers.conversation import (
    AnswerFailure,
    Claim,
    ClaimEvidence,
    ConversationMessage,
    Outcome,
    Scope,
)
from app.schemas.answers.events import (
    AnswerEvent,
    AnswerStage,
    ClaimEvent,
    DoneEvent,
    ErrorEvent,
    PassagesEvent,
    StageEvent,
    WaitingFor,
)
from app.services.answers import storing, views
from app.services.answers.counted.counts import count, known_names
from app.services.answers.counted.questions import recognize
from app.services.answers.found.overview import is_overview, overview_stretches
from app.services.answers.found.search import find_stretches, is_long, whole_meeting
from app.services.answers.found.stretches import Source, Stretch, turns_of
from app.services.answers.prompts import Asked, Prompt, fit
from app.services.answers.relevance import Relevance
from app.services.answers.scope import conditions, describe, wait_for_index
from app.services.answers.words import with_earlier
from app.services.answers.writing import WrittenClaim, write_claims
from scribe_contracts.card.language_turns import LanguageTurns
from scribe_contracts.events import MeetingStatus
from scribe_contracts.language.client import Address, LanguageClient
from scribe_contracts.language.errors import (
    AnswerInvalidError,
    LanguageError,
    LanguageRefusedError,
    LanguageUnavailableError,
)

MAX_SHOWN_PASSAGES = 10
_TRIES = 3

_TOLD = {
    AnswerFailure.LANGUAGE_UNAVAILABLE: "The language model does not answer. Ask again in a moment.",
    AnswerFailure.LANGUAGE_REFUSED: "The language model refuses the question: its settings do not fit.",
    AnswerFailure.ANSWER_INVALID: "The language model gave no usable answer.",
    AnswerFailure.MEANING_UNAVAILABLE: "The search has failed: the store of vectors or the embeddings do not answer.",
    AnswerFailure.STORAGE_UNAVAILABLE: "The database or storage does not answer. Ask again in a moment.",
    AnswerFailure.INTERRUPTED: "The gateway was stopped. Ask again.",
    AnswerFailure.INTERNAL: "The answer has failed.",
}


@dataclass(frozen=True)
class Order:
    """A question that was accepted and stored."""

    user: User
    conversation_id: UUID
    question_id: UUID
    scope: Scope
    question: str
    language: str
    earlier: tuple[ConversationMessage, ...]
    """Messages before, with what the asker may still read of them."""

    @property
    def earlier_questions(self) -> list[str]:
        return [message.question for message in self.earlier]

    def earlier_lines(self) -> tuple[str, ...]:
        lines: list[str] = []
        for message in self.earlier[-3:]:
            said = " ".join(claim.text for claim in message.claims if claim.text and claim.checked)
            lines += [f"Question: {message.question}", *([f"Answer: {said}"] if said else [])]
        return tuple(lines)

    def earlier_meetings(self) -> set[UUID]:
        return {each.meeting_id for message in self.earlier for claim in message.claims for each in claim.evidence}


class Answering:
    """Answers one question; `emit` takes its events but the last. Cancelled, it stores what was written and says so."""

    def __init__(
        self,
        resources: Resources,
        order: Order,
        emit: Callable[[AnswerEvent], None],
        *,
        turn: asyncio.Semaphore,
        is_closing: Callable[[], bool],
    ) -> None:
        self._resources = resources
        self._order = order
        self._emit = emit
        self._turn = turn
        self._is_closing = is_closing
        self._rows: list[AnswerClaim] = []
        self._sources: set[UUID] = set()
        self._stretches: list[Stretch] = []
        self._model: str | None = None
        self._began = time.monotonic()

    async def run(self) -> DoneEvent | ErrorEvent:
        """Answer, and return how it ended, whatever happens."""
        outcome, failure = Outcome.FAILED, None
        try:
            outcome = await self._answer()
        except asyncio.CancelledError:
            if self._is_closing():
                failure = AnswerFailure.INTERRUPTED
            else:
                outcome = Outcome.STOPPED
        except MeaningUnavailableError:
            failure = AnswerFailure.MEANING_UNAVAILABLE
        except LanguageError as error:
            failure = _failure(error)
        except (UnavailableError, RedisError, BotoCoreError, ClientError, OSError):
            failure = AnswerFailure.STORAGE_UNAVAILABLE
        except Exception as error:  # noqa: BLE001 - whoever asked is to see an end of it
            if isinstance(error, DBAPIError) and is_outage(error):
                failure = AnswerFailure.STORAGE_UNAVAILABLE
            else:
                # Lines of code and no message: that of an error may quote what it could not handle.
                structlog.get_logger().error(
                    "answer_failed",
                    question_id=str(self._order.question_id),
                    error=type(error).__name__,
                    trace=[
                        f"{place.name} {place.filename}:{place.lineno}" for place in extract_tb(error.__traceback__)
                    ],
                )
                failure = AnswerFailure.INTERNAL
        return await self._end(outcome, failure)

    async def _end(self, outcome: Outcome, failure: AnswerFailure | None) -> DoneEvent | ErrorEvent:
        message: ConversationMessage | None = None
        try:
            message = await self._store(outcome, failure)
        except (AppError, SQLAlchemyError, OSError):
            failure = failure or AnswerFailure.STORAGE_UNAVAILABLE
        structlog.get_logger().info(
            "question_answered",
            user_id=str(self._order.user.id),
            conversation_id=str(self._order.conversation_id),
            outcome=outcome,
            failure=failure,
            claims=len(self._rows),
            seconds=round(time.monotonic() - self._began, 2),
        )
        if failure is not None:
            return ErrorEvent(code=failure, message=_TOLD[failure])
        if message is not None:
            return DoneEvent(message=message)
        return ErrorEvent(code=AnswerFailure.INTERNAL, message="The conversation was deleted.")

    async def _store(self, outcome: Outcome, failure: AnswerFailure | None) -> ConversationMessage | None:
        order = self._order
        async with self._resources.database.transaction() as session:
            await storing.finish(
                session,
                order.user,
                order.question_id,
                outcome=outcome,
                failure=failure,
                model=self._model,
                claims=self._rows,
                sources=self._sources,
                passages=[] if self._rows else storing.passage_rows(self._stretches),
            )
        async with self._resources.database.transaction() as session:
            shown = await views.show_messages(
                session, order.user, order.conversation_id, running=False, only=order.question_id
            )
        return shown[0] if shown else None

    async def _answer(self) -> Outcome:
        order, database = self._order, self._resources.database
        self._emit(StageEvent(stage=AnswerStage.SEARCHING))
        await wait_for_index(database, order.user, order.scope)
        if await self._count():
            return Outcome.COUNTED
        question = with_earlier(self._order.question, self._order.earlier_questions)
        relevance = Relevance.of_follow_up(self._order.question, question, self._order.language)
        stretches, whole = await self._search(question)
        self._log(stretches)
        self._stretches = stretches[:MAX_SHOWN_PASSAGES]
        self._emit(PassagesEvent(items=[each.found() for each in self._stretches]))
        if not stretches and whole is None:
            return Outcome.NOTHING_FOUND
        address = Address.of(self._resources.settings)
        if address is None:
            return Outcome.NO_MODEL if stretches else Outcome.NOTHING_FOUND
        # Before the model is asked: a small one would answer all the same, after many seconds.
        if not relevance.is_answerable(*_read(stretches, whole)):
            return Outcome.NOT_SAID
        return await self._write(address, stretches, whole)

    async def _count(self) -> bool:
        """Answer a question that counts or lists; return whether it is one."""
        order = self._order
        async with self._resources.database.transaction() as session:
            wanted = await conditions(session, order.user, order.scope)
            known = await known_names(session, wanted)
            counted = recognize(order.question, known, now(), one_meeting=order.scope.meeting_id is not None)
            claims = await count(session, counted, wanted, order.language) if counted is not None else None
            if claims is None:
                return False
            self._rows = await storing.counted_rows(session, claims, order.language)
            self._log([])
            shown = await views.show_claims(session, order.user, self._rows, order.language)
        for claim in shown:
            self._emit(ClaimEvent(**claim.model_dump()))
        return True

    async def _search(self, question: str) -> tuple[list[Stretch], Stretch | None]:
        order = self._order
        async with self._resources.database.transaction() as session:
            wanted = await conditions(session, order.user, order.scope)
            stretches = await find_stretches(session, self._resources, question, wanted, order.language)
            whole: Stretch | None = None
            if order.scope.meeting_id is not None:
                whole = await whole_meeting(session, self._resources, wanted, order.language)
                if whole is not None and is_overview(question):
                    stretches = await overview_stretches(session, whole)
                if whole is not None and is_long(whole):
                    whole = None
        return stretches, whole

    async def _write(self, address: Address, stretches: Sequence[Stretch], whole: Stretch | None) -> Outcome:
        order = self._order
        await self._wait_for_turn()
        try:
            turns = LanguageTurns(self._resources.redis) if self._resources.settings.language_shares_card else None
            async with LanguageClient.open(address, tries=_TRIES, turns=turns) as client:
                self._model = (await client.served_model()).name
                async with client.turn(self._tell_of_card):
                    prompt = await self._prompt(client, stretches, whole)
                    self._sources = {turn.source.meeting_id for turn in prompt.turns} | order.earlier_meetings()
                    async with aclosing(write_claims(client, prompt, order.language)) as claims:  # type: ignore[type-var]
                        async for claim in claims:
                            if claim is None:
                                self._emit(StageEvent(stage=AnswerStage.WRITING))
                            else:
                                self._take(claim)
        finally:
            self._turn.release()
        return Outcome.ANSWERED if self._rows else Outcome.NOT_SAID

    async def _wait_for_turn(self) -> None:
        """Take a turn at the model, and say for what it has to be waited."""
        if self._turn.locked():
            self._emit(StageEvent(stage=AnswerStage.WAITING, waiting_for=WaitingFor.QUESTIONS))
        await self._turn.acquire()
        try:
            async with self._resources.database.transaction() as session:
                running = exists().where(Minutes.status == MeetingStatus.PROCESSING)
                busy = await session.scalar(select(running))
        except BaseException:
            self._turn.release()
            raise
        waiting_for = WaitingFor.MINUTES if busy else WaitingFor.MODEL
        self._emit(StageEvent(stage=AnswerStage.WAITING, waiting_for=waiting_for))

    def _tell_of_card(self) -> None:
        self._emit(StageEvent(stage=AnswerStage.WAITING, waiting_for=WaitingFor.CARD))

    async def _prompt(self, client: LanguageClient, stretches: Sequence[Stretch], whole: Stretch | None) -> Prompt:
        """Return the prompt: all of a short meeting, else what was found."""
        order = self._order
        asked = Asked(order.question, order.language, order.earlier_lines())
        most = self._resources.settings.answer_passage_tokens
        if whole is not None:
            turns = turns_of([whole])
            # A word is a token at least.
            if sum(len(turn.spoken.text.split()) for turn in turns) <= most:
                prompt = await fit(client, asked, turns, most)
                if len(prompt.turns) == len(turns) or not stretches:
                    return prompt
        return await fit(client, asked, turns_of(stretches or ([whole] if whole else [])), most)

    def _take(self, claim: WrittenClaim) -> None:
        position = len(self._rows)
        self._rows.append(storing.written_row(position, claim))
        self._emit(
            ClaimEvent(
                **Claim(
                    position=position,
                    text=claim.text,
                    checked=not claim.doubts,
                    reasons=list(claim.doubts),
                    evidence=[
                        ClaimEvidence(
                            meeting_id=turn.source.meeting_id,
                            meeting_title=turn.source.title,
                            segment_ids=list(turn.spoken.segments),
                            start=turn.spoken.start,
                            end=turn.spoken.end,
                            speaker=turn.spoken.speaker,
                            quote=turn.spoken.text,
                        )
                        for turn in claim.turns
                    ],
                ).model_dump()
            )
        )

    def _log(self, stretches: Sequence[Stretch]) -> None:
        structlog.get_logger().info(
            "question_asked",
            user_id=str(self._order.user.id),
            conversation_id=str(self._order.conversation_id),
            scope=describe(self._order.scope),
            meeting_id=str(self._order.scope.meeting_id or ""),
            meetings=sorted({str(each.source.meeting_id) for each in stretches}),
        )


def _read(stretches: Sequence[Stretch], whole: Stretch | None) -> tuple[list[Source], list[str]]:
    """Return the meetings that were looked at, and what was said there, as far as it was found."""
    looked = [whole] if whole is not None else list(stretches)
    sources = list({each.source.meeting_id: each.source for each in looked}.values())
    segments = (each.source.transcript.segments[line] for each in looked for line in each.lines)
    return sources, [segment.text for segment in segments]


def _failure(error: LanguageError) -> AnswerFailure:
    if isinstance(error, LanguageUnavailableError):
        return AnswerFailure.LANGUAGE_UNAVAILABLE
    if isinstance(error, AnswerInvalidError):
        return AnswerFailure.ANSWER_INVALID
    return AnswerFailure.LANGUAGE_REFUSED if isinstance(error, LanguageRefusedError) else AnswerFailure.INTERNAL
