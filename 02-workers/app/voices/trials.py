"""Trials: each piece of speech compared with the enrolled voices."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.services.identification.thresholds import Thresholds
from app.voices.people import Person

_MIN_SIMILARITY = -1.0
"""Smallest cosine: stands for the next voice where there is only one."""


class Nearest(StrEnum):
    """The most similar voice to a piece."""

    OWN = "own"
    WRONG = "wrong"
    """Another person's; the speaker is enrolled."""

    STRANGER = "stranger"
    """Another person's; the speaker is not enrolled."""


@dataclass(frozen=True)
class Trial:
    """One comparison of a piece with the enrolled voices."""

    nearest: Nearest
    similarity: float
    """Cosine to the most similar voice."""

    lead: float
    """Difference to the cosine of the next voice."""

    own: float | None
    """Cosine to the speaker's own voice, where it is enrolled."""

    other: float
    """Largest cosine to another person's voice."""

    def named(self, thresholds: Thresholds) -> bool:
        """Return whether identification would give a name."""
        return thresholds.accepts(self.similarity, self.lead)


@dataclass(frozen=True)
class Trials:
    """All comparisons, and who took part."""

    all: tuple[Trial, ...]
    voices: int
    """Number of enrolled people with enough speech."""

    strangers: int
    """Number of people who were tried as strangers."""

    too_short: tuple[str, ...]
    """Names of enrolled people with too little speech, who were left out."""

    alike: tuple[tuple[str, str], ...]
    """Names of two who sound like one person, and were not compared with each other."""

    @property
    def known(self) -> tuple[Trial, ...]:
        """Trials of people whose voice is among those compared with."""
        return tuple(trial for trial in self.all if trial.own is not None)

    @property
    def strange(self) -> tuple[Trial, ...]:
        """Trials of people whose voice is not."""
        return tuple(trial for trial in self.all if trial.own is None)


def run_trials(people: Sequence[Person], alike_from: float) -> Trials:
    """Compare everybody's pieces with the enrolled voices: with their own among them, then as strangers, without it.

    Two people whose voiceprints have a cosine of `alike_from` or more are taken for one, enrolled twice.
    """
    voices = [person for person in people if person.enrolled and len(person.pieces) > 1]
    others = [person for person in people if not person.enrolled and len(person.pieces)]
    everybody = [*voices, *others]
    if not voices:
        return Trials((), 0, len(others), _too_short(people), ())
    prints = np.stack([voice.voiceprint() for voice in voices])
    resemblance = np.stack([person.voiceprint() for person in everybody]) @ prints.T
    same = resemblance >= alike_from
    found: list[Trial] = []
    for row, person in enumerate(everybody):
        is_other = ~same[row]
        if row < len(voices):
            is_other[row] = False
        for piece, embedding in enumerate(person.pieces):
            rivals = np.sort((prints[is_other] @ embedding).astype(np.float64))[::-1]
            best = float(rivals[0]) if len(rivals) else _MIN_SIMILARITY
            second = float(rivals[1]) if len(rivals) > 1 else _MIN_SIMILARITY
            if row < len(voices):
                own = float(person.voiceprint_without(piece) @ embedding)
                if own >= best:
                    found.append(Trial(Nearest.OWN, own, own - best, own, best))
                else:
                    found.append(Trial(Nearest.WRONG, best, best - max(own, second), own, best))
            if len(rivals):
                found.append(Trial(Nearest.STRANGER, best, best - second, None, best))
    pairs = [
        (everybody[row].name, voices[column].name)
        for row, column in np.argwhere(same).tolist()
        if row > column or row >= len(voices)
    ]
    strangers = len(everybody) if len(voices) > 1 else len(others)
    return Trials(tuple(found), len(voices), strangers, _too_short(people), tuple(pairs))


def _too_short(people: Sequence[Person]) -> tuple[str, ...]:
    return tuple(person.name for person in people if person.enrolled and len(person.pieces) <= 1)
