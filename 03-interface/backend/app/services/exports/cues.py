"""Subtitles cut so that they can be read: two lines, a few seconds, one speaker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.services.exports.document import Document
from app.services.exports.pieces import Piece, break_long, split_segment, width
from scribe_contracts.transcript import Segment

MAX_LINE_LENGTH = 42
"""Width, in columns, that broadcasters' subtitling guides agree on for Latin scripts."""

MAX_LINES = 2
MAX_SECONDS = 7.0
MIN_SECONDS = 1.0
"""Time that a cue stays where silence follows."""

MAX_COLUMNS_PER_SECOND = 17.0
"""Reading speed at which nobody is hurried. A cue stays longer than its speech for it, where silence follows."""

MIN_CUE_SECONDS = 0.05
"""Players drop a cue without length."""

MAX_PAUSE_SECONDS = 2.0
"""A subtitle does not stay over a longer silence."""


@dataclass
class Cue:
    speaker: str
    start: float
    end: float
    lines: list[str] = field(default_factory=list)
    language: str = ""
    """Code of the language of its segment."""

    @property
    def reading_seconds(self) -> float:
        """Time that it takes to read the cue."""
        columns = sum(width(line) for line in self.lines)
        return min(max(MIN_SECONDS, columns / MAX_COLUMNS_PER_SECOND), MAX_SECONDS)


@dataclass(frozen=True)
class _Frame:
    """The room that a cue's text has."""

    columns: int
    lines: int
    name_columns: int


_WHOLE = _Frame(MAX_LINE_LENGTH, MAX_LINES, MAX_LINE_LENGTH - 1)

DIALOGUE_DASH = "- "
_SHARED = _Frame(MAX_LINE_LENGTH - len(DIALOGUE_DASH), 1, MAX_LINE_LENGTH // 2)
"""Room for one of two speakers in a cue that both share."""


def cut_cues(document: Document, *, named: bool, shared: bool = False) -> list[Cue]:
    """Return all cues by start; a cue never overlaps the next of its own speaker.

    Args:
        document: The transcript and the names of its speakers.
        named: Put the speaker's name before the text, within the width of the line.
        shared: Cut what several speakers say at once into single lines, of which two fit into one cue.
    """
    segments = document.segments()
    at_once = _said_at_once(segments) if shared else frozenset()
    cues: list[Cue] = []
    for number, segment in enumerate(segments):
        frame = _SHARED if number in at_once else _WHOLE
        name = shorten(document.names[segment.speaker], frame.name_columns)
        language = document.language_of(segment)
        for cue in _cut_segment(segment, name, f"{name}: " if named else "", frame):
            cue.language = language
            cues.append(cue)
    cues.sort(key=lambda cue: cue.start)
    _keep_apart(cues)
    let_read(cues)
    return cues


def let_read(cues: list[Cue]) -> None:
    """Let each cue stay as long as reading it takes, up to the next cue; sort them by start."""
    cues.sort(key=lambda cue: cue.start)
    for cue, following in pairwise(cues):
        if following.start > cue.end:
            cue.end = max(cue.end, min(cue.start + cue.reading_seconds, following.start))
    if cues:
        cues[-1].end = max(cues[-1].end, cues[-1].start + cues[-1].reading_seconds)


def shorten(text: str, columns: int) -> str:
    """Return the text, cut with an ellipsis where it is wider than `columns`."""
    if width(text) <= columns:
        return text
    while width(text) > columns - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _said_at_once(segments: Sequence[Segment]) -> frozenset[int]:
    """Return the places of the segments that overlap one of another speaker; `segments` are sorted by start."""
    found: set[int] = set()
    for number, segment in enumerate(segments):
        for later in range(number + 1, len(segments)):
            if segments[later].start >= segment.end:
                break
            if segments[later].speaker != segment.speaker:
                found |= {number, later}
    return frozenset(found)


def _cut_segment(segment: Segment, speaker: str, prefix: str, frame: _Frame) -> Iterator[Cue]:
    cue: Cue | None = None
    earliest = 0.0
    room = frame.columns - (width(prefix) if frame.lines == 1 else 0)
    for whole in split_segment(segment):
        for piece in break_long(whole, room):
            start = max(piece.start, earliest)
            end = max(start, piece.end)
            if (
                cue is None
                or end - cue.start > MAX_SECONDS
                or start - cue.end > MAX_PAUSE_SECONDS
                or (not _fits(cue, piece, frame))
            ):
                if cue is not None:
                    yield cue
                cue = Cue(speaker, start, end, [prefix])
            _append(cue, piece, frame)
            cue.end = max(cue.end, end)
            earliest = start
    if cue is not None:
        yield cue


def _fits(cue: Cue, piece: Piece, frame: _Frame) -> bool:
    return len(cue.lines) < frame.lines or _fits_line(cue.lines[-1], piece, frame)


def _fits_line(line: str, piece: Piece, frame: _Frame) -> bool:
    return not line or width(line + piece.text.rstrip()) <= frame.columns


def _append(cue: Cue, piece: Piece, frame: _Frame) -> None:
    if _fits_line(cue.lines[-1], piece, frame) or len(cue.lines) == frame.lines:
        cue.lines[-1] += piece.text
    else:
        cue.lines.append(piece.text)


def _keep_apart(cues: Sequence[Cue]) -> None:
    """End each cue before the next of its speaker; give every cue a length. Cues are sorted by start."""
    last: dict[str, Cue] = {}
    for cue in cues:
        cue.lines = [line.rstrip() for line in cue.lines]
        before = last.get(cue.speaker)
        if before is not None:
            before.end = max(min(before.end, cue.start), before.start + MIN_CUE_SECONDS)
            cue.start = max(cue.start, before.end)
        cue.end = min(max(cue.end, cue.start + MIN_CUE_SECONDS), cue.start + MAX_SECONDS)
        last[cue.speaker] = cue
