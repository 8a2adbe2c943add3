"""Recordings of one speaker, rooms and noises, as arrays of 16 kHz."""

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from ops.testdata.errors import DataError

SAMPLE_RATE = 16_000
"""Of everything that is read and written, in Hz."""

_LOUDNESS = 0.1
"""Root mean square to which recordings are brought, where full scale is 1."""

_MIN_RMS = 1e-6
_FRAMES_PER_SECOND = 100
_MIN_SPEECH = 0.1
"""Seconds; what is shorter is a click or a breath."""

Samples = NDArray[np.float32]
"""Mono, shape (samples,)."""

Span = tuple[float, float]
"""Start and end, in seconds."""


def read_speech(path: Path) -> Samples:
    """Return a recording, mixed down to mono and brought to one loudness; shape (samples,).

    Raise DataError if it cannot be read or is not of 16 kHz.
    """
    mono = _read_mono(path)
    rms = float(np.sqrt(np.mean(mono**2)))
    return mono * (_LOUDNESS / max(_MIN_RMS, rms))


def read_impulse_response(path: Path) -> Samples:
    """Return the impulse response of a room from the direct sound on, with an energy of 1; shape (samples,).

    What precedes the direct sound is cut off, so that speech convolved with it keeps its place in time.
    Raise DataError if it cannot be read or is not of 16 kHz.
    """
    response = _read_mono(path)
    response = response[int(np.abs(response).argmax()) :]
    normalised: Samples = response / np.sqrt((response**2).sum())
    return normalised


def find_speech(mono: Samples, floor_db: float = -32.0, max_pause: float = 0.4) -> list[Span]:
    """Return where somebody speaks in a clean recording of one speaker.

    Speech is each hundredth of a second that is less than `floor_db` below the loudest one. Pauses up to `max_pause`
    seconds belong to it; what is then shorter than 0.1 s is left out.
    """
    hop = SAMPLE_RATE // _FRAMES_PER_SECOND
    frames = mono[: len(mono) // hop * hop].reshape(-1, hop)
    level = 20 * np.log10(np.sqrt((frames**2).mean(axis=1)) + 1e-9)
    spans: list[Span] = []
    for frame in np.flatnonzero(level > level.max() + floor_db).tolist():
        start, end = frame / _FRAMES_PER_SECOND, (frame + 1) / _FRAMES_PER_SECOND
        if spans and start - spans[-1][1] <= max_pause:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [(start, end) for start, end in spans if end - start >= _MIN_SPEECH]


def _read_mono(path: Path) -> Samples:
    try:
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except (OSError, soundfile.SoundFileError) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    if rate != SAMPLE_RATE:
        raise DataError(f"{path} is of {rate} Hz; recordings must be of {SAMPLE_RATE} Hz.")
    if not len(samples):
        raise DataError(f"{path} holds no sound.")
    mono: Samples = samples.mean(axis=1)
    return mono
