"""The job that writes minutes, and the stream that carries it."""

from datetime import date
from uuid import UUID

from pydantic import Field

from scribe_contracts.base import Contract
from scribe_contracts.languages import LanguageCode
from scribe_contracts.minutes.templates import Template

MINUTES_STREAM = "scribe:minutes"
"""A stream of its own: a long meeting's minutes do not hold up transcriptions."""

WRITERS_GROUP = "writers"
WRITE_MINUTES = "write_minutes"
"""Name of the task."""


class Stretch(Contract):
    """Seconds of a meeting."""

    start: float = Field(ge=0.0)
    end: float = Field(ge=0.0)


class StaleItem(Contract):
    """An item whose segments have changed, to be written anew from the seconds that it rested on."""

    section: str
    text: str
    start: float = Field(ge=0.0)
    end: float = Field(ge=0.0)
    stretches: tuple[Stretch, ...] = ()
    """Each segment that it rested on, those that have changed first: a summary's may lie hours apart. None means all
    from `start` to `end`."""


class WriteMinutes(Contract):
    """Payload of `WRITE_MINUTES`."""

    minutes_id: UUID
    meeting_id: UUID
    attempt: int = Field(ge=1)
    request_id: str
    revision: int | None = None
    """Revision of the transcript; None is the machine's, which nobody has edited."""

    transcript_attempt: int | None = Field(default=None, ge=1)
    """Set if the transcript is as the machine left it: the attempt among whose artefacts it lies."""

    template: Template
    language: LanguageCode | None = None
    """Language to write in; None is the meeting's."""

    title: str
    held_on: date
    rewrite: tuple[StaleItem, ...] = ()
    """Write these items only; none writes everything."""
