"""Subtitles cut so that they can be read: two lines, a few seconds, one speaker."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.core.text import one_line
from app.services.exports.document import Document
from scribe_contracts.transcript import Segment

MAX_LINE_LENGTH = 42
"""Width, in characters, that broadcasters' subtitling guides agree on for Latin scripts."""

MAX_LINES = 2
MAX_SECONDS = 7.0
MIN_SECONDS = 0.05
"""Players drop a cue of a word without length."""

MAX_PAUSE_SECONDS = 2.0
"""A subtitle does not stay over a longer silence."""


@dataclass(frozen=True)
class Piece:
    """A word as it stands in its segment, with the white space and the punctuation that follow it."""

    start: float
    end: float
    text: str


@dataclass
class Cue:
    speaker: str
    start: float
    end: float
    lines: list[str] = field(default_factory=list)


def cut_cues(document: Document, *, named: bool) -> list[Cue]:
    """Return all cues by start. `named` puts the speaker's name before the text, within the width of the line."""
    cues: list[Cue] = []
    for segment in document.segments():
        name = shorten(document.names[segment.speaker], MAX_LINE_LENGTH - 1)
        cues.extend(_cut_segment(segment, name, f"{name}: " if named else ""))
    return sorted(cues, key=lambda cue: cue.start)


def split_segment(segment: Segment) -> list[Piece]:
    """Return the segment's text cut at its words, so that scripts without spaces look as they were written."""
    text = one_line(segment.text)
    words = [word for word in segment.words if one_line(word.text)]
    begins, position = [], 0
    for word in words:
        wanted = one_line(word.text)
        begins.append(text.find(wanted, position))
        if begins[-1] < 0 or _has_words(text[position : begins[-1]]):
            return _space_evenly(text, segment.start, segment.end)
        position = begins[-1] + len(wanted)
    if _has_words(text[position:]):
        return _space_evenly(text, segment.start, segment.end)
    bounds = zip(words, [0, *begins[1:]], [*begins[1:], len(text)], strict=True) if words else ()
    return [Piece(word.start, max(word.start, word.end), text[begin:end]) for word, begin, end in bounds]


def _has_words(text: str) -> bool:
    """Return whether there is more than punctuation."""
    return any(c.isalnum() for c in text)


def shorten(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def _space_evenly(text: str, start: float, end: float) -> list[Piece]:
    """Return pieces of a text whose words have no times: each lasts in proportion to its length."""
    words = text.split()
    seconds = max(0.0, end - start) / max(1, sum(len(word) for word in words))
    made, at = [], start
    for word in words:
        made.append(Piece(at, at + seconds * len(word), f"{word} "))
        at = made[-1].end
    return made


def _cut_segment(segment: Segment, speaker: str, prefix: str) -> Iterator[Cue]:
    cue: Cue | None = None
    earliest = 0.0
    for piece in split_segment(segment):
        start = max(piece.start, earliest)
        end = max(start, piece.end)
        if cue is None or end - cue.start > MAX_SECONDS or start - cue.end > MAX_PAUSE_SECONDS or not _fits(cue, piece):
            if cue is not None:
                yield _finished(cue)
            cue = Cue(speaker, start, end, [prefix])
        _append(cue, piece)
        cue.end = max(cue.end, end)
        earliest = start
    if cue is not None:
        yield _finished(cue)


def _fits(cue: Cue, piece: Piece) -> bool:
    return len(cue.lines) < MAX_LINES or _fits_line(cue.lines[-1], piece)


def _fits_line(line: str, piece: Piece) -> bool:
    return not line or len(line + piece.text.rstrip()) <= MAX_LINE_LENGTH


def _append(cue: Cue, piece: Piece) -> None:
    if _fits_line(cue.lines[-1], piece):
        cue.lines[-1] += piece.text
    else:
        cue.lines.append(piece.text)


def _finished(cue: Cue) -> Cue:
    cue.lines = [line.rstrip() for line in cue.lines]
    cue.end = min(max(cue.end, cue.start + MIN_SECONDS), cue.start + MAX_SECONDS)
    return cue
