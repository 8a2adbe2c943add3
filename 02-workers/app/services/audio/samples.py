"""Samples of a decoded recording: 16 kHz, on disk, read piece by piece."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy
from numpy.typing import NDArray

from scribe_contracts.artefacts import Peaks

SAMPLE_RATE = 16_000
_MAX_PEAKS = 72_000
_PEAKS_PER_SECOND = 20.0


@dataclass(frozen=True)
class Audio:
    """A recording of one or more channels, mapped from its WAV file: hours of it cost no memory until read."""

    samples: NDArray[np.int16]
    """(frames, channels)"""

    @classmethod
    def open(cls, path: Path) -> "Audio":
        """Map a WAV file. Raise ValueError if it is not at 16 kHz."""
        rate, samples = scipy.io.wavfile.read(path, mmap=True)
        if rate != SAMPLE_RATE:
            raise ValueError(f"{path.name} is at {rate} Hz, expected {SAMPLE_RATE}")
        return cls(samples if samples.ndim == 2 else samples[:, None])  # noqa: PLR2004

    @property
    def duration(self) -> float:
        """Length in seconds, counted from the decoded samples."""
        return len(self.samples) / SAMPLE_RATE

    @property
    def channels(self) -> int:
        """Number of channels."""
        return int(self.samples.shape[1])

    def crop(self, start: float, end: float, channel: int = 0) -> NDArray[np.float32]:
        """Return samples (frames,) of one channel between two times in seconds; values are -1 to 1."""
        piece = self.samples[max(0, round(start * SAMPLE_RATE)) : round(end * SAMPLE_RATE), channel]
        return piece.astype(np.float32) / 32768.0

    def peaks(self) -> Peaks:
        """Return the waveform as players draw it, at most 72,000 points: coarser for recordings over an hour."""
        per_second = min(_PEAKS_PER_SECOND, _MAX_PEAKS / max(self.duration, 1e-3))
        edges = np.arange(0, len(self.samples), SAMPLE_RATE / per_second).astype(np.int64)
        loudest = np.zeros(len(edges), dtype=np.float64)
        for channel in range(self.channels):
            mono = self.samples[:, channel]
            high = np.maximum.reduceat(mono, edges) if len(mono) else loudest
            low = np.minimum.reduceat(mono, edges) if len(mono) else loudest
            loudest = np.maximum(loudest, np.maximum(high.astype(np.float64), -low.astype(np.float64)))
        return Peaks(
            duration=self.duration,
            points_per_second=per_second,
            peaks=tuple(np.round(loudest / 32768.0, 3).tolist()),
        )
