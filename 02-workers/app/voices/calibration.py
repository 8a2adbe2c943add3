"""Choice of the threshold: fewest false accepts first, then most right names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from app.services.identification.thresholds import Thresholds
from app.voices.trials import Nearest, Trials

MIN_VOICES = 3
MIN_STRANGERS = 5
MIN_KNOWN_TRIALS = 20
MIN_STRANGE_TRIALS = 50

_CANDIDATES = tuple(round(0.2 + step / 100, 2) for step in range(71))
"""Thresholds that are tried: 0.20 to 0.90; no model has needed others."""

_HEADROOM = 0.03
"""Distance to the most similar false match, where there is room: the next stranger may be more similar."""


@dataclass(frozen=True)
class Point:
    """Outcome of the trials with one threshold."""

    accept: float
    strangers_named: int
    wrong_names: int
    right_names: int
    known: int
    strange: int

    @property
    def false_accepts(self) -> int:
        """Trials that end with a wrong name."""
        return self.strangers_named + self.wrong_names

    @property
    def false_accept_rate(self) -> float:
        """Share of false accepts in all trials."""
        return self.false_accepts / max(1, self.known + self.strange)

    @property
    def false_rejects(self) -> int:
        """Trials of enrolled people that do not end with their name."""
        return self.known - self.right_names

    @property
    def false_reject_rate(self) -> float:
        """Share of false rejects in the trials of enrolled people."""
        return self.false_rejects / max(1, self.known)


@dataclass(frozen=True)
class Calibration:
    """Suggested threshold, with the outcome of all others."""

    shipped: Point
    suggested: Point
    thresholds: Thresholds
    curve: tuple[Point, ...]


def point(trials: Trials, accept: float, margin: float) -> Point:
    """Return the outcome of the trials with these thresholds."""
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
    """Return the reason why the trials are too few for a conclusion, in one sentence; None if they are enough."""
    for found, minimum, what in (
        (trials.voices, MIN_VOICES, "enrolled voices with about ten seconds of speech"),
        (trials.strangers, MIN_STRANGERS, "people to serve as strangers; --strangers DIR adds some"),
        (len(trials.known), MIN_KNOWN_TRIALS, "pieces of speech of enrolled people"),
        (len(trials.strange), MIN_STRANGE_TRIALS, "pieces of speech of strangers; --strangers DIR adds some"),
    ):
        if found < minimum:
            return f"Too little to calibrate on: {found} of at least {minimum} {what}."
    return None


def find_threshold(trials: Trials, shipped: Thresholds) -> Calibration:
    """Return the threshold with fewest false accepts, then most right names; of equal ones, the middle one.

    The margin stays as it ships: a few voices do not show how similar two people can be.
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
    """Return the similarity of the most similar false match; None if the margin rejects them all."""
    return max(
        (trial.similarity for trial in trials.all if trial.nearest is not Nearest.OWN and trial.lead >= margin),
        default=None,
    )


def _chosen(curve: Sequence[Point]) -> Point:
    fewest = min(each.false_accepts for each in curve)
    safe = [each for each in curve if each.false_accepts == fewest]
    most = max(each.right_names for each in safe)
    equal = [each for each in safe if each.right_names == most]
    return equal[(len(equal) - 1) // 2]


def _with_headroom(trials: Trials, best: Point, margin: float) -> Point:
    highest = highest_false(trials, margin)
    if highest is None or best.false_accepts or best.accept >= highest + _HEADROOM:
        return best
    raised = float(np.ceil((highest + _HEADROOM) * 100 - 1e-9) / 100)
    return point(trials, round(min(raised, _CANDIDATES[-1]), 2), margin)
