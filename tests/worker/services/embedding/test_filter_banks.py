"""Filter banks beside torchaudio's, after which the models were trained."""

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torchaudio.compliance import kaldi

from app.services.embedding.filter_banks import MEL_BINS, filter_banks, frame_count

SECOND = 16_000
RANDOM = np.random.default_rng(0)
SWEEP = np.sin(np.linspace(0, 1, 4 * SECOND) ** 2 * 40_000)
SOUNDS = {
    "loud noise": RANDOM.uniform(-1, 1, 11 * SECOND),
    "faint noise": RANDOM.standard_normal(SECOND) * 1e-5,
    "a rising tone with a bias": 0.3 * SWEEP + 0.2,
    "silence": np.zeros(SECOND),
    "one frame": RANDOM.standard_normal(400) * 0.1,
}


@pytest.mark.parametrize("name", SOUNDS)
def test_they_are_torchaudios(name: str) -> None:
    samples = SOUNDS[name].astype(np.float32)
    expected: NDArray[np.float32] = kaldi.fbank(
        torch.from_numpy(samples)[None] * (1 << 15),
        num_mel_bins=MEL_BINS,
        frame_length=25.0,
        frame_shift=10.0,
        dither=0.0,
        sample_frequency=SECOND,
        window_type="hamming",
        use_energy=False,
    ).numpy()
    found = filter_banks(samples)
    assert found.dtype == np.float32
    assert found.shape == expected.shape
    assert np.allclose(found, expected, atol=2e-3)
    assert np.abs(found - expected).mean() < 1e-4


def test_less_than_a_frame_has_none() -> None:
    assert filter_banks(np.zeros(399, dtype=np.float32)).shape == (0, MEL_BINS)
    assert frame_count(0) == 0
