"""Syllables of texts and of sounds."""

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray
from tests_data import recording

from app.services.audio.samples import SAMPLE_RATE
from app.services.transcription.syllables import count_nuclei, count_syllables

SECONDS = 10
TIME = np.arange(SECONDS * SAMPLE_RATE) / SAMPLE_RATE


def sound(name: str, start: float = 0.0, end: float | None = None) -> NDArray[np.float32]:
    samples, rate = soundfile.read(recording(name), dtype="float32", always_2d=True)
    assert rate == SAMPLE_RATE
    return np.asarray(samples[round(start * rate) : round(end * rate) if end else None, 0])


@pytest.mark.parametrize(
    ("text", "syllables"),
    [("no", 1), ("Oh,", 1), ("banana", 3), ("été", 2), ("4", 1), ("1984", 4), ("你好", 2), ("hm", 1), ("", 1)],
)
def test_syllables_are_groups_of_vowels_digits_and_ideographs(text: str, syllables: int) -> None:
    assert count_syllables(text) == syllables


def test_speech_has_about_as_many_swells_as_syllables() -> None:
    text = "Have you tried the latest real-time diarization in Microsoft Speech Service"

    nuclei = count_nuclei(sound("katie-steve/meeting.wav", 3.8, 8.2))

    spoken = sum(count_syllables(word) for word in text.split())
    assert 0.5 * spoken <= nuclei <= 1.3 * spoken


def test_steady_sounds_and_silence_have_none() -> None:
    hum = sum(np.sin(2 * np.pi * 50 * harmonic * TIME) / harmonic for harmonic in (1, 2, 3, 5))

    assert count_nuclei(np.asarray(0.1 * hum, dtype=np.float32)) <= 1
    assert count_nuclei(np.zeros(SAMPLE_RATE, dtype=np.float32)) == 0
    assert count_nuclei(np.zeros(20, dtype=np.float32)) == 0


def test_a_tone_that_swells_four_times_a_second_has_four_a_second() -> None:
    tone = np.sin(2 * np.pi * 220 * TIME) * np.abs(np.sin(2 * np.pi * 2 * TIME))

    assert count_nuclei(np.asarray(0.1 * tone, dtype=np.float32)) == pytest.approx(4 * SECONDS, abs=2)
