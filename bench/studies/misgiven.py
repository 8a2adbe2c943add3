"""Which words a rule gives to the wrong person: for those who work on a rule, not for the figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.heard import Word
from bench.scoring.orc import Token, tokens
from bench.scoring.texts import by_speaker, word_errors
from bench.truth import Utterance

_NEAR = 1.5
"""Seconds; the reference has times of utterances only, shared out over their words."""


@dataclass(frozen=True)
class Misgiven:
    word: Word
    said_by: str
    given_to: str

    def __str__(self) -> str:
        word = self.word
        return f"{word.start:8.2f}–{word.end:.2f} {word.text.strip()!r} of {self.said_by} given to {self.given_to}"


def misgiven(reference: Sequence[Utterance], words: Sequence[Word]) -> Iterator[Misgiven]:
    """Words that one other person alone says at about that time; misheard words cannot be told."""
    names = _names(reference, words)
    said = [(token, utterance.speaker) for utterance in reference for token in tokens(utterance)]
    for word in words:
        given_to = names.get(word.speaker, word.speaker)
        for token in tokens(word):
            people = {speaker for other, speaker in said if _same(token, other)}
            if people and given_to not in people:
                yield Misgiven(word, " or ".join(sorted(people)), given_to)


def _names(reference: Sequence[Utterance], words: Sequence[Word]) -> dict[str, str]:
    """Speakers found, and the people they stand for where cpWER is counted."""
    truth, heard = by_speaker(reference), by_speaker(words)
    costs = np.array(
        [[word_errors(text, found) - len(text.split()) for found in heard.values()] for text in truth.values()]
    )
    people, speakers = list(truth), list(heard)
    rows, columns = linear_sum_assignment(costs)
    return {speakers[column]: people[row] for row, column in zip(rows, columns, strict=True)}


def _same(one: Token, other: Token) -> bool:
    return one.text == other.text and abs(one.start + one.end - other.start - other.end) / 2 < _NEAR
