"""Words get speakers: by turns, and by voices."""

from collections.abc import Iterable, Iterator

import numpy as np
from hypothesis import given
from numpy.typing import NDArray
from support.speech import A, B, turn, turns_strategy, word, words_strategy

from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.fusion.attribution import by_turns, by_voice
from scribe_contracts.artefacts import SpokenWord, Turn


def test_a_word_goes_to_whoever_is_heard_for_most_of_it() -> None:
    assert by_turns([word(" hello", 0.8, 1.6)], [turn(A, 0, 1), turn(B, 1, 3)]) == [B]


def test_turns_of_one_speaker_count_together() -> None:
    turns = [turn(A, 0, 0.4), turn(B, 0.4, 0.9), turn(A, 0.9, 1.4)]

    assert by_turns([word(" hello", 0.0, 1.4)], turns) == [A]


def test_overlapped_speech_stays_with_the_one_who_was_speaking() -> None:
    turns = [turn(A, 0, 2), turn(B, 1, 3)]

    assert by_turns([word(" I", 0.1, 0.9), word(" think", 1.2, 1.6)], turns) == [A, A]


def test_a_word_outside_every_turn_goes_to_the_nearest() -> None:
    turns = [turn(A, 0, 1), turn(B, 5, 6)]

    assert by_turns([word(" well", 1.5, 1.8), word(" so", 4.5, 4.8)], turns) == [A, B]


def test_a_long_early_turn_may_be_the_nearest() -> None:
    turns = [turn(A, 0, 100), turn(B, 1, 2), turn(B, 200, 201)]

    assert by_turns([word(" bye", 101, 101.5)], turns) == [A]


def test_a_channel_s_speaker_is_not_questioned() -> None:
    assert by_turns([word(" yes", 0, 1, speaker=B)], [turn(A, 0, 1)]) == [B]


def test_without_turns_one_speaker_says_everything() -> None:
    assert by_turns([word(" hello", 0, 1)], []) == ["SPEAKER_00"]


@given(words=words_strategy, turns=turns_strategy)
def test_a_word_is_only_given_to_a_speaker_who_overlaps_it_most(words: list[SpokenWord], turns: list[Turn]) -> None:
    for each, speaker in zip(words, by_turns(words, turns), strict=True):
        shared = {
            label: sum(max(0.0, min(t.end, each.end) - max(t.start, each.start)) for t in turns if t.speaker == label)
            for label in {t.speaker for t in turns}
        }
        most = max(shared.values(), default=0.0)
        if most > 0:
            assert shared[speaker] >= most - 1e-6


class PitchEmbedder:
    """Tells people apart by the height of a tone."""

    name = "pitch"
    dimension = 2

    def frames(self, samples: int) -> int:
        return samples

    def filter_banks(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        return samples[:, None]

    features = filter_banks

    def embed_each(self, features: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32] | None]:
        for samples in features:
            crossings = np.mean(np.diff(np.signbit(samples[:, 0])))
            yield np.array([1.0, 0.0] if crossings < 0.05 else [0.0, 1.0], dtype=np.float32)

    def close(self) -> None: ...


class NotingEmbedder(PitchEmbedder):
    """Notes how many frames it is given for each phrase."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def embed_each(self, features: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32] | None]:
        for samples in features:
            self.lengths.append(len(samples))
            yield from super().embed_each([samples])


def tones(*voices: tuple[str, float, float], seconds: float = 20.0) -> Audio:
    """A low tone where A speaks, a high one where B does."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    samples = np.zeros(len(time))
    for speaker, start, end in voices:
        tone = np.sin(2 * np.pi * (200 if speaker == A else 2000) * time)
        samples += np.where((time >= start) & (time < end), tone, 0)
    return Audio((samples * 10_000).astype(np.int16)[:, None])


def said(text: str, start: float, end: float) -> list[SpokenWord]:
    """The words of `text`, one after the other."""
    words = text.split()
    step = (end - start) / len(words)
    return [word(f" {each}", start + step * n, start + step * (n + 1)) for n, each in enumerate(words)]


def test_a_sentence_in_the_wrong_turn_goes_to_the_voice_that_says_it() -> None:
    words = (
        said("I will write it down.", 0, 3)
        + said("Would you send it to me?", 3.1, 6)
        + said("Of course I will.", 6.2, 9)
    )
    audio = tones((A, 0, 3), (B, 3.1, 6), (A, 6.2, 9), (B, 10, 14))
    words += said("Then we are done for today.", 10, 14)
    turns = [turn(A, 0, 9), turn(B, 10, 14)]

    speakers = by_voice(words, turns, audio, PitchEmbedder(), language="en")

    assert speakers == [A] * 5 + [B] * 6 + [A] * 4 + [B] * 6
    assert by_turns(words, turns) == [A] * 15 + [B] * 6


def test_a_turn_that_ends_too_late_does_not_tear_the_next_sentence() -> None:
    words = said("We met on Monday.", 0, 3) + said("Then on Tuesday again.", 3.0, 6)
    audio = tones((A, 0, 3), (B, 3, 6))

    assert (
        by_voice(words, [turn(A, 0, 3.8), turn(B, 3.8, 6)], audio, PitchEmbedder(), language="en") == [A] * 4 + [B] * 4
    )


def test_a_short_answer_belongs_to_whose_turn_it_is() -> None:
    words = [
        *said("Shall we start with the budget then?", 0, 4),
        word(" Yes.", 4.2, 4.5),
        *said("Good, here it is.", 4.7, 8),
    ]
    audio = tones((A, 0, 4), (B, 4.2, 4.5), (A, 4.7, 8))

    speakers = by_voice(
        words, [turn(A, 0, 4), turn(B, 4.2, 4.5), turn(A, 4.7, 8)], audio, PitchEmbedder(), language="en"
    )

    assert speakers == [A] * 7 + [B] + [A] * 4


def test_progress_is_told() -> None:
    told: list[float] = []
    words = said("One two three.", 0, 3) + said("Four five six.", 3, 6)

    by_voice(
        words,
        [turn(A, 0, 3), turn(B, 3, 6)],
        tones((A, 0, 3), (B, 3, 6)),
        PitchEmbedder(),
        language="en",
        on_progress=told.append,
    )

    assert told == [0.5, 1.0]


def test_a_long_phrase_is_recognised_by_its_middle() -> None:
    words = said("Of all that we have to do today this comes first.", 0, 11) + said("Very well then.", 11.1, 13)
    embedder = NotingEmbedder()
    turns = [turn(A, 0, 11), turn(B, 11.1, 13)]
    speakers = by_voice(words, turns, tones((A, 0, 11), (B, 11.1, 13)), embedder, language="en", voice_seconds=3.0)

    assert speakers == [A] * 11 + [B] * 3
    assert max(embedder.lengths) == 300


@given(words=words_strategy, turns=turns_strategy)
def test_every_word_gets_one_of_the_speakers(words: list[SpokenWord], turns: list[Turn]) -> None:
    audio = Audio(np.zeros((66 * SAMPLE_RATE, 1), dtype=np.int16))

    speakers = by_voice(words, turns, audio, PitchEmbedder(), language="en")

    assert len(speakers) == len(words)
    assert set(speakers) <= ({each.speaker for each in turns} or {"SPEAKER_00"})
