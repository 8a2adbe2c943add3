"""Passages for a question, from the meetings of its scope and from no other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.core.folding import fold
from app.core.meaning.meaning import Meaning
from app.models import Meeting, TranscriptLine
from app.resources import Resources
from app.services.answers.found.stretches import Source, Stretch, read_source
from app.services.answers.words import searched_words
from app.services.editing.revisions import Revisions
from app.services.meaning.retrieval import retrieve
from app.services.meetings.library import search_configurations
from app.services.search.query import Search, Term
from app.services.storage.objects import ObjectMissingError, Objects

MAX_PASSAGES = 40
MAX_MEETINGS = 10
"""Meetings whose transcripts are read for one question."""

_MAX_TERMS = 12
_BEFORE, _AFTER = 2, 4
"""Lines around one that was found by its words: its answer mostly follows."""

_MAX_WHOLE_WORDS = 20_000
"""The model is not offered a longer transcript as a whole."""


@dataclass(frozen=True)
class _Found:
    meeting: Meeting
    lines: tuple[int, ...]


async def find_stretches(
    session: AsyncSession, resources: Resources, question: str, wanted: Sequence[ColumnElement[bool]], language: str
) -> list[Stretch]:
    """Return the passages for a question, best first. Raise UnavailableError if the search fails.

    Meetings without vectors, such as those that were edited just now, are searched by their words.
    """
    by_meaning: list[_Found] = []
    rest = list(wanted)
    if resources.meaning is not None:
        by_meaning = await _by_meaning(session, resources.meaning, question, wanted)
        rest.append(or_(Meeting.meaning_version.is_(None), Meeting.meaning_version != resources.meaning.version))
    by_words = await _by_words(session, question, rest)
    pairs = zip_longest(by_meaning, by_words)
    found = [each for pair in pairs for each in pair if each is not None][:MAX_PASSAGES]
    sources = await _read(session, resources, [each.meeting for each in found], language)
    return [
        stretch
        for each in found
        if (source := sources.get(each.meeting.id)) is not None and (stretch := _stretch(source, each.lines))
    ]


async def whole_meeting(
    session: AsyncSession, resources: Resources, wanted: Sequence[ColumnElement[bool]], language: str
) -> Stretch | None:
    """Return all of the one meeting of the scope; None if there is none, or nothing was said."""
    meeting = await session.scalar(select(Meeting).where(*wanted).limit(1))
    if meeting is None:
        return None
    source = (await _read(session, resources, [meeting], language)).get(meeting.id)
    return None if source is None else _stretch(source, tuple(range(len(source.transcript.segments))))


def is_long(whole: Stretch) -> bool:
    """Return whether a meeting is too long to be offered to a model as a whole."""
    return sum(len(segment.text.split()) for segment in whole.source.transcript.segments) > _MAX_WHOLE_WORDS


async def _by_meaning(
    session: AsyncSession, meaning: Meaning, question: str, wanted: Sequence[ColumnElement[bool]]
) -> list[_Found]:
    found = await retrieve(session, meaning, question, wanted, limit=MAX_PASSAGES)
    return [_Found(each.meeting, tuple(line.number for line in each.lines)) for each in found]


async def _by_words(session: AsyncSession, question: str, wanted: Sequence[ColumnElement[bool]]) -> list[_Found]:
    """Return lines with most of the question's words, and some around each; who speaks counts as a word."""
    words = list(dict.fromkeys(fold(" ".join(searched_words(question))).split()))[:_MAX_TERMS]
    current = (*wanted, Meeting.indexed_attempt == Meeting.result_attempt)
    if not words:
        return []
    search = Search([Term((word,)) for word in words], await search_configurations(session, *current))
    # An alias, since the scope may look at lines too.
    line = aliased(TranscriptLine)
    spoken_by = [func.lower(func.coalesce(line.speaker, "")).contains(word, autoescape=True) for word in words]
    said = [line.words.bool_op("@@")(search.query(term)) for term in search.wanted]
    matched = sum((cast(or_(*pair), Integer) for pair in zip(said, spoken_by, strict=True)), start=cast(0, Integer))
    rank = func.ts_rank(line.words, search.any_of())
    query = (
        select(Meeting, line.number)
        .join(line, line.meeting_id == Meeting.id)
        .where(*current, line.words.bool_op("@@")(search.any_of()))
        .order_by(matched.desc(), rank.desc(), Meeting.held_at.desc(), line.number)
        .limit(MAX_PASSAGES)
    )
    found = (await session.execute(query)).all()
    return [_Found(meeting, tuple(range(max(0, number - _BEFORE), number + _AFTER + 1))) for meeting, number in found]


async def _read(
    session: AsyncSession, resources: Resources, meetings: Sequence[Meeting], language: str
) -> Mapping[UUID, Source]:
    """Return the newest transcripts of the first meetings, each once."""
    objects = Objects(resources)
    sources: dict[UUID, Source] = {}
    for meeting in {each.id: each for each in meetings}.values():
        if len(sources) >= MAX_MEETINGS:
            break
        revisions = Revisions(session, objects, meeting)
        try:
            transcript = await revisions.load(await revisions.newest())
        except ObjectMissingError:
            continue
        sources[meeting.id] = read_source(meeting, transcript, language)
    return sources


def _stretch(source: Source, lines: Sequence[int]) -> Stretch | None:
    segments = source.transcript.segments
    there = tuple(line for line in lines if line < len(segments) and segments[line].text.strip())
    return Stretch(source, there) if there else None
