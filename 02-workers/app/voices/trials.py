"""Each piece of speech against the enrolled voices: whom it sounds like, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.services.identification.thresholds import Thresholds
from app.voices.people import Person

_NOBODY = -1.0
"""The least similarity there is: the runner-up where there is one voice only."""


class Nearest(StrEnum):
    """Whose voice a piece resembles most."""

    OWN = "own"
    WRONG = "wrong"
    """Another's, though the speaker is enrolled."""

    STRANGER = "stranger"
    """Somebody's, though the speaker is not enrolled."""


@dataclass(frozen=True)
class Trial:
    nearest: Nearest
    similarity: float
    """To the nearest voice."""

    lead: float
    """Over the runner-up."""

    own: float | None
    """Similarity to the speaker's own voice, where it is enrolled."""

    other: float
    """Largest similarity to another's voice."""

    def named(self, thresholds: Thresholds) -> bool:
        """Whether identification would give a name."""
        return thresholds.accepts(self.similarity, self.lead)


@dataclass(frozen=True)
class Trials:
    all: tuple[Trial, ...]
    voices: int
    """Enrolled people with speech enough to be recognised."""

    strangers: int
    """People who were tried as strangers."""

    too_short: tuple[str, ...]
    """Enrolled people with too little speech, who were left out."""

    alike: tuple[tuple[str, str], ...]
    """Two who sound like one person, and were not compared with each other."""

    @property
    def known(self) -> tuple[Trial, ...]:
        return tuple(trial for trial in self.all if trial.own is not None)

    @property
    def strange(self) -> tuple[Trial, ...]:
        return tuple(trial for trial in self.all if trial.own is None)


def tried(people: Sequence[Person], alike_from: float) -> Trials:
    """Everybody's pieces against the enrolled voices: with their own among them, then as strangers, without it.

    Two people whose voiceprints are more alike than `alike_from` are most likely one, enrolled twice.
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
            best = float(rivals[0]) if len(rivals) else _NOBODY
            second = float(rivals[1]) if len(rivals) > 1 else _NOBODY
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
