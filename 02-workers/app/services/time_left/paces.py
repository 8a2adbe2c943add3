"""How fast the stages are on this machine, learned from the jobs before."""

from collections.abc import Mapping
from typing import Protocol

from pydantic import BaseModel, Field

from scribe_contracts.events import Stage

_NEWEST = 0.3
"""Least weight of a new measurement; jobs differ, so no single one decides."""

_LEAST_SECONDS = 10.0
"""Less than this of a recording says more about start-up than about speed."""


class Pace(BaseModel, frozen=True):
    """What one stage costs."""

    seconds: float = Field(ge=0.0, allow_inf_nan=False)
    """Of work, for each second of what the stage works on."""

    load_seconds: float = Field(default=0.0, ge=0.0, allow_inf_nan=False)
    """To load its models, however long the recording is."""

    jobs: int = Field(default=0, ge=0)
    """How many have taught it; 0 for a first guess."""


class PaceStore(Protocol):
    """Where paces outlive the process. Neither method raises: an estimate is not worth a job."""

    def load(self) -> Mapping[Stage, Pace]:
        """What was learned so far; a stage may be missing."""

    def save(self, stage: Stage, pace: Pace) -> None: ...


class Paces:
    """The first guesses, replaced stage by stage."""

    def __init__(self, first_guess: Mapping[Stage, Pace], store: PaceStore | None = None) -> None:
        self._known = dict(first_guess)
        self._store = store

    def recall(self) -> Mapping[Stage, Pace]:
        """The paces to expect of a job that starts now; also what other workers like this one have learned."""
        if self._store is not None:
            self._known |= self._store.load()
        return dict(self._known)

    def learn(self, stage: Stage, *, seconds: float, load_seconds: float, amount: float) -> None:
        """`stage` took `seconds` of work, after `load_seconds`, for `amount` seconds of recording."""
        if amount < _LEAST_SECONDS:
            return
        old = self._known[stage]
        # The first measurements count as much as each other, and the first guess, of another machine, for nothing.
        weight = max(_NEWEST, 1 / (old.jobs + 1))
        self._known[stage] = new = Pace(
            seconds=(1 - weight) * old.seconds + weight * seconds / amount,
            load_seconds=(1 - weight) * old.load_seconds + weight * load_seconds,
            jobs=old.jobs + 1,
        )
        if self._store is not None:
            self._store.save(stage, new)
