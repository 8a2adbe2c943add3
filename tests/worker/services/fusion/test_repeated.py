"""Speech on several channels."""

import numpy as np
from numpy.typing import NDArray
from support.speech import A, B, turn, word

from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.fusion.repeated import say_once
from scribe_contracts.artefacts import SpokenWord
from scribe_contracts.transcript import WarningCode

SAID = ("We", "start", "the", "meeting", "now.")


def sentence(speaker: str, start: float, texts: tuple[str, ...] = SAID) -> list[SpokenWord]:
    return [word(f" {text}", start + n * 0.4, start + n * 0.4 + 0.3, speaker) for n, text in enumerate(texts)]


def noise(seed: int) -> NDArray[np.float64]:
    return np.random.default_rng(seed).normal(size=10 * SAMPLE_RATE) * 5_000


def audio(first: NDArray[np.float64], second: NDArray[np.float64]) -> Audio:
    return Audio(np.stack([first, second], axis=1).astype(np.int16))


def sorted_words(*words: list[SpokenWord]) -> list[SpokenWord]:
    return sorted((each for some in words for each in some), key=lambda each: each.start)


def test_the_same_recording_on_both_channels_is_said_once() -> None:
    sound = noise(1)
    words = sorted_words(sentence(A, 0), sentence(B, 0.05), [word(" Gonna", 4, 4.3, A)], [word(" Going", 4, 4.3, B)])
    turns = [turn(A, 0, 5), turn(B, 0, 5)]

    said = say_once(words, turns, audio(sound, sound), "en")

    assert [each.speaker for each in said.words] == [A] * 6
    assert [each.speaker for each in said.turns] == [A]
    assert said.warning is not None
    assert (said.warning.code, said.warning.start, said.warning.end) == (WarningCode.SPEECH_REPEATED, 0.05, 4.3)


def test_a_microphone_that_hears_the_other_keeps_its_own_words() -> None:
    """Each channel has the other's sentence too, more quietly."""
    first, second = noise(1), noise(2)
    loud = np.where(np.arange(len(first)) < 3 * SAMPLE_RATE, 1.0, 0.1)
    quiet = np.where(np.arange(len(first)) < 3 * SAMPLE_RATE, 0.1, 1.0)
    theirs = ("What", "do", "you", "think?")
    words = sorted_words(sentence(A, 0), sentence(B, 0.1), sentence(A, 5.1, theirs), sentence(B, 5, theirs))

    said = say_once(words, [turn(A, 0, 7), turn(B, 0, 7)], audio(first * loud, second * quiet), "en")

    assert [each.speaker for each in said.words] == [A] * 5 + [B] * 4
    assert [each.speaker for each in said.turns] == [A, B]


def test_a_short_answer_of_both_is_said_twice() -> None:
    words = [word(" Yes.", 1.0, 1.3, A), word(" Yes.", 1.1, 1.4, B)]

    said = say_once(words, [], audio(noise(1), noise(2)), "en")

    assert (len(said.words), said.warning) == (2, None)


def test_two_who_say_different_things_at_once_are_both_heard() -> None:
    words = sorted_words(sentence(A, 0), sentence(B, 0.1, ("I", "am", "not", "ready", "yet.")))

    said = say_once(words, [], audio(noise(1), noise(2)), "en")

    assert (len(said.words), said.warning) == (10, None)
