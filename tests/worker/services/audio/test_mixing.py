"""Nobody is lost in a mix whose channels cancel each other for one voice and not for another."""

import numpy as np
import pytest
from scipy.io import wavfile
from scipy.signal import fftconvolve
from support.recordings import amplitude
from tests_data import sample

from app.services.audio.mixing import SAMPLE_RATE, Floats, Mixer, Samples

_BLOCK = 5 * SAMPLE_RATE


def tone(hertz: float, seconds: float = 20) -> Floats:
    return 6000 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE)


def speech() -> Floats:
    return np.asarray(wavfile.read(sample("wav"))[1] * 0.4, dtype=np.float64)


def together(*channels: Floats) -> Samples:
    return np.rint(np.stack(channels, axis=1)).astype(np.int16)


def mixed(channels: Samples) -> tuple[Samples, bool]:
    width = channels.shape[1]
    mixer = Mixer([1 / width] * width)
    blocks = [mixer.mix(channels[start : start + _BLOCK]) for start in range(0, len(channels), _BLOCK)]
    return np.concatenate(blocks), mixer.changed


def level(samples: Samples, hertz: float, start: float, end: float) -> float:
    return amplitude(samples[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)].astype(np.float32), hertz)


def test_two_in_turn_of_whom_one_is_upside_down_are_both_heard() -> None:
    times = np.arange(20 * SAMPLE_RATE) / SAMPLE_RATE % 4
    first, second = tone(440) * (times < 2.6), tone(1000) * (times >= 2.6)

    mix, changed = mixed(together(first + second, first - second))

    assert changed
    for turn in range(5):
        assert level(mix, 440, 4 * turn + 0.1, 4 * turn + 2.5) > 5000
        assert level(mix, 1000, 4 * turn + 2.7, 4 * turn + 3.9) > 5000


@pytest.mark.parametrize("loudness", [0.5, 0.7, 1.0, 1.5])
def test_two_at_once_of_whom_one_is_upside_down_are_both_heard(loudness: float) -> None:
    first, second = tone(440), loudness * tone(1000)

    mix, _ = mixed(together(first + second, first - second))

    for start in range(0, 20, 2):
        assert level(mix, 440, start, start + 2) > 4000
        assert level(mix, 1000, start, start + 2) > 4000 * loudness


@pytest.mark.parametrize("seconds", [6.5, 8.0, 12.3])
def test_a_channel_that_turns_upside_down_on_the_way_is_heard_on(seconds: float) -> None:
    left = tone(440)
    right = left * np.where(np.arange(len(left)) < seconds * SAMPLE_RATE, 1, -1)

    mix, _ = mixed(together(left, right))

    assert min(level(mix, 440, start, start + 0.5) for start in np.arange(0, 19.5, 0.5) if start != seconds) > 3000


@pytest.mark.parametrize("loudness", [0.5, 1.0, 2.0])
def test_a_microphone_beside_two_channels_hides_no_voice_that_is_upside_down_in_one_of_them(loudness: float) -> None:
    first, second, microphone = tone(440), tone(1000), loudness * tone(700)

    mix, _ = mixed(together(first + second, first - second, microphone))

    for start in range(0, 20, 2):
        assert level(mix, 440, start, start + 2) > 2500
        assert level(mix, 1000, start, start + 2) > 2500
        assert level(mix, 700, start, start + 2) > 1500 * loudness


def test_of_two_pairs_of_channels_one_upside_down_both_are_heard() -> None:
    first, second = tone(440), tone(1000)

    mix, _ = mixed(together(first, first, second, -second))

    assert level(mix, 440, 1, 19) > 2500
    assert level(mix, 1000, 1, 19) > 1500


def test_voices_at_once_of_which_one_is_upside_down_are_both_heard() -> None:
    first = speech()
    second = 0.8 * np.roll(first, len(first) // 2)

    mix, _ = mixed(together(first + second, first - second))

    heard = mix.astype(np.float64)
    plain_loss = (second @ second) / (second @ second + first @ first)
    assert plain_loss > 0.3
    assert heard @ heard > 0.85 * (first @ first + second @ second)


def echoes(seed: int) -> Floats:
    noise = np.random.default_rng(seed).normal(size=4800)
    return np.concatenate([[1.0], 0.1 * noise * np.exp(-np.arange(4800) / 700)])


@pytest.mark.parametrize("late", [1, 4, 16, 80])
@pytest.mark.parametrize("room", [False, True])
def test_microphones_at_two_places_are_mixed_plainly(late: int, room: bool) -> None:
    left, right = speech(), np.roll(speech(), late)
    if room:
        left, right = (fftconvolve(sound, echoes(seed))[: len(sound)] * 0.5 for seed, sound in enumerate((left, right)))
    channels = together(left, right)

    mix, changed = mixed(channels)

    assert not changed
    assert np.array_equal(mix, np.clip(np.rint(channels @ np.array([0.5, 0.5])), -32768, 32767).astype(np.int16))
