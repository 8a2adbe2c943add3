"""Numbered turns of speech, which are what a model reads and cites."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scribe_contracts.evidence.names import clean_label
from scribe_contracts.transcript import Segment, Transcript

MAX_TURN_WORDS = 120
"""A longer turn is cut between its segments: a citation is to lead near the sentence."""

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
        return f"[{self.number}] {clean_label(self.speaker)}: {self.text}"


def number_turns(transcript: Transcript, *, max_words: int = MAX_TURN_WORDS) -> list[NumberedTurn]:
    """Return all that was said as turns, numbered from 1."""
    labels = transcript.speaker_labels()
    return [
        NumberedTurn(
            number=number,
            speaker=labels.get(group[0].speaker, group[0].speaker),
            start=group[0].start,
            end=group[-1].end,
            text=" ".join(_one_line(segment.text) for segment in group),
            segments=tuple(segment.id for segment in group),
        )
        for number, group in enumerate(_groups(transcript.segments, max_words), start=1)
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


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
