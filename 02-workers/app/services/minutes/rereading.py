"""The turns that have to be read again for an item that was outdated by an edit."""

from collections.abc import Sequence

from scribe_contracts.evidence.turns import NumberedTurn
from scribe_contracts.minutes.jobs import StaleItem, Stretch

AROUND_SECONDS = 20.0


def by_need(turns: Sequence[NumberedTurn], stale: StaleItem) -> list[NumberedTurn]:
    """Return the turns that the item rested on, in the order of its stretches, then those beside them, nearest first.

    A summary may rest on turns that lie hours apart: what was changed in the last of them is read all the same.
    """
    stretches = stale.stretches or (Stretch(start=stale.start, end=stale.end),)
    distances = {turn.number: [_distance(turn, stretch) for stretch in stretches] for turn in turns}
    near = [turn for turn in turns if min(distances[turn.number]) < AROUND_SECONDS]

    def need(turn: NumberedTurn) -> tuple[float, int, int]:
        nearest = min(distances[turn.number])
        return nearest, distances[turn.number].index(nearest), turn.number

    return sorted(near, key=need)


def _distance(turn: NumberedTurn, stretch: Stretch) -> float:
    """Return the seconds between them; 0 where they overlap or touch."""
    return max(0.0, turn.start - stretch.end, stretch.start - turn.end)
