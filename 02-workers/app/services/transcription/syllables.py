"""Syllables: how many a text has, and how many a stretch of sound can hold."""

import re

import numpy as np
import scipy
from numpy.typing import NDArray

from app.services.audio.samples import SAMPLE_RATE

_NUCLEI = re.compile(
    r"[aeiouyàâäåæéèêëíìîïóòôöøœúùûüýÿαεηιουωаеёиоуыэюя]+|\d|[\u0900-\u0dff\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7a3]",
    re.IGNORECASE,
)

_HOP = SAMPLE_RATE // 100
_SMOOTHING_FRAMES = 5
_MIN_DISTANCE_FRAMES = 8
_MIN_PROMINENCE_DB = 3.0
_MAX_BELOW_LOUDEST_DB = 25.0
_SILENCE_DB = -70.0

MAX_PER_SECOND = 9.0
"""Fast speech has seven."""


def count_syllables(text: str) -> int:
    """Return the number of syllables of a text, roughly: groups of vowels, digits and ideographs; at least one."""
    return max(1, len(_NUCLEI.findall(text)))


def count_nuclei(samples: NDArray[np.float32]) -> int:
    """Return the number of swells of loudness, which is that of syllables where somebody speaks.

    A steady sound has none, however loud; so has silence.
    """
    frames = samples[: len(samples) // _HOP * _HOP].reshape(-1, _HOP)
    if not len(frames):
        return 0
    power = scipy.ndimage.uniform_filter1d((frames**2).mean(axis=1), _SMOOTHING_FRAMES)
    level = np.pad(10 * np.log10(power + 10 ** (_SILENCE_DB / 10)), 1, constant_values=_SILENCE_DB)
    floor = max(float(level.max()) - _MAX_BELOW_LOUDEST_DB, _SILENCE_DB + _MIN_PROMINENCE_DB)
    peaks, _ = scipy.signal.find_peaks(
        level, height=floor, prominence=_MIN_PROMINENCE_DB, distance=_MIN_DISTANCE_FRAMES
    )
    return len(peaks)
