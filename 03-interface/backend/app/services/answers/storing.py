"""Answers in the database: places in meetings, and no word of a transcript."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import (
    AnswerClaim,
    AnswerEvidence,
    Conversation,
    Meeting,
    Question,
    QuestionPassage,
    QuestionSource,
    TranscriptLine,
    User,
)
from app.models.base import now
from app.schemas.answers.conversation import AnswerFailure, Outcome
from app.schemas.meeting import MeetingFilters
from app.services.answers.counted.claims import CountedClaim, Place
from app.services.answers.found.stretches import Stretch, Turn
from app.services.answers.views import digest
from app.services.answers.wording import speaker_name
from app.services.answers.writing import WrittenClaim
from app.services.meetings.library import filters

MAX_CONVERSATION_TITLE = 80
_LAST_LINE_SECONDS = 5.0
"""Of a line after which nothing is said; how long it is does not stand in the index."""


async def add_question(session: AsyncSession, conversation: Conversation, text: str, language: str) -> Question:
    """Add a question that is about to be answered. The first one names the conversation, unless somebody has."""
    made = Question(conversation_id=conversation.id, text=text, language=language)
    session.add(made)
    conversation.updated_at = now()
    if not conversation.title:
        conversation.title = " ".join(text.split())[:MAX_CONVERSATION_TITLE]
    await session.flush()
    return made


async def readable_of(session: AsyncSession, user: User, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the meetings that the user may read now, and keep them from being deleted meanwhile."""
    query = select(Meeting.id).where(*filters(user, MeetingFilters()), Meeting.id.in_(list(ids)))
    return set(await session.scalars(query.with_for_update(read=True, key_share=True, of=Meeting)))


async def finish(
    session: AsyncSession,
    user: User,
    question_id: UUID,
    *,
    outcome: Outcome,
    failure: AnswerFailure | None,
    model: str | None,
    claims: Sequence[AnswerClaim],
    sources: Iterable[UUID],
    passages: Sequence[QuestionPassage],
) -> None:
    """Store how a question ended. What rests on a meeting that was deleted or unshared meanwhile is not stored."""
    question = await session.get(Question, question_id)
    if question is None:
        return  # The conversation was deleted meanwhile.
    sources = set(sources)
    resting = {each.meeting_id for claim in claims for each in claim.evidence}
    found = {passage.meeting_id for passage in passages}
    readable = await readable_of(session, user, sources | resting | found)
    question.outcome, question.failure, question.model = outcome, failure, model
    question.finished_at = now()
    session.add_all(QuestionSource(question_id=question_id, meeting_id=id_) for id_ in sources & readable)
    for passage in passages:
        if passage.meeting_id in readable:
            passage.question_id = question_id
            session.add(passage)
    for claim in claims:
        is_readable = all(each.meeting_id in readable for each in claim.evidence)
        if is_readable and (not claim.doubts or sources <= readable):
            claim.question_id = question_id
            session.add(claim)
    await session.flush()


def written_row(position: int, claim: WrittenClaim) -> AnswerClaim:
    """Return the row of a sentence that a model wrote."""
    return AnswerClaim(
        position=position,
        text=claim.text,
        doubts=list(claim.doubts),
        evidence=[_turn_row(at, turn, claim.text) for at, turn in enumerate(claim.turns)],
    )


def _turn_row(position: int, turn: Turn, text: str) -> AnswerEvidence:
    said = [turn.source.transcript.segments[line].text for line in turn.lines]
    return AnswerEvidence(
        position=position,
        meeting_id=turn.source.meeting_id,
        segments=list(turn.spoken.segments),
        start=turn.spoken.start,
        end=turn.spoken.end,
        digest=digest(said, turn.spoken.speaker, text),
    )


def passage_rows(stretches: Iterable[Stretch]) -> list[QuestionPassage]:
    """Return the rows of passages, best first."""
    return [_passage_row(at, stretch) for at, stretch in enumerate(stretches)]


def _passage_row(position: int, stretch: Stretch) -> QuestionPassage:
    found = stretch.found()
    said = [stretch.source.transcript.segments[line].text for line in stretch.lines]
    return QuestionPassage(
        position=position,
        meeting_id=found.meeting_id,
        segments=found.segment_ids,
        start=found.start,
        end=found.end,
        digest=digest(said, "", ""),
    )


async def counted_rows(session: AsyncSession, claims: Sequence[CountedClaim], language: str) -> list[AnswerClaim]:
    """Return the rows of sentences that were counted."""
    places = {place for claim in claims for place in claim.places}
    wanted = {
        (each.meeting_id, number) for each in places if each.line is not None for number in (each.line, each.line + 1)
    }
    lines: dict[tuple[UUID, int], TranscriptLine] = {}
    if wanted:
        key = tuple_(TranscriptLine.meeting_id, TranscriptLine.number)
        found = await session.scalars(select(TranscriptLine).where(key.in_(list(wanted))))
        lines = {(line.meeting_id, line.number): line for line in found}
    return [
        AnswerClaim(
            position=position,
            text=claim.text,
            doubts=[],
            evidence=[_place_row(at, place, claim.text, lines, language) for at, place in enumerate(claim.places)],
        )
        for position, claim in enumerate(claims)
    ]


def _place_row(
    position: int, place: Place, text: str, lines: dict[tuple[UUID, int], TranscriptLine], language: str
) -> AnswerEvidence:
    line = lines.get((place.meeting_id, place.line)) if place.line is not None else None
    if line is None:
        return AnswerEvidence(
            position=position, meeting_id=place.meeting_id, segments=[], start=0.0, end=0.0, digest=""
        )
    after = lines.get((place.meeting_id, line.number + 1))
    return AnswerEvidence(
        position=position,
        meeting_id=place.meeting_id,
        segments=[] if line.segment_id is None else [line.segment_id],
        start=line.start,
        end=after.start if after is not None and after.start > line.start else line.start + _LAST_LINE_SECONDS,
        digest=digest([line.text], line.speaker or speaker_name(line.speaker_number, language), text),
    )
