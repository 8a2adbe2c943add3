"""The search of people: passages with the sentence that answers best, and its second."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.meaning.meaning import Meaning
from app.models import Meeting, TranscriptLine, User
from app.schemas.search import FoundPassage, FoundPassages, PassageQuery, SaidLine
from app.services.meaning.retrieval import Retrieved, retrieve
from app.services.meetings.library import filters

_MAX_LINES = 160
"""Most sentences compared with the question; those of later passages are represented by their first."""


async def search(session: AsyncSession, meaning: Meaning, user: User, query: PassageQuery) -> FoundPassages:
    """Return passages of meetings that the user may read; raise MeaningUnavailableError."""
    wanted = filters(user, query)
    if query.meeting_id is not None:
        wanted.append(Meeting.id == query.meeting_id)
    found = await retrieve(session, meaning, query.q, wanted, limit=query.size, speaker=query.speaker)
    best = await _best_lines(meaning, query.q, found, query.speaker)
    items = [
        FoundPassage(
            meeting_id=each.meeting.id,
            title=each.meeting.title,
            created_at=each.meeting.created_at,
            held_at=each.meeting.held_at,
            kind=each.kind,
            best=_line(line),
            lines=[_line(line) for line in each.lines],
        )
        for each, line in zip(found, best, strict=True)
    ]
    return FoundPassages(items=items, waiting=await _count_waiting(session, meaning, wanted))


async def _best_lines(
    meaning: Meaning, question: str, found: Sequence[Retrieved], speaker: str | None
) -> list[TranscriptLine]:
    """Return the sentence of each passage that is nearest to the question; of one speaker if one is named."""
    candidates = [[line for line in each.lines if speaker is None or line.speaker == speaker] for each in found]
    compared = [(at, line) for at, lines in enumerate(candidates) for line in lines][:_MAX_LINES]
    best = [lines[0] for lines in candidates]
    if not compared:
        return best
    asked = await meaning.embedder.query(question)
    vectors = await meaning.embedder.passages([line.text for _, line in compared])
    nearest = [float("-inf")] * len(best)
    for (at, line), vector in zip(compared, vectors, strict=True):
        likeness = sum(one * other for one, other in zip(asked, vector, strict=True))
        if likeness > nearest[at]:
            nearest[at], best[at] = likeness, line
    return best


async def _count_waiting(session: AsyncSession, meaning: Meaning, wanted: Sequence[ColumnElement[bool]]) -> int:
    is_current = func.coalesce(Meeting.meaning_version, "") == meaning.version
    waiting = select(func.count()).select_from(Meeting).where(*wanted, Meeting.result_attempt.is_not(None))
    return await session.scalar(waiting.where(~is_current)) or 0


def _line(line: TranscriptLine) -> SaidLine:
    return SaidLine(
        number=line.number,
        start=line.start,
        speaker=line.speaker,
        speaker_number=line.speaker_number,
        text=line.text,
    )
