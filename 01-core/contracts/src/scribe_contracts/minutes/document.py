"""Minutes as a writer leaves them in S3. Times are seconds from the start of the recording."""

import hashlib
from datetime import date
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from scribe_contracts.base import Contract
from scribe_contracts.evidence.checks import Doubt
from scribe_contracts.minutes.templates import Template
from scribe_contracts.transcript import Segment

MAX_TEXT_LENGTH = 2000


class EvidenceSegment(Contract):
    """A segment that an item rests on, as it was when the item was written."""

    id: int = Field(ge=0)
    start: float = Field(ge=0.0)
    end: float = Field(ge=0.0)
    speaker: str
    """Id of the speaker, which a new name leaves as it is."""

    label: str
    """Name for readers."""

    digest: str
    """Digest of what is said and by whom, by which a later change is noticed."""

    @classmethod
    def of(cls, segment: Segment, label: str) -> Self:
        return cls(
            id=segment.id,
            start=segment.start,
            end=segment.end,
            speaker=segment.speaker,
            label=label,
            digest=digest_segment(segment),
        )


class MinutesItem(Contract):
    """One line of minutes."""

    section: str
    text: str = Field(min_length=1, max_length=MAX_TEXT_LENGTH)
    owner: str | None = None
    """Name of the participant who is to do it; None if nobody was named."""

    due: str | None = None
    """Time until when, in the words that were said."""

    due_date: date | None = None
    """The day which those words mean, where that is certain."""

    evidence: tuple[EvidenceSegment, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    """Reasons why the server could not confirm it; none if all checks passed."""

    @property
    def start(self) -> float | None:
        """Return the second at which it can be heard."""
        return self.evidence[0].start if self.evidence else None


class MinutesDocument(Contract):
    schema_version: Literal[1] = 1
    minutes_id: UUID
    meeting_id: UUID
    attempt: int
    revision: int | None
    language: str
    model: str
    template: Template
    items: tuple[MinutesItem, ...]
    """Items by section, in the order of the meeting; of a rewriting, those that were asked for, in their order."""


def digest_segment(segment: Segment) -> str:
    """Return the digest of a segment's words and speaker."""
    return digest_said(segment.speaker, segment.text)


def digest_said(speaker: str, text: str) -> str:
    """Return the digest of what the speaker with this id says; the number of spaces does not count."""
    said = " ".join(text.split())
    return hashlib.sha256(f"{speaker}\n{said}".encode()).hexdigest()[:16]
