"""Recordings of one person, rooms and noises, as arrays of 16 kHz; the same measures as in `ops.testdata`."""

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from app.services.audio.samples import SAMPLE_RATE
from bench.folders import BenchError

Samples = NDArray[np.float32]

_LOUDNESS = 0.1
_FLOOR_DB = -32.0
_HOP = SAMPLE_RATE // 100
_MIN_SPEECH_SECONDS = 0.1


def read(path: Path) -> Samples:
    """Return a recording mixed down to mono. Raise BenchError if it is not of 16 kHz."""
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    if rate != SAMPLE_RATE:
        raise BenchError(f"{path.name} is at {rate} Hz, expected {SAMPLE_RATE}")
    mono: Samples = samples.mean(axis=1)
    return mono


def read_evenly(path: Path) -> Samples:
    """Return a recording brought to a root mean square of 0.1."""
    mono = read(path)
    return mono * (_LOUDNESS / max(1e-6, float(np.sqrt(np.mean(mono**2)))))


def read_room(path: Path) -> Samples:
    """Return an impulse response from the direct sound on, with an energy of 1."""
    response = read(path)
    response = response[int(np.abs(response).argmax()) :]
    scaled: Samples = response / np.sqrt((response**2).sum())
    return scaled


def find_speech(mono: Samples, max_pause: float = 0.4) -> list[tuple[float, float]]:
    """Return start and end, in seconds, of the speech in a clean recording; shorter pauses belong to it."""
    frames = mono[: len(mono) // _HOP * _HOP].reshape(-1, _HOP)
    level = 20 * np.log10(np.sqrt((frames**2).mean(axis=1)) + 1e-9)
    spans: list[tuple[float, float]] = []
    for frame in np.flatnonzero(level > level.max() + _FLOOR_DB).tolist():
        start, end = frame / 100, (frame + 1) / 100
        if spans and start - spans[-1][1] <= max_pause:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [(start, end) for start, end in spans if end - start >= _MIN_SPEECH_SECONDS]
