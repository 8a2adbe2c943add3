"""Speaking time, summed up by the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.models import Meeting, MeetingSpeaker, TranscriptLine
from app.services.answers.counted.claims import MAX_LISTED, MAX_SHOWN, CountedClaim, Place
from app.services.answers.wording import colon, day, length, speaker_name


@dataclass(frozen=True)
class Spoken:
    """The time for which somebody speaks in one meeting."""

    meeting_id: UUID
    title: str
    held_at: datetime
    speaker: str | None
    speaker_number: int
    first_line: int
    seconds: float
    is_exact: bool
    """Lines of an older version have no length; they count until the next begins."""

    @property
    def place(self) -> Place:
        return Place(self.meeting_id, self.first_line)


async def speaking_claims(
    session: AsyncSession, wanted: Sequence[ColumnElement[bool]], person: str | None, language: str
) -> list[CountedClaim] | None:
    """Return for how long the person speaks in these meetings, or who speaks for how long in each of the latest."""
    if person is not None:
        return _of_person(person, await _times(session, wanted, person), language)
    spoken = await _times(session, wanted, None)
    meetings = [list(each) for _, each in groupby(spoken, key=lambda each: each.meeting_id)]
    claims: list[CountedClaim] = []
    for each in meetings:
        ranked = sorted(each, key=lambda one: -one.seconds)
        shares = [
            f"{one.speaker or speaker_name(one.speaker_number, language)} ({_long([one], language)})" for one in ranked
        ]
        title = f"{each[0].title}{colon(language)}" if len(meetings) > 1 else ""
        claims.append(CountedClaim(f"{title}{', '.join(shares)}.", tuple(one.place for one in ranked)))
    return claims or None


def _of_person(person: str, times: Sequence[Spoken], language: str) -> list[CountedClaim]:
    french = language == "fr"
    if not times:
        return [CountedClaim(f"{person} ne parle pas." if french else f"{person} does not speak.", ())]
    meetings = [list(each) for _, each in groupby(times, key=lambda each: each.meeting_id)]
    where = ""
    if len(meetings) > 1:
        where = f" dans {len(meetings)} réunions" if french else f" in {len(meetings)} meetings"
    says = "parle pendant" if french else "speaks for"
    shown = tuple(each[0].place for each in meetings[:MAX_SHOWN])
    claims = [CountedClaim(f"{person} {says} {_long(times, language)}{where}.", shown)]
    for own in meetings[:MAX_LISTED] if len(meetings) > 1 else ():
        title = f"{own[0].title} ({day(own[0].held_at, language)}){colon(language)}"
        claims.append(CountedClaim(title + _long(own, language), (own[0].place,)))
    return claims


async def _times(session: AsyncSession, wanted: Sequence[ColumnElement[bool]], person: str | None) -> Sequence[Spoken]:
    """Return who speaks for how long: of the person in all of these meetings, of everybody in the latest."""
    meetings = select(Meeting.id).where(*wanted)
    if person is None:
        meetings = meetings.order_by(Meeting.held_at.desc(), Meeting.id).limit(MAX_LISTED)
    else:
        # An alias, since the scope may look at speakers too.
        heard = aliased(MeetingSpeaker)
        meetings = meetings.join(heard, heard.meeting_id == Meeting.id).where(heard.name == person)
    lines = _lines(list(await session.scalars(meetings)))
    query = (
        select(
            Meeting.id,
            Meeting.title,
            Meeting.held_at,
            lines.c.speaker,
            lines.c.speaker_number,
            func.min(lines.c.number),
            func.sum(func.coalesce(lines.c.seconds, lines.c.until_next)),
            func.bool_and(lines.c.seconds.is_not(None)),
        )
        .join(lines, lines.c.meeting_id == Meeting.id)
        .group_by(Meeting.id, lines.c.speaker, lines.c.speaker_number)
        .order_by(Meeting.held_at.desc(), Meeting.id, func.min(lines.c.number))
    )
    if person is not None:
        query = query.where(lines.c.speaker == person)
    return [Spoken(*row) for row in await session.execute(query)]


def _lines(meetings: Sequence[UUID]) -> Subquery:
    line = TranscriptLine
    following = func.lead(line.start).over(partition_by=line.meeting_id, order_by=line.number)
    until_next = func.greatest(func.coalesce(following, Meeting.duration, line.start) - line.start, 0.0)
    columns = (line.meeting_id, line.number, line.speaker, line.speaker_number, line.seconds)
    return (
        select(*columns, until_next.label("until_next"))
        .join(Meeting, Meeting.id == line.meeting_id)
        .where(line.meeting_id.in_(meetings))
        .subquery()
    )


def _long(times: Sequence[Spoken], language: str) -> str:
    about = "" if all(each.is_exact for each in times) else ("environ " if language == "fr" else "about ")
    return about + length(sum(each.seconds for each in times))
