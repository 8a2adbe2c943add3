"""Errors of words: WER, and cpWER, which counts a word given to the wrong person as wrong."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein


class Step(NamedTuple):
    """One step of an alignment: a pair of places, or a place on one side only."""

    said: int | None
    heard: int | None
    wrong: bool


def word_errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Return the number of words substituted, deleted and inserted."""
    return int(Levenshtein.distance(said, heard))


def align(said: Sequence[str], heard: Sequence[str]) -> Iterator[Step]:
    """Yield the steps of a cheapest alignment, in order; those that are wrong are as many as `word_errors`."""
    for block in Levenshtein.opcodes(said, heard):
        paired = min(block.src_end - block.src_start, block.dest_end - block.dest_start)
        for place in range(paired):
            yield Step(block.src_start + place, block.dest_start + place, block.tag != "equal")
        for place in range(block.src_start + paired, block.src_end):
            yield Step(place, None, wrong=True)
        for place in range(block.dest_start + paired, block.dest_end):
            yield Step(None, place, wrong=True)


def cp_errors(said: Mapping[str, Sequence[str]], heard: Mapping[str, Sequence[str]]) -> int:
    """Return the errors of concatenated minimum-permutation WER (Watanabe et al., CHiME-6), in words.

    Each person's words are compared whole, in the pairing of people that costs least.
    """
    # Other commands start without it.
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    size = max(len(said), len(heard))
    if size == 0:
        return 0
    # As many people on both sides: those that are missing say nothing.
    truth = [*said.values(), *[()] * (size - len(said))]
    found = [*heard.values(), *[()] * (size - len(heard))]
    costs = np.array([[word_errors(each, other) for other in found] for each in truth])
    rows, columns = linear_sum_assignment(costs)
    return int(costs[rows, columns].sum())
