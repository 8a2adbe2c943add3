"""Phrases: stretches of words within which no change of speaker is expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from app.services.fusion.sentences import sentence_ends
from scribe_contracts.artefacts import SpokenWord

_PAUSE_SECONDS = 0.3


class Opening(Enum):
    """Boundary between a phrase and the one before."""

    SENTENCE = auto()
    PAUSE = auto()
    RUNNING = auto()
    """No boundary in the words: only the turns say that the speaker changes here."""


@dataclass(frozen=True)
class Phrase:
    """The words from `first` up to, not including, `last`."""

    first: int
    last: int
    start: float
    end: float
    opening: Opening

    @property
    def duration(self) -> float:
        return self.end - self.start


def split_into_phrases(words: Sequence[SpokenWord], speakers: Sequence[str], language: str) -> list[Phrase]:
    """Cut the words at sentence ends, at pauses and where `speakers`, one for each word, changes."""
    openings = {0: Opening.SENTENCE} if words else {}
    ends = sentence_ends(words, language)
    for index in range(1, len(words)):
        if index - 1 in ends:
            openings[index] = Opening.SENTENCE
        elif words[index].start - words[index - 1].end >= _PAUSE_SECONDS:
            openings[index] = Opening.PAUSE
        elif speakers[index] != speakers[index - 1]:
            openings[index] = Opening.RUNNING
    return [
        Phrase(first, last, words[first].start, max(word.end for word in words[first:last]), openings[first])
        for first, last in pairwise([*openings, len(words)])
    ]
