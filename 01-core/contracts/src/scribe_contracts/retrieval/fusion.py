"""Rankings joined, and each passage judged with its surroundings."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple, TypeVar
from uuid import UUID

Item = TypeVar("Item", bound=Hashable)

RANK_CONSTANT = 10
"""k of reciprocal rank fusion. Its authors (Cormack, Clarke and Büttcher, 2009) take 60, for many rankings; of two,
what either puts first has to count for more."""

DEPTH = 300
"""Passages that each ranking gives to the fusion."""

NEIGHBOUR_SHARE = 0.5
"""Share of its neighbours' scores that a passage gets."""


class Place(NamedTuple):
    """The place of a passage."""

    meeting_id: UUID | str
    number: int


def fuse(rankings: Sequence[Sequence[Item]], weights: Sequence[float] | None = None) -> dict[Item, float]:
    """Return the score of each item by reciprocal rank fusion; the best of a ranking comes first."""
    scores: defaultdict[Item, float] = defaultdict(float)
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for rank, item in enumerate(ranking, 1):
            scores[item] += weight / (RANK_CONSTANT + rank)
    return dict(scores)


def with_neighbours(scores: Mapping[Place, float], share: float) -> dict[Place, float]:
    """Return the scores with a share of those of the passages before and after: what people discuss spans several."""
    smoothed = dict(scores)
    for place, score in scores.items():
        for number in (place.number - 1, place.number + 1):
            beside = Place(place.meeting_id, number)
            if beside in scores:
                smoothed[beside] += share * score
    return smoothed


def join(by_words: Sequence[Place], by_meaning: Sequence[Place]) -> dict[Place, float]:
    """Return the scores by which passages are shown: what ships, as measured in bench/README.md."""
    return with_neighbours(fuse((by_words, by_meaning)), NEIGHBOUR_SHARE)
