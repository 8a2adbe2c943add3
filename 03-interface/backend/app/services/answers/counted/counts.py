"""Counts and lists by SQL, said in sentences, each with the places that show it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.models import Meeting, MeetingSpeaker, TranscriptLine
from app.services.answers.counted.claims import MAX_LISTED, MAX_SHOWN, CountedClaim, Place
from app.services.answers.counted.patterns import Kind
from app.services.answers.counted.questions import OF_MEETINGS, Counted
from app.services.answers.counted.speaking import speaking_claims
from app.services.answers.wording import day, length, listing, quoted, speaker_name
from app.services.meetings.library import search_configurations
from app.services.search.configurations import SIMPLE, regconfig
from app.services.search.query import Search, Term, parse


async def known_names(session: AsyncSession, wanted: Sequence[ColumnElement[bool]]) -> list[str]:
    """Return the names that are heard in these meetings."""
    heard = aliased(MeetingSpeaker)
    of_scope = heard.meeting_id.in_(select(Meeting.id).where(*wanted))
    return list(await session.scalars(select(heard.name).where(of_scope).distinct()))


async def count(
    session: AsyncSession, counted: Counted, wanted: Sequence[ColumnElement[bool]], language: str
) -> list[CountedClaim] | None:
    """Return the answer; None if there is nothing to count, so that the question is searched for instead."""
    conditions = list(wanted)
    if counted.period is not None:
        conditions += [Meeting.held_at >= counted.period.since, Meeting.held_at < counted.period.before]
    counter = _Counter(session, conditions, language)
    if counted.kind in OF_MEETINGS:
        return await counter.meetings(counted)
    if counted.kind is Kind.COUNT_MENTIONS:
        return await counter.mentions(counted)
    if counted.kind is Kind.WHO_MENTIONS:
        return await counter.who_mentions(counted)
    if counted.kind is Kind.SPEAKING_TIME:
        return await speaking_claims(session, conditions, counted.person, language)
    if counted.words:
        # "Who attended the budget meeting?" names a title.
        search = await counter.search(counted.words)
        counter = _Counter(session, [*conditions, _titled(search)], language)
    if counted.kind is Kind.LENGTH:
        return await counter.lengths()
    return await counter.people(counted)


def _titled(search: Search) -> ColumnElement[bool]:
    return func.to_tsvector(regconfig(SIMPLE), Meeting.title_folded).bool_op("@@")(search.all_of())


class _Counter:
    def __init__(self, session: AsyncSession, wanted: Sequence[ColumnElement[bool]], language: str) -> None:
        self._session = session
        self._wanted = wanted
        self._language = language
        self._french = language == "fr"

    async def search(self, words: str) -> Search:
        terms: list[Term] = [replace(term, is_begun=False) for term in parse(words)]
        return Search(terms, await search_configurations(self._session, *self._wanted))

    async def meetings(self, counted: Counted) -> list[CountedClaim]:
        conditions = list(self._wanted)
        search: Search | None = None
        if counted.person:
            heard = (MeetingSpeaker.meeting_id == Meeting.id) & (MeetingSpeaker.name == counted.person)
            conditions.append(exists().where(heard))
        if counted.words:
            search = await self.search(counted.words)
            said = [TranscriptLine.meeting_id == Meeting.id, TranscriptLine.words.bool_op("@@")(search.all_of())]
            if counted.person:
                said.append(TranscriptLine.speaker == counted.person)
            conditions.append(or_(exists().where(*said), _titled(search)))
        total = await self._session.scalar(select(func.count()).select_from(Meeting).where(*conditions)) or 0
        order = Meeting.held_at.asc() if counted.kind is Kind.FIRST_MEETING else Meeting.held_at.desc()
        found = list(
            await self._session.scalars(select(Meeting).where(*conditions).order_by(order, Meeting.id).limit(MAX_SHOWN))
        )
        places = await self._places(found, search, counted.person)
        if counted.kind in {Kind.LAST_MEETING, Kind.FIRST_MEETING}:
            if found:
                return [CountedClaim(self._dated(found[0]), (places[found[0].id],))]
            return [CountedClaim(self._total(0, counted), ())]
        claims = [CountedClaim(self._total(total, counted), tuple(places[each.id] for each in found))]
        claims += [CountedClaim(self._dated(each), (places[each.id],)) for each in found[:MAX_LISTED]]
        return claims

    async def mentions(self, counted: Counted) -> list[CountedClaim]:
        rows = await self._matching(counted)
        word = quoted(counted.words, self._language)
        total, meetings = len(rows), len({row.meeting_id for row in rows})
        if self._french:
            by = f" par {counted.person}" if counted.person else ""
            text = (
                f"{word} est dit dans {_plural(total, 'phrase', 'phrases')}{by}, "
                f"dans {_plural(meetings, 'réunion', 'réunions')}."
            )
        else:
            by = f" by {counted.person}" if counted.person else ""
            text = (
                f"{word} is said in {_plural(total, 'sentence', 'sentences')}{by}, "
                f"in {_plural(meetings, 'meeting', 'meetings')}."
            )
        return [CountedClaim(text, tuple(Place(row.meeting_id, row.number) for row in rows[:MAX_SHOWN]))]

    async def who_mentions(self, counted: Counted) -> list[CountedClaim] | None:
        rows = await self._matching(counted)
        by_name: dict[str, list[Place]] = {}
        for row in rows:
            name = row.speaker or speaker_name(row.speaker_number, self._language)
            by_name.setdefault(name, []).append(Place(row.meeting_id, row.number))
        if not by_name:
            return None
        said = (
            ("en parle dans {}.", "phrase", "phrases") if self._french else ("says it in {}.", "sentence", "sentences")
        )
        ranked = sorted(by_name.items(), key=lambda pair: -len(pair[1]))[:MAX_LISTED]
        return [
            CountedClaim(f"{name} " + said[0].format(_plural(len(places), *said[1:])), tuple(places[:MAX_LISTED]))
            for name, places in ranked
        ]

    async def people(self, counted: Counted) -> list[CountedClaim] | None:
        found = list(
            await self._session.scalars(
                select(Meeting).where(*self._wanted).order_by(Meeting.held_at.desc()).limit(MAX_LISTED)
            )
        )
        if not found:
            return None
        line = TranscriptLine
        words = func.sum(func.array_length(func.regexp_split_to_array(line.text, r"\s+"), 1))
        rows = (
            await self._session.execute(
                select(
                    line.meeting_id,
                    line.speaker,
                    line.speaker_number,
                    func.min(line.number).label("number"),
                    words.label("words"),
                )
                .where(line.meeting_id.in_([each.id for each in found]))
                .group_by(line.meeting_id, line.speaker, line.speaker_number)
                .order_by(func.min(line.number))
            )
        ).all()
        claims: list[CountedClaim] = []
        for meeting in found:
            heard: dict[str, list[Row[UUID, str | None, int, int, int]]] = {}
            for row in rows:
                if row.meeting_id == meeting.id:
                    heard.setdefault(row.speaker or speaker_name(row.speaker_number, self._language), []).append(row)
            if heard:
                claims.append(self._heard(counted.kind, meeting, heard, several=len(found) > 1))
        return claims or None

    def _heard(
        self,
        kind: Kind,
        meeting: Meeting,
        heard: dict[str, list[Row[UUID, str | None, int, int, int]]],
        *,
        several: bool,
    ) -> CountedClaim:
        spoken = {name: sum(row.words or 0 for row in rows) for name, rows in heard.items()}
        names = sorted(spoken, key=lambda name: -spoken[name]) if kind is Kind.WHO_MOST else list(heard)
        title = f"{meeting.title}{' : ' if self._french else ': '}" if several else ""
        if kind is Kind.WHO_MOST:
            unit = ("mot", "mots") if self._french else ("word", "words")
            shares = [f"{name} ({_plural(spoken[name], *unit)})" for name in names]
            text = title + ", ".join(shares) + "."
        elif self._french:
            text = f"{title}{_plural(len(names), 'personne parle', 'personnes parlent')} : {listing(names, 'fr')}."
        else:
            text = f"{title}{_plural(len(names), 'person speaks', 'people speak')}: {listing(names, 'en')}."
        return CountedClaim(text, tuple(Place(meeting.id, heard[name][0].number) for name in names))

    async def lengths(self) -> list[CountedClaim] | None:
        found = list(
            await self._session.scalars(
                select(Meeting)
                .where(*self._wanted, Meeting.duration.is_not(None))
                .order_by(Meeting.held_at.desc())
                .limit(MAX_LISTED)
            )
        )
        says = "dure" if self._french else "is"
        places = await self._places(found, None, None)
        claims = [
            CountedClaim(
                f"{each.title} ({day(each.held_at, self._language)}) {says} {length(each.duration or 0.0)}"
                + ("." if self._french else " long."),
                (places[each.id],),
            )
            for each in found
        ]
        return claims or None

    async def _matching(self, counted: Counted) -> Sequence[Row[UUID, int, str | None, int, datetime]]:
        search = await self.search(counted.words)
        if not search.wanted:
            return []
        # An alias, since the scope may look at lines too.
        line = aliased(TranscriptLine)
        query = (
            select(line.meeting_id, line.number, line.speaker, line.speaker_number, Meeting.held_at)
            .join(Meeting, Meeting.id == line.meeting_id)
            .where(*self._wanted, line.words.bool_op("@@")(search.all_of()))
            .order_by(Meeting.held_at.desc(), line.meeting_id, line.number)
        )
        if counted.person:
            query = query.where(line.speaker == counted.person)
        return (await self._session.execute(query)).all()

    async def _places(
        self, meetings: Sequence[Meeting], search: Search | None, person: str | None
    ) -> dict[UUID, Place]:
        """Return for each meeting the first line that shows it."""
        line = TranscriptLine
        ids = [each.id for each in meetings]
        first = select(line.meeting_id, func.min(line.number).label("number")).where(line.meeting_id.in_(ids))
        found: dict[UUID, int] = {}
        narrower = [line.words.bool_op("@@")(search.all_of())] if search is not None and search.wanted else []
        by_person = [line.speaker == person] if person else []
        for conditions in ([*narrower, *by_person], narrower, by_person, []):
            rows = await self._session.execute(first.where(*conditions).group_by(line.meeting_id))
            for row in rows:
                found.setdefault(row.meeting_id, row.number)
        return {id_: Place(id_, found.get(id_)) for id_ in ids}

    def _dated(self, meeting: Meeting) -> str:
        return f"{meeting.title} ({day(meeting.held_at, self._language)})"

    def _total(self, total: int, counted: Counted) -> str:
        word = quoted(counted.words, self._language) if counted.words else ""
        if self._french:
            with_person = f" avec {counted.person}" if counted.person else ""
            if not total:
                return f"Aucune réunion{with_person} ne mentionne {word}." if word else f"Aucune réunion{with_person}."
            meetings = _plural(total, "réunion", "réunions") + with_person
            return f"{meetings} {'mentionne' if total == 1 else 'mentionnent'} {word}." if word else f"{meetings}."
        with_person = f" with {counted.person}" if counted.person else ""
        if not total:
            return f"No meeting{with_person} mentions {word}." if word else f"No meeting{with_person}."
        meetings = _plural(total, "meeting", "meetings") + with_person
        return f"{meetings} {'mentions' if total == 1 else 'mention'} {word}." if word else f"{meetings}."


def _plural(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
