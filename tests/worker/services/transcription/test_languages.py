"""Languages of turns, decided from the probabilities of windows."""

from itertools import chain

import numpy as np
import pytest

from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.transcription.clips import Clip
from app.services.transcription.languages import LanguageChoice, batches_of, decide, windows_of

SILENCE = Audio(np.zeros((60 * SAMPLE_RATE, 1), dtype=np.int16))
EN = {"en": 0.95, "fr": 0.01}
FR = {"en": 0.01, "fr": 0.95}


def turns(*windows: tuple[float, dict[str, float]]) -> tuple[list[Clip], list[dict[str, float]]]:
    """Return windows of so many seconds one after the other, half a second apart."""
    clips, start = [], 0.0
    for seconds, _ in windows:
        clips.append(Clip(start, start + seconds))
        start += seconds + 0.5
    return clips, [heard for _, heard in windows]


def codes(*windows: tuple[float, dict[str, float]]) -> list[str]:
    clips, heard = turns(*windows)
    return [span.code for span in decide(clips, heard, SILENCE, LanguageChoice()).in_channel(0)]


def test_a_sentence_in_another_language_is_a_span() -> None:
    assert codes((4, EN), (4, FR), (4, EN)) == ["en", "fr", "en"]


@pytest.mark.parametrize("seconds", [0.8, 1.2])
def test_a_name_or_an_ok_does_not_change_the_language(seconds: float) -> None:
    assert codes((4, EN), (seconds, FR), (4, EN)) == ["en"]


def test_a_doubtful_window_does_not_change_the_language() -> None:
    assert codes((4, EN), (4, {"en": 0.3, "th": 0.27}), (4, EN)) == ["en"]


@pytest.mark.parametrize(
    ("seconds", "taken_for"),
    [
        (4, {"fi": 0.52, "en": 0.22}),
        (2.3, {"fi": 0.75, "en": 0.07}),
        (1.8, {"ja": 0.76, "en": 0.16}),
        (4, {"la": 0.67}),
    ],
)
def test_one_unsure_turn_brings_in_no_language_that_is_nowhere_else(
    seconds: float, taken_for: dict[str, float]
) -> None:
    """These were heard in mumbled English; the short ones beside them are unsure of everything."""
    unsure = {"tl": 0.42, **dict.fromkeys(taken_for, 0.29), "en": 0.02}
    assert codes((4, EN), (1, unsure), (seconds, taken_for), (1, unsure), (4, EN), (4, FR), (4, EN)) == [
        "en",
        "fr",
        "en",
    ]


LATIN = {"la": 0.99, "en": 0.005}


@pytest.mark.parametrize("sure", [LATIN, {"sa": 0.99, "en": 0.005}, {"nn": 0.99, "en": 0.005}])
def test_a_sure_turn_brings_in_no_language_that_is_hardly_spoken(sure: dict[str, float]) -> None:
    """An English reader is heard as Latin like this."""
    assert codes((4, EN), (4, FR), (4, EN), (4, EN), (4, sure), (4, sure)) == ["en", "fr", "en"]
    assert codes((4, EN), (4, sure), (4, EN), (4, FR)) == ["en", "fr"]


def test_a_lecture_in_latin_is_one_and_so_is_what_is_ordered() -> None:
    assert codes((4, LATIN), (4, LATIN), (4, EN), (4, LATIN)) == ["la", "en", "la"]
    clips, heard = turns((4, EN), (4, LATIN))
    language = decide(clips, heard, SILENCE, LanguageChoice(allowed=("en", "la"), default=("en", "la")))
    assert [span.code for span in language.in_channel(0)] == ["en", "la"]


def test_a_single_turn_heard_as_latin_is_a_guess_at_another_language() -> None:
    clips, heard = turns((4, LATIN))

    language = decide(clips, heard, SILENCE, LanguageChoice())

    assert (language.code, language.guessed) == ("en", True)


def test_many_unsure_turns_are_a_language_of_their_own() -> None:
    noisy = {"de": 0.7, "en": 0.05}
    assert codes((4, EN), (4, EN), (4, noisy), (4, noisy), (4, noisy), (4, noisy), (4, EN)) == ["en", "de", "en"]


@pytest.mark.parametrize("french", [4, 8])
def test_mumbled_speech_keeps_its_language_beside_a_clear_sentence_in_another(french: float) -> None:
    mumbled = {"en": 0.7, "fr": 0.1}
    assert codes((4, mumbled), (4, mumbled), (french / 2, FR), (french / 2, FR)) == ["en", "fr"]


