"""Content of the documents for people: Word and PDF have the same parts, each in its own layout."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.core.text import one_line
from app.services.exports.document import Document, Part, format_clock
from app.services.exports.language import format_date

_SPACE = "\N{NO-BREAK SPACE}"
_MAX_TURN_LENGTH = 1200
"""Characters, about a third of a page: a monologue is easier to read, and to lay out, in parts with their times."""

_NONCHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))
"""Characters that XML cannot hold."""


@dataclass(frozen=True)
class Attendee:
    name: str
    talk_time: str
    share: str
    """Share of all that was said."""


@dataclass(frozen=True)
class Turn:
    time: str
    name: str
    parts: tuple[Part, ...]
    """The text, cut where its language changes."""

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Minutes:
    title: str
    facts: tuple[tuple[str, str], ...]
    attendees: tuple[Attendee, ...]
    turns: tuple[Turn, ...]


def build_minutes(document: Document) -> Minutes:
    """Return the parts of the document as texts ready to be laid out."""
    wording = document.wording
    return Minutes(
        title=_clean(document.title),
        facts=(
            (wording.date, format_date(document.date, document.language)),
            (wording.duration, format_length(document.transcript.duration)),
        ),
        attendees=tuple(_attendees(document)),
        turns=tuple(
            Turn(format_clock(paragraph.start), _clean(paragraph.name), tuple(_clean_parts(paragraph.parts)))
            for paragraph in document.paragraphs(_MAX_TURN_LENGTH)
        ),
    )


def _attendees(document: Document) -> Iterator[Attendee]:
    seconds = {speaker.id: speaker.speech_seconds for speaker in document.transcript.speakers}
    whole = sum(seconds.values()) or 1.0
    for id_, name in document.names.items():
        spoken = seconds.get(id_, 0.0)
        share = document.wording.percent.format(round(100 * spoken / whole))
        yield Attendee(_clean(name), format_length(spoken), share)


def format_length(seconds: float) -> str:
    """Return a duration as 48 s, 12 min 05 s or 1 h 02 min."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes == 0:
        return f"{rest}{_SPACE}s"
    if minutes < 60:  # noqa: PLR2004
        return f"{minutes}{_SPACE}min {rest:02}{_SPACE}s"
    return f"{minutes // 60}{_SPACE}h {minutes % 60:02}{_SPACE}min"


def _clean_parts(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        if text := _clean(part.text):
            yield Part(text, part.language)


def _clean(text: str) -> str:
    return one_line(text.translate(_NONCHARACTERS))
