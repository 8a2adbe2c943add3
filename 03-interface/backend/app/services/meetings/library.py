"""A user's meetings as a list: searched, filtered, sorted and in pages."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Meeting, MeetingSpeaker, TranscriptLine, User
from app.schemas.common import Page
from app.schemas.meeting import (
    ListedMeeting,
    ListedSpeaker,
    Match,
    MatchQuery,
    MeetingFilters,
    MeetingHolder,
    MeetingQuery,
    MeetingSort,
)
from app.services.meetings.openings import find_openings
from app.services.meetings.views import show_all
from app.services.rights.given import meetings_given_to
from app.services.rights.readable import readable_ids
from app.services.search.configurations import SIMPLE, configurations_for, regconfig
from app.services.search.matches import find_matches
from app.services.search.query import Search, Term, TsQuery, parse
from app.services.tags.tags import bears

_ORDERS: dict[MeetingSort, tuple[ColumnElement[Any], ...]] = {
    MeetingSort.NEWEST: (Meeting.held_at.desc(),),
    MeetingSort.OLDEST: (Meeting.held_at.asc(),),
    MeetingSort.TITLE: (Meeting.title_folded.asc(), Meeting.held_at.desc()),
    MeetingSort.LONGEST: (Meeting.duration.desc().nulls_last(), Meeting.held_at.desc()),
}

_MAX_MATCHES = 500
"""More than anybody reads; a word like "the" is in every sentence."""

_BY_INDEX = select(func.set_config("enable_seqscan", "off", True), func.set_config("jit", "off", True))  # noqa: FBT003
"""Settings that hold until the transaction ends.

The planner thinks that reading a vector, which lies outside its row, costs nothing, and so scans all rows; what it
believes to be expensive without such scans is not, and not worth compiling.
"""


async def list_page(session: AsyncSession, user: User, query: MeetingQuery) -> Page[ListedMeeting]:
    """Return one page of the user's meetings, each with its best matches."""
    search = await parse_search(session, user, query.q)
    wanted = filters(user, query)
    if search is not None:
        wanted += search_conditions(search, query.speaker)
    total = await session.scalar(select(func.count()).select_from(Meeting).where(*wanted))
    found = await session.scalars(
        select(Meeting)
        .where(*wanted)
        .order_by(*_ORDERS[query.sort], Meeting.id.desc())
        .offset(query.offset)
        .limit(query.size)
    )
    meetings = await show_all(session, user, list(found))
    matches = await find_matches(session, search, [meeting.id for meeting in meetings], speaker=query.speaker)
    openings = await find_openings(session, [meeting.id for meeting in meetings])
    items = [
        ListedMeeting(
            **meeting.model_dump(),
            opening=openings.get(meeting.id),
            matches=matches[meeting.id].best if meeting.id in matches else [],
            match_count=matches[meeting.id].count if meeting.id in matches else 0,
        )
        for meeting in meetings
    ]
    return Page(items=items, total=total or 0, page=query.page, size=query.size)


async def list_matches(session: AsyncSession, user: User, meeting_id: UUID, query: MatchQuery) -> list[Match]:
    """Return the sentences of one meeting that match, in the order in which they were said."""
    search = await parse_search(session, user, query.q)
    found = await find_matches(session, search, [meeting_id], speaker=query.speaker, limit=_MAX_MATCHES)
    return found[meeting_id].best if meeting_id in found else []


async def list_speakers(session: AsyncSession, user: User) -> list[ListedSpeaker]:
    """Return the people who are heard under a name in the user's meetings, most often heard first."""
    meetings = func.count().label("meetings")
    rows = await session.execute(
        select(MeetingSpeaker.name, meetings)
        .where(MeetingSpeaker.meeting_id.in_(readable_ids(user)))
        .group_by(MeetingSpeaker.name)
        .order_by(meetings.desc(), MeetingSpeaker.name)
    )
    return [ListedSpeaker(name=row.name, meetings=row.meetings) for row in rows]


def filters(user: User, query: MeetingFilters) -> list[ColumnElement[bool]]:
    """Return the conditions for the meetings that the user may read and the query asks for."""
    match query.owner:
        case MeetingHolder.ME:
            wanted = [Meeting.owner_id == user.id]
        case MeetingHolder.OTHERS:
            # Their owner may be in a group that they are shared with.
            wanted = [Meeting.id.in_(meetings_given_to(user.id)), Meeting.owner_id != user.id]
        case None:
            wanted = [Meeting.id.in_(readable_ids(user))]
    if query.status is not None:
        wanted.append(Meeting.status == query.status)
    if query.since is not None:
        wanted.append(Meeting.held_at >= query.since)
    if query.before is not None:
        wanted.append(Meeting.held_at < query.before)
    if query.speaker:
        heard = (MeetingSpeaker.meeting_id == Meeting.id) & (MeetingSpeaker.name == query.speaker)
        wanted.append(exists().where(heard))
    wanted += [bears(user, tag_id) for tag_id in query.tags]
    return wanted


async def parse_search(session: AsyncSession, user: User, text: str) -> Search | None:
    """Return the search; None if the text has no words."""
    terms = parse(text)
    if not terms:
        return None
    await session.execute(_BY_INDEX)
    return Search(terms, await search_configurations(session, Meeting.id.in_(readable_ids(user))))


async def search_configurations(session: AsyncSession, *wanted: ColumnElement[bool]) -> list[str]:
    """Return the text search configurations of every language that is spoken in the wanted meetings."""
    spoken = select(func.unnest(Meeting.languages)).where(*wanted)
    return configurations_for(await session.scalars(select(Meeting.language).where(*wanted).union(spoken)))


def search_conditions(search: Search, speaker: str | None) -> list[ColumnElement[bool]]:
    """Return the conditions of a search.

    A word may stand anywhere in a meeting; a quoted phrase, or all words if a speaker is named, must stand in one
    sentence or in the title.
    """
    words = search.all_words()
    wanted: list[ColumnElement[bool]] = [] if words is None else [Meeting.words.bool_op("@@")(words)]
    wanted += [_phrase_condition(search, term) for term in search.wanted if term.is_phrase]
    wanted += [~_phrase_condition(search, term) for term in search.excluded if term.is_phrase]
    if speaker and search.wanted:
        title = func.to_tsvector(regconfig(SIMPLE), Meeting.title_folded).bool_op("@@")(search.all_of())
        wanted.append(or_(title, _has_line(search.all_of(), TranscriptLine.speaker == speaker)))
    return wanted


def _phrase_condition(search: Search, term: Term) -> ColumnElement[bool]:
    """Match a phrase.

    Words of the title have positions in the meeting's vector, those of the transcript in its lines'.
    """
    phrase = search.query(term)
    return or_(Meeting.words.bool_op("@@")(phrase), _has_line(phrase))


def _has_line(query: TsQuery, *wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    found = TranscriptLine.words.bool_op("@@")(query)
    return exists().where(TranscriptLine.meeting_id == Meeting.id, found, *wanted)