def test_a_stretch_taken_for_what_nobody_speaks_here_stays_in_its_speaker_s_language() -> None:
    """The end of a long German turn beside English ones, as Whisper base hears it: none is English."""
    german = {"de": 0.97, "ru": 0.01, "en": 0.001}
    unsure = {"ru": 0.38, "en": 0.11, "zh": 0.1, "lv": 0.04}
    clips = [Clip(0, 4), *(Clip(start, start + 4) for start in (6.5, 12.5, 18.5)), Clip(26, 30)]

    language = decide(clips, [EN, german, german, unsure, EN], SILENCE, LanguageChoice())

    first, second, third = language.in_channel(0)
    assert [span.code for span in (first, second, third)] == ["en", "de", "en"]
    assert 22.5 <= third.start <= 26


def test_few_unsure_turns_of_a_long_meeting_are_not() -> None:
    noisy = {"de": 0.7, "en": 0.05}
    assert codes(*[(4, EN)] * 100, *[(4, noisy)] * 4, *[(4, EN)] * 100) == ["en"]


def test_spans_follow_each_other_between_the_windows() -> None:
    clips, heard = turns((4, EN), (4, FR), (4, EN))

    first, second, third = decide(clips, heard, SILENCE, LanguageChoice()).in_channel(0)

    assert (first.start, third.end) == (0.0, float("inf"))
    assert clips[0].end <= first.end == second.start <= clips[1].start
    assert clips[1].end <= second.end == third.start <= clips[2].start


def test_each_channel_has_its_language() -> None:
    clips = [Clip(0, 4, 0), Clip(5, 9, 0), Clip(0, 4, 1)]

    language = decide(clips, [EN, EN, FR], SILENCE, LanguageChoice())

    assert language.code == "en"
    assert [span.code for channel in (0, 1) for span in language.in_channel(channel)] == ["en", "fr"]


def test_without_confidence_the_likeliest_default_is_taken() -> None:
    doubtful = {"th": 0.27, "fr": 0.2, "en": 0.1}
    clips, heard = turns((4, doubtful), (4, doubtful))

    language = decide(clips, heard, SILENCE, LanguageChoice(default=("en", "fr")))

    assert (language.code, language.guessed) == ("fr", True)
    assert language.probability == pytest.approx(0.2)


def test_a_sure_sentence_keeps_its_language_where_most_is_not_recognised() -> None:
    """Beside clear English and French: an accent taken for Thai and Latvian, and a reader taken for Latin."""
    thai, latvian = {"th": 0.67, "en": 0.08}, {"lv": 0.45, "de": 0.33, "en": 0.1}
    clips, heard = turns((4, EN), (4, FR), (4, {"la": 0.87, "en": 0.03}), (4, thai), (4, latvian), (4, latvian))

    language = decide(clips, heard, SILENCE, LanguageChoice(default=("en", "fr")))

    assert (language.code, language.guessed) == ("en", True)
    assert [span.code for span in language.in_channel(0)] == ["en", "fr", "en"]


def test_an_order_of_two_languages_leaves_out_all_others() -> None:
    clips, heard = turns((4, {"th": 0.6, "fr": 0.3, "en": 0.01}), (4, EN))

    language = decide(clips, heard, SILENCE, LanguageChoice(allowed=("fr", "en"), default=("fr", "en")))

    assert [span.code for span in language.in_channel(0)] == ["fr", "en"]
    assert not language.guessed


def test_without_speech_the_first_default_is_taken() -> None:
    language = decide([], [], SILENCE, LanguageChoice(default=("fr", "en")))
    assert (language.code, language.probability, language.guessed) == ("fr", 0.0, True)


def test_long_speech_is_listened_to_every_few_seconds() -> None:
    assert [(window.start, window.end) for window in windows_of([Clip(10, 23)])] == [(10, 14), (16, 20), (22, 23)]
    assert list(windows_of([Clip(0, 0.5)])) == []


def test_windows_alike_in_length_are_listened_to_together() -> None:
    lengths = [4.0, 1.2, 3.999, 4.009, 4.0, 4.0, 1.2, 0.8]
    windows = [Clip(10.0 * number, 10.0 * number + length) for number, length in enumerate(lengths)]

    batches = list(batches_of(windows, 4))

    assert [len(batch) for batch in batches] == [4, 1, 2, 1]
    assert sorted(chain.from_iterable(batches), key=windows.index) == windows
    for batch in batches:
        assert max(clip.duration for clip in batch) - min(clip.duration for clip in batch) < 0.02
