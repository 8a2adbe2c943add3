"""Openings of meetings: their people and first words, by which readers know them again in a list."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import MeetingSpeaker, TranscriptLine
from app.schemas.meeting import HeardPerson, Opening

_LINES = 40
"""Lines of each meeting that are read: as a rule everybody has spoken by then."""

_MAX_LETTERS = 240
"""More than a row shows on any screen."""


async def find_openings(session: AsyncSession, meeting_ids: Sequence[UUID]) -> dict[UUID, Opening]:
    """Return the opening of each meeting that is indexed: people in the order in which they are heard first."""
    lines = await session.execute(
        select(TranscriptLine.meeting_id, TranscriptLine.speaker, TranscriptLine.speaker_number, TranscriptLine.text)
        .where(TranscriptLine.meeting_id.in_(meeting_ids), TranscriptLine.number < _LINES)
        .order_by(TranscriptLine.meeting_id, TranscriptLine.number)
    )
    named = await session.execute(
        select(MeetingSpeaker.meeting_id, MeetingSpeaker.name)
        .where(MeetingSpeaker.meeting_id.in_(meeting_ids))
        .order_by(MeetingSpeaker.meeting_id, MeetingSpeaker.name)
    )
    people: dict[UUID, dict[str | int, HeardPerson]] = {}
    words: dict[UUID, str] = {}
    for meeting_id, speaker, number, text in lines:
        said = words.get(meeting_id, "")
        if len(said) < _MAX_LETTERS:
            words[meeting_id] = f"{said} {text}".strip()
        if speaker or number:
            people.setdefault(meeting_id, {}).setdefault(speaker or number, HeardPerson(name=speaker, number=number))
    for meeting_id, name in named:
        people.setdefault(meeting_id, {}).setdefault(name, HeardPerson(name=name, number=0))
    return {
        meeting_id: Opening(
            people=list(people.get(meeting_id, {}).values()), words=words.get(meeting_id, "")[:_MAX_LETTERS]
        )
        for meeting_id in people.keys() | words.keys()
    }
