"""Sentences that match a search, with the matching words marked."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import reduce
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Row, Text, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.folding import FoldedWord, folded_words
from app.models import TranscriptLine
from app.schemas.meeting import Fragment, Match
from app.services.search.configurations import regconfig
from app.services.search.query import Search

_BEST = 3


@dataclass
class MeetingMatches:
    """The matches in one meeting."""

    count: int
    best: list[Match] = field(default_factory=list)


async def find_matches(
    session: AsyncSession,
    search: Search | None,
    meeting_ids: Sequence[UUID],
    *,
    speaker: str | None = None,
    limit: int = _BEST,
) -> dict[UUID, MeetingMatches]:
    """Return the best sentences of each meeting: those with most of the words, of one speaker if one is named."""
    if search is None or not search.wanted or not meeting_ids:
        return {}
    lines = (await session.execute(_best_lines(search, meeting_ids, speaker, limit))).all()
    words = {line: folded_words(line.text) for line in lines}
    marked = await _found_words(session, search, {word.text for of_line in words.values() for word in of_line})
    found: dict[UUID, MeetingMatches] = {}
    for line in lines:
        of_meeting = found.setdefault(line.meeting_id, MeetingMatches(count=line.whole or line.partial))
        if line.is_whole or not line.whole:
            of_meeting.best.append(_match(line, words[line], marked))
    return found


def _best_lines(search: Search, meeting_ids: Sequence[UUID], speaker: str | None, limit: int) -> Any:
    """Select the best lines. If any line has all words, lines with only some do not count."""
    line = TranscriptLine
    is_whole = line.words.bool_op("@@")(search.all_of())
    rank = func.ts_rank(line.words, search.any_of())
    best = func.row_number().over(partition_by=line.meeting_id, order_by=(is_whole.desc(), rank.desc(), line.number))
    ranked = select(
        line.meeting_id,
        line.number,
        line.start,
        line.speaker,
        line.speaker_number,
        line.text,
        is_whole.label("is_whole"),
        best.label("best"),
        func.count().filter(is_whole).over(partition_by=line.meeting_id).label("whole"),
        func.count().over(partition_by=line.meeting_id).label("partial"),
    ).where(line.meeting_id.in_(meeting_ids), line.words.bool_op("@@")(search.any_of()))
    if speaker:
        ranked = ranked.where(line.speaker == speaker)
    found = ranked.subquery()
    return select(found).where(found.c.best <= limit).order_by(found.c.meeting_id, found.c.number)


async def _found_words(session: AsyncSession, search: Search, words: Iterable[str]) -> set[str]:
    """Return the words that are part of the search. PostgreSQL decides, since only it knows its stems."""
    word: ColumnElement[str] = func.unnest(cast(sorted(words), ARRAY(Text))).column_valued("word")
    vectors = (func.to_tsvector(regconfig(name), word) for name in search.configurations)
    vector: ColumnElement[Any] = reduce(lambda left, right: left.op("||")(right), vectors)
    return set(await session.scalars(select(word).where(vector.bool_op("@@")(search.any_word()))))


def _match(line: Row[Any], words: Sequence[FoldedWord], marked: AbstractSet[str]) -> Match:
    return Match(
        start=line.start,
        speaker=line.speaker,
        speaker_number=line.speaker_number,
        fragments=list(_fragments(line.text, words, marked)),
    )


def _fragments(text: str, words: Sequence[FoldedWord], marked: AbstractSet[str]) -> Iterator[Fragment]:
    """Yield the text in fragments; found words that follow each other are one, with the text between them."""
    runs: list[tuple[int, int]] = []
    was_found = False
    for word in words:
        is_found = word.text in marked
        shares_character = bool(runs) and word.start < runs[-1][1]
        if is_found and (was_found or shares_character):
            runs[-1] = (runs[-1][0], word.end)
        elif is_found:
            runs.append((word.start, word.end))
        was_found = is_found
    position = 0
    for start, end in runs:
        if start > position:
            yield Fragment(text=text[position:start], found=False)
        yield Fragment(text=text[start:end], found=True)
        position = end
    if position < len(text):
        yield Fragment(text=text[position:], found=False)
