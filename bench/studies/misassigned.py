"""Words that a rule gives to the wrong person, for the development of rules; figures do not use them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.heard import Word
from bench.scoring.orc import Token, tokens
from bench.scoring.texts import by_speaker, word_errors
from bench.truth import Utterance

_NEAR = 1.5
"""Tolerance in seconds: the reference has times of utterances only, which are shared out over their words."""


@dataclass(frozen=True)
class MisassignedWord:
    word: Word
    said_by: str
    given_to: str

    def __str__(self) -> str:
        word = self.word
        return f"{word.start:8.2f}–{word.end:.2f} {word.text.strip()!r} of {self.said_by} given to {self.given_to}"


def misassigned(reference: Sequence[Utterance], words: Sequence[Word]) -> Iterator[MisassignedWord]:
    """Yield each word whose speaker does not say it at about that time, but somebody else does.

    Misheard words, which nobody says, are left out.
    """
    names = _names(reference, words)
    said = [(token, utterance.speaker) for utterance in reference for token in tokens(utterance)]
    for word in words:
        given_to = names.get(word.speaker, word.speaker)
        for token in tokens(word):
            people = {speaker for other, speaker in said if _same(token, other)}
            if people and given_to not in people:
                yield MisassignedWord(word, " or ".join(sorted(people)), given_to)


def _names(reference: Sequence[Utterance], words: Sequence[Word]) -> dict[str, str]:
    """Return the person that each found speaker stands for in cpWER."""
    truth, heard = by_speaker(reference), by_speaker(words)
    costs = np.array(
        [[word_errors(text, found) - len(text.split()) for found in heard.values()] for text in truth.values()]
    )
    people, speakers = list(truth), list(heard)
    rows, columns = linear_sum_assignment(costs)
    return {speakers[column]: people[row] for row, column in zip(rows, columns, strict=True)}


def _same(one: Token, other: Token) -> bool:
    return one.text == other.text and abs(one.start + one.end - other.start - other.end) / 2 < _NEAR
