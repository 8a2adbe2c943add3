"""Passages that answer a question, from the meetings that somebody may read and from no other."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.meaning.meaning import Meaning
from app.core.meaning.store import Hit
from app.models import Meeting, TranscriptLine
from app.schemas.search import PassageKind
from scribe_contracts.retrieval.fusion import DEPTH, Place, join
from scribe_contracts.retrieval.terms import query_vector


@dataclass(frozen=True)
class Retrieved:
    """A passage as it stands in the transcript now."""

    meeting: Meeting
    lines: tuple[TranscriptLine, ...]
    kind: PassageKind
    score: float


async def retrieve(
    session: AsyncSession,
    meaning: Meaning,
    question: str,
    wanted: Sequence[ColumnElement[bool]],
    *,
    limit: int,
    speaker: str | None = None,
) -> list[Retrieved]:
    """Return the passages that answer best, best first.

    `wanted` are conditions on meetings that hold the asker's rights. They make the scope of every search, and each hit
    is checked against them again. Passages older than the present transcript are not searched. Raise
    MeaningUnavailableError.
    """
    current = (Meeting.meaning_version == meaning.version, Meeting.result_attempt.is_not(None))
    scope = (await session.execute(select(Meeting.id, Meeting.language).where(*wanted, *current))).all()
    if not scope:
        return []
    sparse = query_vector(question, {row.language for row in scope})
    dense = await meaning.embedder.query(question)
    by_meaning, by_words = await meaning.store.search(dense, sparse, [row.id for row in scope], DEPTH)
    hits = {hit.place: hit for hit in (*by_meaning, *by_words)}
    scores = join([hit.place for hit in by_words], [hit.place for hit in by_meaning])
    ranked = sorted(scores, key=lambda place: -scores[place])
    # A share may have ended, or a meeting changed, while the vectors were searched.
    readable = {meeting.id: meeting for meeting in await session.scalars(select(Meeting).where(*wanted, *current))}
    kept = [hits[place] for place in ranked if place.meeting_id in readable]
    kinds = _kinds(by_words[:limit], by_meaning[:limit])
    found: list[Retrieved] = []
    for start in range(0, len(kept), 2 * limit):
        batch = kept[start : start + 2 * limit]
        lines = await _lines(session, batch)
        for hit in batch:
            spoken = tuple(
                lines[hit.place.meeting_id, number] for number in hit.lines if (hit.place.meeting_id, number) in lines
            )
            if spoken and (speaker is None or any(line.speaker == speaker for line in spoken)):
                meeting = readable[UUID(str(hit.place.meeting_id))]
                found.append(Retrieved(meeting, spoken, kinds.get(hit.place, PassageKind.MEANING), scores[hit.place]))
        if len(found) >= limit or speaker is None:
            break
    return found[:limit]


async def _lines(session: AsyncSession, hits: Sequence[Hit]) -> Mapping[tuple[UUID | str, int], TranscriptLine]:
    wanted: defaultdict[tuple[UUID | str, int], None] = defaultdict(None)
    for hit in hits:
        for number in hit.lines:
            wanted[hit.place.meeting_id, number] = None
    if not wanted:
        return {}
    query = select(TranscriptLine).where(tuple_(TranscriptLine.meeting_id, TranscriptLine.number).in_(list(wanted)))
    return {(line.meeting_id, line.number): line for line in await session.scalars(query)}


def _kinds(by_words: Sequence[Hit], by_meaning: Sequence[Hit]) -> dict[Place, PassageKind]:
    words, meaning = ({hit.place for hit in hits} for hits in (by_words, by_meaning))
    return {
        place: PassageKind.BOTH
        if place in words and place in meaning
        else (PassageKind.WORDS if place in words else PassageKind.MEANING)
        for place in words | meaning
    }
