"""Index of turns by time."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from scribe_contracts.artefacts import Turn


class TurnIndex:
    """Turns sorted by start; queries take logarithmic time."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = sorted(turns, key=lambda turn: (turn.start, turn.end))
        self._starts = [turn.start for turn in self._turns]
        self._longest = max((turn.end - turn.start for turn in self._turns), default=0.0)

    def heard(self, start: float, end: float) -> dict[str, float]:
        """Return the seconds for which each speaker is heard between two times, without those who are not heard."""
        seconds: dict[str, float] = {}
        for turn in self._near(start, end):
            shared = min(turn.end, end) - max(turn.start, start)
            if shared > 0:
                seconds[turn.speaker] = seconds.get(turn.speaker, 0.0) + shared
        return seconds

    def nearest(self, start: float, end: float) -> str | None:
        """Return the speaker whose turn is nearest to the span; None if there are no turns."""
        nearest = min(self._turns, key=lambda turn: max(turn.start - end, start - turn.end), default=None)
        return nearest.speaker if nearest is not None else None

    def _near(self, start: float, end: float) -> Iterator[Turn]:
        for index in range(bisect_left(self._starts, start - self._longest), len(self._turns)):
            if self._turns[index].start >= end:
                return
            yield self._turns[index]
