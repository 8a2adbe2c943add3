"""Questions about a meeting as a whole: what its minutes rest on, else turns from all of it."""

import re

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Minutes, MinutesItem
from app.services.answers.found.stretches import Stretch
from scribe_contracts.events import MeetingStatus
from scribe_contracts.evidence.words import fold

_MAX_TURNS = 64
_MIN_TURN_WORDS = 8

_OVERVIEW = re.compile(
    r"\b(?:summar\w+|resum\w+|synthese|overview|recap\w*|main (?:points|topics|subjects)|key (?:points|takeaways)"
    r"|points? (?:principaux|cles|abordes|essentiels)|sujets? (?:abordes|principaux|traites)|grandes lignes|essentiel"
    r"|de quoi (?:a t on|ont ils|parle|s agi\w*|avons nous|est il)|what (?:was|is) (?:it|this|the \w+) about"
    r"|what (?:did (?:they|we)|was) (?:talk\w*|discuss\w*|decided)|qu (?:a|ont|est ce qui a) \w* ?(?:ete )?decide\w*)\b"
)


def is_overview(question: str) -> bool:
    """Return whether a question asks for a meeting as a whole."""
    return bool(_OVERVIEW.search(re.sub(r"[^\w]+", " ", fold(question))))


async def overview_stretches(session: AsyncSession, whole: Stretch) -> list[Stretch]:
    """Return what the latest minutes rest on, else turns from all of the meeting, evenly spread."""
    source = whole.source
    latest = (
        select(Minutes)
        .where(Minutes.meeting_id == source.meeting_id, Minutes.status == MeetingStatus.COMPLETED)
        .order_by(Minutes.created_at.desc())
        .limit(1)
    )
    minutes = await session.scalar(latest)
    if minutes is not None:
        items = select(MinutesItem).where(MinutesItem.minutes_id == minutes.id, MinutesItem.deleted_at.is_(None))
        places = {segment.id: at for at, segment in enumerate(source.transcript.segments)}
        wanted = [
            places[each.id]
            for item in await session.scalars(items.order_by(MinutesItem.position))
            for each in item.grounds.evidence
            if each.id in places
        ]
        if wanted:
            return [Stretch(source, (line,)) for line in dict.fromkeys(wanted)]
    long = [line for line in whole.lines if len(source.transcript.segments[line].text.split()) >= _MIN_TURN_WORDS]
    return [Stretch(source, (line,)) for line in spread(long or list(whole.lines))[:_MAX_TURNS]]


def spread(lines: list[int]) -> list[int]:
    """Return the lines in such an order that every beginning of it is spread over all of them."""
    bits = max(1, (len(lines) - 1).bit_length())
    order = sorted(range(len(lines)), key=lambda at: int(f"{at:0{bits}b}"[::-1], 2))
    return [lines[at] for at in order]
