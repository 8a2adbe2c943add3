"""Speed of the stages on this machine, learned from earlier jobs."""

from collections.abc import Mapping
from typing import Protocol

from pydantic import BaseModel, Field

from scribe_contracts.events import Stage

_MIN_WEIGHT = 0.3
"""Minimum weight of a new measurement; jobs differ, so no single one decides."""

MIN_SECONDS = 10.0
"""Shorter recordings say more about start-up than about speed."""


class Pace(BaseModel, frozen=True):
    """Time that one stage takes."""

    seconds: float = Field(ge=0.0, allow_inf_nan=False)
    """Seconds of work for each second of recording that the stage works on (JobEstimate.amount)."""

    load_seconds: float = Field(default=0.0, ge=0.0, allow_inf_nan=False)
    """Seconds to load the stage's models, whatever the length of the recording."""

    jobs: int = Field(default=0, ge=0)
    """Number of jobs it was learned from; 0 for a first guess."""


class PaceStore(Protocol):
    """Storage of paces beyond the process. Neither method raises: no job fails for an estimate."""

    def load(self) -> Mapping[Stage, Pace]:
        """Return the paces learned so far; a stage may be missing."""

    def save(self, stage: Stage, pace: Pace) -> None:
        """Keep the pace of a stage."""


class Paces:
    """First guesses, replaced stage by stage by measurements."""

    def __init__(self, first_guess: Mapping[Stage, Pace], store: PaceStore | None = None) -> None:
        self._known = dict(first_guess)
        self._store = store

    def recall(self) -> Mapping[Stage, Pace]:
        """Return the paces to expect of a job that starts now; include what other workers of this kind have learned."""
        if self._store is not None:
            self._known |= self._store.load()
        return dict(self._known)

    def learn(self, stage: Stage, *, seconds: float, load_seconds: float, amount: float) -> None:
        """Learn that `stage` took `seconds` of work, after `load_seconds`, for `amount` seconds of recording."""
        if amount < MIN_SECONDS:
            return
        old = self._known[stage]
        # The first measurements weigh the same; the first guess, made on another machine, weighs nothing.
        weight = max(_MIN_WEIGHT, 1 / (old.jobs + 1))
        self._known[stage] = new = Pace(
            seconds=(1 - weight) * old.seconds + weight * seconds / amount,
            load_seconds=(1 - weight) * old.load_seconds + weight * load_seconds,
            jobs=old.jobs + 1,
        )
        if self._store is not None:
            self._store.save(stage, new)
