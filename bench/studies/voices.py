"""Readers and strangers of the test data, cut into pieces for enrolment and trials."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.services.audio.samples import SAMPLE_RATE
from bench.catalogue import NOISES, READERS, given
from bench.studies.sounds import Samples, read


@dataclass(frozen=True)
class Piece:
    """A piece of one utterance."""

    person: str
    utterance: int
    """Number of the utterance among those of the person."""

    samples: Samples


def readers() -> dict[str, list[Samples]]:
    """Return ten utterances of each of five people."""
    return {reader: _load(given(f"libri-dev/{reader}")) for reader in READERS}


def strangers() -> dict[str, list[Samples]]:
    """Return one utterance of each of sixty other people."""
    return {f"stranger {place}": [each] for place, each in enumerate(_load(given("libri-dev/strangers")))}


def enrolment(utterances: Sequence[Samples], first: int, seconds: float) -> tuple[Samples, frozenset[int]]:
    """Return that much speech from utterance `first` on, and the utterances that it took."""
    wanted, taken, speech = round(seconds * SAMPLE_RATE), [], np.zeros(0, dtype=np.float32)
    for step in range(len(utterances)):
        if len(speech) >= wanted:
            break
        taken.append((first + step) % len(utterances))
        speech = np.concatenate([speech, utterances[taken[-1]]])
    return speech[:wanted], frozenset(taken)


def pieces(people: dict[str, list[Samples]], seconds: float) -> Iterator[Piece]:
    """Return every utterance cut into whole pieces, without the remainder at its end."""
    size = round(seconds * SAMPLE_RATE)
    for person, utterances in people.items():
        for place, speech in enumerate(utterances):
            for start in range(0, len(speech) - size + 1, size):
                yield Piece(person, place, speech[start : start + size])


class Noise:
    """Noise added from a recording; the same calls in the same order add the same passages."""

    def __init__(self, snr: float | None) -> None:
        self._snr = snr
        self._random = np.random.default_rng(7)
        self._noises = [read(given(f"acoustics/{name}")) for name in NOISES] if snr is not None else []

    def added(self, speech: Samples) -> Samples:
        if self._snr is None:
            return speech
        noise = self._noises[self._random.integers(len(self._noises))]
        passage = np.roll(noise, -int(self._random.integers(len(noise))))
        passage = np.resize(passage, len(speech))
        gain = np.sqrt((speech**2).mean() / max(1e-12, float((passage**2).mean())) / 10 ** (self._snr / 10))
        mixed: Samples = np.clip(speech + passage * gain, -1, 1).astype(np.float32)
        return mixed


def _load(folder: Path) -> list[Samples]:
    return [read(path) for path in sorted(folder.glob("*.flac"))]
