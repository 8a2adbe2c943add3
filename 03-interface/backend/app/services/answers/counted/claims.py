"""Sentences of counted answers, with the places that show them."""

from dataclasses import dataclass
from uuid import UUID

MAX_LISTED = 20
MAX_SHOWN = 100
"""Meetings that a total names as its evidence."""


@dataclass(frozen=True)
class Place:
    """A line of a transcript; None for the meeting as such."""

    meeting_id: UUID
    line: int | None


@dataclass(frozen=True)
class CountedClaim:
    text: str
    places: tuple[Place, ...]
