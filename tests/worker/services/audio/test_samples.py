"""The decoded recording."""

from pathlib import Path

import numpy as np
import pytest
from scipy.io import wavfile

from app.services.audio.samples import SAMPLE_RATE, Audio


def test_a_crop_is_the_sound_between_two_times() -> None:
    samples = np.arange(2 * SAMPLE_RATE).astype(np.int16)[:, None]

    piece = Audio(samples).crop(0.5, 1.0)

    assert piece.dtype == np.float32
    assert len(piece) == SAMPLE_RATE // 2
    assert piece[0] == pytest.approx(8000 / 32768)


def test_a_crop_ends_with_the_recording() -> None:
    assert len(Audio(np.zeros((SAMPLE_RATE, 1), dtype=np.int16)).crop(0.9, 5.0)) == SAMPLE_RATE // 10


def test_another_rate_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rate.wav"
    wavfile.write(path, 8000, np.zeros(8000, dtype=np.int16))

    with pytest.raises(ValueError, match="8000 Hz"):
        Audio.open(path)


def test_peaks_are_the_loudest_samples_of_equal_parts() -> None:
    samples = np.zeros((SAMPLE_RATE, 2), dtype=np.int16)
    samples[100, 0] = 16384
    samples[-1, 1] = -32768

    peaks = Audio(samples).peaks()

    assert (len(peaks.peaks), peaks.points_per_second) == (20, 20.0)
    assert (peaks.peaks[0], peaks.peaks[1], peaks.peaks[-1]) == (0.5, 0.0, 1.0)


def test_peaks_of_hours_stay_a_small_document() -> None:
    samples = np.zeros((1, 1), dtype=np.int16)
    hours = np.broadcast_to(samples, (4 * 3600 * SAMPLE_RATE, 1))

    assert 71_000 <= len(Audio(hours).peaks().peaks) <= 72_000


def test_nothing_has_no_peaks() -> None:
    assert Audio(np.zeros((0, 1), dtype=np.int16)).peaks().peaks == ()
