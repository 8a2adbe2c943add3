"""Word errors that no choice of speakers can avoid, by time-constrained optimal reference combination (tcORC-WER).

Groups of words, in order, are each given whole to the stream where they fit best; words match only where their times,
widened by a collar, meet. It is used twice:

- `orc_errors`, the measure of the literature (Sklyar et al.; von Neumann et al., MeetEval): groups are the reference's
  utterances, streams the hypothesis's speakers.
- `free_errors`, with the roles changed: groups are single words of the hypothesis, streams the reference's speakers.
  It is the least cpWER that any assignment of these words to speakers can have, so what a rule's cpWER lies above it
  is the price of that rule. `orc_errors` is blind to that price: a reference utterance is never divided, so that a
  word given to the neighbour counts there as well.

Exact dynamic programming over the positions in all streams, kept small by the time constraint.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from bench.heard import Said, Word
from bench.scoring.texts import normalised
from bench.truth import Utterance

COLLAR = 5.0
_NEVER = 10**9


@dataclass(frozen=True)
class Token:
    """One normalised word."""

    start: float
    end: float
    text: str


def tokens(part: Said) -> list[Token]:
    """Return the normalised words, with the time of the whole shared out by their number of letters."""
    texts = normalised(part.text).split()
    edges = [0, *accumulate(len(text) for text in texts)]
    pace = (part.end - part.start) / max(1, edges[-1])
    return [
        Token(part.start + pace * edges[place], part.start + pace * edges[place + 1], text)
        for place, text in enumerate(texts)
    ]


def orc_errors(reference: Iterable[Utterance], words: Iterable[Word], collar: float = COLLAR) -> int:
    """Return the errors of tcORC-WER: speakers count only where they divide an utterance."""
    return combine([tokens(part) for part in _by_time(reference)], _streams(words), collar)


def free_errors(reference: Iterable[Utterance], words: Iterable[Word], collar: float = COLLAR) -> int:
    """Return the fewest errors over all assignments of `words` to speakers; their present speakers do not count."""
    return combine([[token] for word in _by_time(words) for token in tokens(word)], _streams(reference), collar)


def combine(groups: Sequence[Sequence[Token]], streams: Sequence[Sequence[Token]], collar: float) -> int:
    """Return the least edit distance where each group goes whole to one stream; all are sorted by time."""
    groups = [group for group in groups if group]
    if not streams:
        return sum(map(len, groups))
    windows = _Windows(groups, streams, collar)
    base, costs = [0] * len(streams), np.zeros((1,) * len(streams), dtype=np.int64)
    for place, group in enumerate(groups):
        costs = _reach(costs, [top + 1 - low for low, top in zip(base, windows.tops[place], strict=True)])
        lows = windows.lows[place]
        costs = costs[tuple(slice(low - old, None) for low, old in zip(lows, base, strict=True))]
        base = lows
        # Where no stream takes it, all its words are insertions.
        choices = [costs + len(group)]
        choices += [_align(costs, group, axis, base[axis], windows) for axis in range(len(streams))]
        costs = np.minimum.reduce(choices)
    left = [len(stream) - low - np.arange(size) for stream, low, size in zip(streams, base, costs.shape, strict=True)]
    return int(sum(np.ix_(*left), start=costs).min())


class _Windows:
    """The part of each stream that each group can reach, so that other positions need not be kept."""

    def __init__(self, groups: Sequence[Sequence[Token]], streams: Sequence[Sequence[Token]], collar: float) -> None:
        self.collar = collar
        self.streams = streams
        self._starts = [np.array([token.start for token in stream]) for stream in streams]
        self._ends = [np.maximum.accumulate([token.end for token in stream]) for stream in streams]
        spans = [[self.of(token, axis) for token in group] for group in groups for axis in range(len(streams))]
        lows = [min(low for low, _ in span) for span in spans]
        tops = [max(top for _, top in span) for span in spans]
        shape = (len(groups), len(streams))
        # A later group may reach further back, and an earlier one further on.
        self.lows = np.minimum.accumulate(np.reshape(lows, shape)[::-1])[::-1].tolist()
        self.tops = np.maximum.accumulate(np.reshape(tops, shape)).tolist()

    def of(self, token: Token, axis: int) -> tuple[int, int]:
        low = int(np.searchsorted(self._ends[axis], token.start - self.collar, side="right"))
        return low, max(low, int(np.searchsorted(self._starts[axis], token.end + self.collar, side="left")))


def _reach(costs: NDArray[np.int64], shape: Sequence[int]) -> NDArray[np.int64]:
    """Return the costs extended to `shape` (never smaller), whose positions are reached by leaving out words."""
    grow = [(0, max(0, new - old)) for new, old in zip(shape, costs.shape, strict=True)]
    costs = np.pad(costs, grow, constant_values=_NEVER)
    for axis in range(costs.ndim):
        costs = _skip(costs, axis)
    return costs


def _skip(costs: NDArray[np.int64], axis: int) -> NDArray[np.int64]:
    """Lower the costs along one axis, where each step from one position to the next costs one."""
    steps = np.arange(costs.shape[axis]).reshape([-1 if each == axis else 1 for each in range(costs.ndim)])
    skipped: NDArray[np.int64] = np.minimum.accumulate(costs - steps, axis=axis) + steps
    return skipped


def _align(
    costs: NDArray[np.int64], group: Sequence[Token], axis: int, base: int, windows: _Windows
) -> NDArray[np.int64]:
    """Return the costs after aligning `group` to the stream of this axis, whose first position is `base`."""
    costs = np.moveaxis(costs, axis, 0)
    stream = windows.streams[axis]
    for token in group:
        low, top = windows.of(token, axis)
        after = costs + 1
        if top > low:
            differs = np.array([word.text != token.text for word in stream[low:top]]).reshape(
                -1, *[1] * (costs.ndim - 1)
            )
            reached = after[low - base + 1 : top - base + 1]
            np.minimum(reached, costs[low - base : top - base] + differs, out=reached)
        costs = _skip(after, 0)
    return np.moveaxis(costs, 0, axis)


def _streams(parts: Iterable[Said]) -> list[list[Token]]:
    streams: dict[str, list[Token]] = {}
    for part in _by_time(parts):
        streams.setdefault(part.speaker, []).extend(tokens(part))
    return [stream for stream in streams.values() if stream]


def _by_time(parts: Iterable[Said]) -> list[Said]:
    return sorted(parts, key=lambda part: (part.start, part.end))
