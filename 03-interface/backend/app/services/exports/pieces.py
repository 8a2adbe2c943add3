"""Pieces of a segment's text, each with its time, for subtitles."""

from collections.abc import Iterator
from dataclasses import dataclass

from wcwidth import wcswidth

from app.core.text import one_line
from scribe_contracts.transcript import Segment


@dataclass(frozen=True)
class Piece:
    """A word as it stands in its segment, with the white space and the punctuation that follow it."""

    start: float
    end: float
    text: str


def width(text: str) -> int:
    """Return the columns that the text takes: ideographs, kana and hangul take two."""
    return max(wcswidth(text), 0) or len(text)


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


def break_long(piece: Piece, columns: int) -> Iterator[Piece]:
    """Yield the piece in parts that fit into `columns`: a long address, or a sentence of a script without spaces."""
    if width(piece.text.rstrip()) <= columns:
        yield piece
        return
    seconds = (piece.end - piece.start) / len(piece.text)
    begin = 0
    for at in range(1, len(piece.text) + 1):
        if at == len(piece.text) or width(piece.text[begin : at + 1].rstrip()) > columns:
            yield Piece(piece.start + begin * seconds, piece.start + at * seconds, piece.text[begin:at])
            begin = at


def _has_words(text: str) -> bool:
    """Return whether there is more than punctuation."""
    return any(c.isalnum() for c in text)


def _space_evenly(text: str, start: float, end: float) -> list[Piece]:
    """Return pieces of a text whose words have no times: each lasts in proportion to its length."""
    words = text.split()
    seconds = max(0.0, end - start) / max(1, sum(len(word) for word in words))
    made, at = [], start
    for word in words:
        made.append(Piece(at, at + seconds * len(word), f"{word} "))
        at = made[-1].end
    return made
