"""Which threshold makes fewest false accepts, and then accepts most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from app.services.identification.thresholds import Thresholds
from app.voices.trials import Nearest, Trials

LEAST_VOICES = 3
LEAST_STRANGERS = 5
LEAST_KNOWN_TRIALS = 20
LEAST_STRANGE_TRIALS = 50

_CANDIDATES = tuple(round(0.2 + step / 100, 2) for step in range(71))
"""0.20 to 0.90. What is above or below no model was ever seen to need."""

_HEADROOM = 0.03
"""Distance that is kept from the likeliest false accept where there is room: the next stranger may be likelier."""


@dataclass(frozen=True)
class Point:
    """What one threshold does to the trials."""

    accept: float
    strangers_named: int
    wrong_names: int
    right_names: int
    known: int
    strange: int

    @property
    def false_accepts(self) -> int:
        return self.strangers_named + self.wrong_names

    @property
    def false_accept_rate(self) -> float:
        return self.false_accepts / max(1, self.known + self.strange)

    @property
    def false_rejects(self) -> int:
        """Enrolled people who are not given their name."""
        return self.known - self.right_names

    @property
    def false_reject_rate(self) -> float:
        return self.false_rejects / max(1, self.known)


@dataclass(frozen=True)
class Calibration:
    shipped: Point
    suggested: Point
    thresholds: Thresholds
    curve: tuple[Point, ...]


def point(trials: Trials, accept: float, margin: float) -> Point:
    candidate = Thresholds(accept, margin, "a candidate")
    named = [trial.nearest for trial in trials.all if trial.named(candidate)]
    return Point(
        accept=accept,
        strangers_named=named.count(Nearest.STRANGER),
        wrong_names=named.count(Nearest.WRONG),
        right_names=named.count(Nearest.OWN),
        known=len(trials.known),
        strange=len(trials.strange),
    )


def shortage(trials: Trials) -> str | None:
    """Why nothing can be concluded from so little, in one sentence; None if it can."""
    for there, least, what in (
        (trials.voices, LEAST_VOICES, "enrolled voices with ten seconds of speech or so"),
        (trials.strangers, LEAST_STRANGERS, "people to serve as strangers; --strangers DIR adds some"),
        (len(trials.known), LEAST_KNOWN_TRIALS, "pieces of speech of enrolled people"),
        (len(trials.strange), LEAST_STRANGE_TRIALS, "pieces of speech of strangers; --strangers DIR adds some"),
    ):
        if there < least:
            return f"Too little to calibrate on: {there} where it takes {least} {what}."
    return None


def calibrated(trials: Trials, shipped: Thresholds) -> Calibration:
    """Fewest false accepts first, then most right names; of the thresholds that do as well, the middle one.

    The lead over the runner-up stays as it ships: a handful of voices does not say how alike two people can be.
    """
    curve = tuple(point(trials, accept, shipped.margin) for accept in _CANDIDATES)
    best = _chosen(curve)
    suggested = _with_headroom(trials, best, shipped.margin)
    source = (
        f"calibrated on this installation on {date.today().isoformat()}: "  # noqa: DTZ011 - the day here, for people
        f"{len(trials.known)} pieces of {trials.voices} voices, {len(trials.strange)} of {trials.strangers} strangers"
    )
    return Calibration(
        shipped=point(trials, shipped.accept, shipped.margin),
        suggested=suggested,
        thresholds=Thresholds(accept=suggested.accept, margin=shipped.margin, source=source),
        curve=curve,
    )


def highest_false(trials: Trials, margin: float) -> float | None:
    """The similarity of the likeliest false accept; None where the lead over the runner-up refuses them all."""
    return max((t.similarity for t in trials.all if t.nearest is not Nearest.OWN and t.lead >= margin), default=None)


def _chosen(curve: Sequence[Point]) -> Point:
    fewest = min(each.false_accepts for each in curve)
    safe = [each for each in curve if each.false_accepts == fewest]
    most = max(each.right_names for each in safe)
    alike = [each for each in safe if each.right_names == most]
    return alike[(len(alike) - 1) // 2]


def _with_headroom(trials: Trials, best: Point, margin: float) -> Point:
    likeliest = highest_false(trials, margin)
    if likeliest is None or best.false_accepts or best.accept >= likeliest + _HEADROOM:
        return best
    raised = float(np.ceil((likeliest + _HEADROOM) * 100 - 1e-9) / 100)
    return point(trials, round(min(raised, _CANDIDATES[-1]), 2), margin)
