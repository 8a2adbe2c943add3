"""How long the rest of a job will take, learned from the jobs before it."""

from collections.abc import Mapping

from scribe_contracts.events import Stage

_MEMORY = 0.7
"""Share of the old value that a new measurement leaves; jobs differ, so no single one decides."""

_LEAST_SECONDS = 10.0
"""Shorter recordings say more about start-up than about speed."""


class Estimator:
    """Seconds of work per second of audio, for each stage."""

    def __init__(self, first_guess: Mapping[Stage, float]) -> None:
        self._pace = dict(first_guess)

    def learn(self, stage: Stage, seconds: float, duration: float) -> None:
        if duration >= _LEAST_SECONDS:
            self._pace[stage] = _MEMORY * self._pace[stage] + (1 - _MEMORY) * seconds / duration

    def remaining(self, stage: Stage, share: float, duration: float) -> float:
        """Seconds left when `share` of `stage` is done, for a recording of `duration` seconds."""
        return duration * (self._pace[stage] * (1 - share) + sum(self._pace[later] for later in _after(stage)))

    def fraction(self, stage: Stage, share: float) -> float:
        """Share of the whole job that is done, 0 to 1."""
        whole = sum(self._pace.values())
        left = self._pace[stage] * (1 - share) + sum(self._pace[later] for later in _after(stage))
        return min(1.0, max(0.0, 1 - left / whole))


def _after(stage: Stage) -> list[Stage]:
    stages = list(Stage)
    return stages[stages.index(stage) + 1 :]
