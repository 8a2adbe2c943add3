"""Conversations as the API shows them: every sentence only to who may read what it rests on, at that moment."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from redis.asyncio import Redis
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import (
    AnswerClaim,
    AnswerEvidence,
    Conversation,
    Meeting,
    Question,
    QuestionPassage,
    TranscriptLine,
    User,
)
from app.schemas.answers import conversation as schemas
from app.schemas.answers.conversation import (
    AnswerFailure,
    Claim,
    ClaimEvidence,
    ClaimReason,
    ConversationMessage,
    ConversationWithMessages,
    FoundStretch,
    Outcome,
)
from app.schemas.meeting import MeetingFilters
from app.services.answers.places import Lines, Place
from app.services.answers.running import is_running
from app.services.answers.wording import speaker_name
from app.services.meetings.library import filters
from scribe_contracts.evidence.checks import Doubt
from scribe_contracts.evidence.words import tokens

MAX_QUOTE_LENGTH = 700


async def show(session: AsyncSession, redis: Redis, user: User, conversation: Conversation) -> ConversationWithMessages:
    """Return a conversation with its messages."""
    running = await is_running(redis, conversation.id)
    messages = await show_messages(session, user, conversation.id, running=running)
    shown = schemas.Conversation.model_validate(conversation)
    return ConversationWithMessages(**shown.model_dump(), messages=messages)


async def show_messages(
    session: AsyncSession, user: User, conversation_id: UUID, *, running: bool, only: UUID | None = None
) -> list[ConversationMessage]:
    """Return the messages of a conversation, oldest first. `running` says that a gateway is answering in it."""
    query = select(Question).where(Question.conversation_id == conversation_id).order_by(Question.created_at)
    if only is not None:
        query = query.where(Question.id == only)
    questions = list(await session.scalars(query.execution_options(populate_existing=True)))
    claims = [claim for question in questions for claim in question.claims]
    passages = [passage for question in questions for passage in question.passages]
    places: list[Place] = [*(each for claim in claims for each in claim.evidence), *passages]
    read = {source.meeting_id for question in questions for source in question.sources}
    readable = await _readable(session, user, {each.meeting_id for each in places} | read)
    lines = await Lines.load(session, [each for each in places if each.meeting_id in readable])
    return [
        _message(question, readable, lines, is_last=question is questions[-1], running=running)
        for question in questions
    ]


async def show_claims(session: AsyncSession, user: User, claims: Sequence[AnswerClaim], language: str) -> list[Claim]:
    """Return sentences that are not stored yet."""
    evidence = [each for claim in claims for each in claim.evidence]
    readable = await _readable(session, user, {each.meeting_id for each in evidence})
    lines = await Lines.load(session, evidence)
    return [_claim(claim, readable, lines, language, read_all=True) for claim in claims]


async def _readable(session: AsyncSession, user: User, ids: Iterable[UUID]) -> Mapping[UUID, Meeting]:
    """Return those of the meetings that the user may read."""
    query = select(Meeting).where(*filters(user, MeetingFilters()), Meeting.id.in_(list(ids)))
    return {meeting.id: meeting for meeting in await session.scalars(query)}


def _message(
    question: Question, readable: Mapping[UUID, Meeting], lines: Lines, *, is_last: bool, running: bool
) -> ConversationMessage:
    outcome = Outcome(question.outcome) if question.outcome else None
    failure = AnswerFailure(question.failure) if question.failure else None
    if outcome is None and not (is_last and running):
        # Its gateway was killed, and could not say so.
        outcome, failure = Outcome.FAILED, AnswerFailure.INTERRUPTED
    read_all = all(source.meeting_id in readable for source in question.sources)
    claims = [_claim(claim, readable, lines, question.language, read_all=read_all) for claim in question.claims]
    return ConversationMessage(
        id=question.id,
        question=question.text,
        language=question.language,
        outcome=outcome,
        failure=failure,
        model=question.model,
        claims=claims,
        passages=[
            passage
            for row in question.passages
            if row.meeting_id in readable
            and (passage := _passage(row, readable[row.meeting_id], lines, question.language)) is not None
        ],
        created_at=question.created_at,
        finished_at=question.finished_at,
    )


def _claim(
    claim: AnswerClaim, readable: Mapping[UUID, Meeting], lines: Lines, language: str, *, read_all: bool
) -> Claim:
    doubts = [Doubt(each) for each in claim.doubts]
    may_read = all(each.meeting_id in readable for each in claim.evidence) and (read_all or not doubts)
    if not may_read:
        return Claim(position=claim.position, text=None, checked=False, reasons=[], withheld=True, evidence=[])
    shown = [_evidence(each, claim.text, readable[each.meeting_id], lines, language) for each in claim.evidence]
    reasons: list[Doubt | ClaimReason] = [*doubts]
    if any(is_changed for _, is_changed in shown):
        reasons.append(ClaimReason.CHANGED)
    return Claim(
        position=claim.position,
        text=claim.text,
        checked=not reasons,
        reasons=reasons,
        evidence=[evidence for evidence, _ in shown],
    )


def _evidence(
    row: AnswerEvidence, text: str, meeting: Meeting, lines: Lines, language: str
) -> tuple[ClaimEvidence, bool]:
    """Return the place as the transcript has it now, and whether it has changed."""

    def is_same(said: Sequence[str], first: TranscriptLine) -> bool:
        return digest(said, _speaker(first, language), text) == row.digest

    found, is_unchanged = lines.find(row, is_same)
    is_changed = bool(row.digest) and not is_unchanged
    quote = " ".join(" ".join(line.text.split()) for line in found)
    evidence = ClaimEvidence(
        meeting_id=row.meeting_id,
        meeting_title=meeting.title,
        segment_ids=row.segments,
        start=row.start,
        end=row.end,
        speaker=_speaker(found[0], language) if found else "",
        quote=quote[:MAX_QUOTE_LENGTH],
    )
    return evidence, is_changed


def _passage(row: QuestionPassage, meeting: Meeting, lines: Lines, language: str) -> FoundStretch | None:
    """Return a passage; None if the transcript was edited there."""
    found, is_unchanged = lines.find(row, lambda said, _: digest(said, "", "") == row.digest)
    if not is_unchanged:
        return None
    return FoundStretch(
        meeting_id=row.meeting_id,
        meeting_title=meeting.title,
        held_at=meeting.held_at,
        segment_ids=[line.segment_id for line in found if line.segment_id is not None],
        start=row.start,
        end=row.end,
        speaker=_speaker(found[0], language),
        text=" ".join(line.text for line in found),
    )


def _speaker(line: TranscriptLine, language: str) -> str:
    return line.speaker or speaker_name(line.speaker_number, language)


def digest(said: Iterable[str], speaker: str, claim: str) -> str:
    """Return the digest of what was said, and of who said it where the sentence names them."""
    is_named = bool(set(tokens(speaker)) & set(tokens(claim)))
    words = " ".join(" ".join(text.replace("\0", "").split()) for text in said)
    return hashlib.sha256(f"{speaker if is_named else ''}\n{words}".encode()).hexdigest()
