"""Kaldi filter banks with WeSpeaker's parameters (wespeaker/bin/infer_onnx.py), without torch.

As torchaudio.compliance.kaldi computes them, with which the tests compare: frames that fit in whole, mean removed,
pre-emphasis, a Hamming window, the power spectrum of 512 points, triangles on the mel scale, logarithm.
"""

from functools import cache

import numpy as np
import scipy
from numpy.typing import NDArray

from app.services.audio.samples import SAMPLE_RATE

Samples = NDArray[np.float32]
"""(samples,) at 16 kHz, -1 to 1."""

FRAMES_PER_SECOND = 100
MEL_BINS = 80

SHIFT_SAMPLES = SAMPLE_RATE // FRAMES_PER_SECOND
WINDOW_SAMPLES = 400
"""25 ms."""

SPECTRUM_SAMPLES = 512
SAMPLE_SCALE = 1 << 15
PRE_EMPHASIS = 0.97
_LOWEST_HERTZ = 20.0
_FRAMES_A_BLOCK = 500
"""So many are worked on at a time, which the processor's caches hold."""


def frame_count(samples: int) -> int:
    """Return the number of frames that so many samples give."""
    return max(0, 1 + (samples - WINDOW_SAMPLES) // SHIFT_SAMPLES)


def filter_banks(samples: Samples) -> NDArray[np.float32]:
    """Return logarithms of mel energies (frames, MEL_BINS)."""
    banks = np.empty((frame_count(len(samples)), MEL_BINS), dtype=np.float32)
    if not len(banks):
        return banks
    frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW_SAMPLES)[::SHIFT_SAMPLES]
    weights, shape = triangles(), window()
    for start in range(0, len(banks), _FRAMES_A_BLOCK):
        block = frames[start : start + _FRAMES_A_BLOCK] * np.float32(SAMPLE_SCALE)
        block -= block.mean(axis=1, keepdims=True)
        # The first sample of a frame has itself before it.
        before = np.concatenate((block[:, :1], block[:, :-1]), axis=1)
        spectrum = scipy.fft.rfft((block - np.float32(PRE_EMPHASIS) * before) * shape, SPECTRUM_SAMPLES)
        power = spectrum.real**2 + spectrum.imag**2
        banks[start : start + len(block)] = (weights @ power.T).T
    return np.log(np.maximum(banks, np.finfo(np.float32).eps, out=banks), out=banks)


def window() -> NDArray[np.float32]:
    """Return the Hamming window (WINDOW_SAMPLES,)."""
    return np.hamming(WINDOW_SAMPLES).astype(np.float32)


@cache
def triangles() -> "scipy.sparse.csr_array":
    """Return weights (MEL_BINS, frequencies): triangles, each from the peak of the last to that of the next.

    They are nearly all zero. A dense product would also be spread over threads, which the networks have.
    """
    edges = np.linspace(_mel(_LOWEST_HERTZ), _mel(SAMPLE_RATE / 2), MEL_BINS + 2)
    left, peak, right = edges[:-2], edges[1:-1], edges[2:]
    mels = _mel(np.arange(SPECTRUM_SAMPLES // 2 + 1) * SAMPLE_RATE / SPECTRUM_SAMPLES)[:, None]
    weights = np.maximum(0.0, np.minimum((mels - left) / (peak - left), (right - mels) / (right - peak)))
    return scipy.sparse.csr_array(weights.T.astype(np.float32))


def _mel(hertz: float | NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1127.0 * np.log1p(np.asarray(hertz) / 700.0))
