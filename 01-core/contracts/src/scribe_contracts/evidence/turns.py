"""Numbered turns of speech, which are what a model reads and cites."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scribe_contracts.evidence.names import clean_label
from scribe_contracts.transcript import Segment, Transcript

MAX_TURN_WORDS = 120
"""A longer turn is cut between its segments: a citation is to lead near the sentence."""

_MAX_LETTERS_PER_WORD = 12

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class NumberedTurn:
    """A stretch of one speaker's segments. Times are seconds from the start of the recording."""

    number: int
    speaker: str
    """Name for readers."""

    start: float
    end: float
    text: str
    segments: tuple[int, ...]
    """Ids of its segments."""

    @property
    def line(self) -> str:
        """Return the turn as a model reads it: one line, with its number in brackets."""
        # Whatever is said, the mark that ends the transcript is not among it.
        said = self.text.replace("<", "(").replace(">", ")")
        return f"[{self.number}] {clean_label(self.speaker)}: {said}"


def number_turns(transcript: Transcript, *, max_words: int = MAX_TURN_WORDS) -> list[NumberedTurn]:
    """Return all that was said as turns, numbered from 1."""
    labels = transcript.speaker_labels()
    pieces = (piece for group in _groups(transcript.segments, max_words) for piece in _pieces(group, max_words))
    return [
        NumberedTurn(
            number, labels.get(piece.speaker, piece.speaker), piece.start, piece.end, piece.text, piece.segments
        )
        for number, piece in enumerate(pieces, start=1)
    ]


def segments_of(turns: Sequence[NumberedTurn], numbers: Iterable[int]) -> tuple[int, ...]:
    """Return the ids of the segments of the turns with these numbers, in order; numbers of no turn give none."""
    wanted = set(numbers)
    return tuple(segment for turn in turns if turn.number in wanted for segment in turn.segments)


def _groups(segments: Iterable[Segment], max_words: int) -> Iterator[list[Segment]]:
    group: list[Segment] = []
    words = 0
    for segment in segments:
        size = len(segment.text.split())
        if not size:
            continue
        if group and (segment.speaker != group[0].speaker or words + size > max_words):
            yield group
            group, words = [], 0
        group.append(segment)
        words += size
    if group:
        yield group


class _Piece(NamedTuple):
    speaker: str
    start: float
    end: float
    text: str
    segments: tuple[int, ...]


def _pieces(group: list[Segment], max_words: int) -> Iterator[_Piece]:
    """Yield a group as it is; a single segment that is too long, as imported texts have, in pieces with even times."""
    text = " ".join(_one_line(segment.text) for segment in group)
    ids = tuple(segment.id for segment in group)
    start, end = group[0].start, group[-1].end
    limit = max_words * _MAX_LETTERS_PER_WORD
    texts = [text] if len(text.split()) <= max_words and len(text) <= limit else textwrap.wrap(text, limit // 2)
    done = 0
    for piece in texts:
        begin = start + (end - start) * done / len(text)
        done = min(len(text), done + len(piece) + 1)
        yield _Piece(group[0].speaker, begin, start + (end - start) * done / len(text), piece, ids)


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
