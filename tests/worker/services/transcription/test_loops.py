"""Loops of the decoder are found and cut; what people repeat stays."""

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray
from tests_data import recording

from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.transcription.clips import Clip
from app.services.transcription.loops import (
    cut_loops,
    find_repetitions,
    is_better,
    says_a_phrase_again,
    split,
)
from app.services.transcription.whole_words import limit_lengths
from scribe_contracts.artefacts import SpokenWord

COUNTING = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)


def spoken(text: str, start: float, end: float) -> list[SpokenWord]:
    """The words, evenly spread over the time."""
    texts = text.split()
    edges = np.linspace(start, end, len(texts) + 1).round(3).tolist()
    return [
        SpokenWord(start=a, end=b, text=f" {each}", probability=0.9)
        for each, a, b in zip(texts, edges[:-1], edges[1:], strict=True)
    ]


def audio_of(samples: NDArray[np.float32]) -> Audio:
    return Audio((samples * 32_000).astype(np.int16)[:, None])


def sound(name: str, start: float = 0.0, end: float | None = None) -> NDArray[np.float32]:
    samples, rate = soundfile.read(recording(name), dtype="float32", always_2d=True)
    assert rate == SAMPLE_RATE
    return np.asarray(samples[round(start * rate) : round(end * rate) if end else None, 0])


def not_yet() -> NDArray[np.float32]:
    """A short answer of two syllables."""
    return sound("katie-steve/meeting.wav", 12.35, 13.05)


def repeated(piece: NDArray[np.float32], times: int) -> Audio:
    return audio_of(np.tile(np.concatenate([piece, np.zeros(SAMPLE_RATE // 5, dtype=np.float32)]), times))


def hum(seconds: float) -> Audio:
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return audio_of(np.asarray(0.1 * np.sin(2 * np.pi * 50 * time), dtype=np.float32))


def texts(words: list[SpokenWord]) -> str:
    return "".join(word.text for word in words).strip()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("no " * 25, [(1, 25)]),
        ("No. no, NO " * 3, [(1, 9)]),
        ("and so we said " + "I don't know. " * 6 + "at all", [(3, 6)]),
        ("thank you very much for watching and please subscribe to my channel. " * 5, [(12, 5)]),
        (
            "morphine is not valid in physiological action to it and may be given in cases of narcotic poisoning. " * 9,
            [(18, 9)],
        ),
        ("4-4-4-4-4-4-4-4-4", [(0, 8)]),
        ("yes yes yes", []),
        ("non non non", []),
        ("it costs 100000000 euros, or 10000000.", []),
        ("it costs 25000000000 euros", []),
        ("0000000000000000000000000000", [(0, 28)]),
        ("444444444444", [(0, 12)]),
        (COUNTING, []),
        ("twenty one twenty two twenty three twenty four", []),
        ("the more we know the more we learn the more we ask", []),
    ],
)
def test_repetitions_of_words_of_sentences_and_within_words_are_found(text: str, found: list[tuple[int, int]]) -> None:
    assert [(each.unit, each.times) for each in find_repetitions(spoken(text, 0, 20))] == found


@pytest.mark.parametrize(
    ("text", "is_again"),
    [
        ("What has happened to me? " * 3 + "By Allah, replied the fireman", True),
        (f"{COUNTING} {COUNTING}", True),
        ("That was so. That was so. You don't mean that you thought me so silly.", False),
        ("That was so. " * 3, True),
        ("no no no no no", False),
        (COUNTING, False),
        ("", False),
    ],
)
def test_a_phrase_that_follows_itself_is_noticed(text: str, is_again: bool) -> None:
    assert says_a_phrase_again(spoken(text, 0, 20)) is is_again


def test_what_is_really_said_twenty_five_times_stays() -> None:
    audio = repeated(not_yet(), 25)
    words = spoken("not yet " * 25, 0, audio.duration)

    assert cut_loops(words, Clip(0, audio.duration), audio) == words


@pytest.mark.parametrize("noise", ["noise2", "noise3", "noise5"])
def test_it_stays_in_noise_half_as_loud(noise: str) -> None:
    audio = repeated(not_yet(), 25)
    clean = audio.samples[:, 0].astype(np.float32) / 32_000
    under = np.resize(sound(f"acoustics/{noise}.wav"), len(clean))
    noisy = audio_of(np.clip(clean + under * np.sqrt((clean**2).mean() / (under**2).mean()) / 2, -1, 1))
    words = spoken("not yet " * 25, 0, audio.duration)

    assert cut_loops(words, Clip(0, audio.duration), noisy) == words


def test_a_loop_over_hum_is_cut_and_marked() -> None:
    audio = hum(20)
    words = spoken("well then " + "oh " * 45, 0, 20)

    kept = cut_loops(words, Clip(0, 20), audio)

    assert texts(kept).startswith("well then oh")
    assert len(kept) <= 8
    assert [word.cut_until for word in kept if word.cut_until is not None] == [20]
    assert kept[-1].cut_until == 20


def test_a_loop_faster_than_anybody_speaks_is_cut() -> None:
    audio = repeated(not_yet(), 2)
    words = spoken("not yet " * 40, 0, audio.duration)

    kept = cut_loops(words, Clip(0, audio.duration), audio)

    assert 2 <= len(kept) // 2 <= 8


def test_a_word_made_of_repetitions_is_shortened() -> None:
    (word,) = cut_loops(spoken("4-4-4-4-4-4-4-4-4-4-4-4-4-4-4-4", 0, 6), Clip(0, 6), hum(6))

    assert word.text.strip() in {"4", "4-4", "4-4-4", "4-4-4-4", "4-4-4-4-4"}
    assert word.cut_until == 6


@pytest.mark.parametrize("looped", ["4" * 35, "4-" * 35, "47" * 20, "ha" * 40, "a" * 60])
def test_one_word_holds_no_more_than_its_time_has_swells_and_ends_with_them(looped: str) -> None:
    """The looped word stands for the first of many sounds, whose later ones are other words."""
    audio = repeated(not_yet(), 25)
    words = limit_lengths([*spoken("My number is", 0, 0.6), *spoken(looped, 0.6, 10.2)])

    (*_, word) = cut_loops(words, Clip(0, audio.duration), audio)

    assert len(word.text) < 0.6 * len(looped)
    assert word.cut_until == round(audio.duration, 3)
    assert word.end - word.start <= 5.2


def test_digits_that_are_said_stay_in_one_word() -> None:
    audio = repeated(not_yet(), 6)
    words = spoken("44444444", 0, 4.0)

    assert cut_loops(words, Clip(0, audio.duration), audio) == words


def test_words_around_a_loop_stay() -> None:
    words = [*spoken("before", 0, 1), *spoken("oh " * 30, 1, 9), *spoken("after that", 9, 10)]

    kept = texts(cut_loops(words, Clip(0, 10), hum(10)))

    assert kept.startswith("before oh")
    assert kept.endswith("after that")


def test_the_decoding_with_fewer_impossible_repetitions_is_the_better_one() -> None:
    audio = repeated(not_yet(), 5)
    clip = Clip(0, audio.duration)
    right, loop = spoken("not yet " * 5, 0, clip.end), spoken("not yet " * 60, 0, clip.end)

    assert is_better(right, loop, clip, audio)
    assert not is_better(loop, right, clip, audio)


def test_of_two_possible_decodings_pieces_count_better_and_the_whole_has_better_sentences() -> None:
    audio = repeated(not_yet(), 25)
    clip = Clip(0, audio.duration)

    assert is_better(spoken("not yet " * 25, 0, clip.end), spoken("not yet " * 22, 0, clip.end), clip, audio)
    sentences = spoken("we spoke of it at length and then he said no no no no to all of that", 0, clip.end)
    assert not is_better(spoken("no no no no", 0, clip.end), sentences, clip, audio)


def test_pieces_that_lost_repetitions_are_not_better() -> None:
    """Of "no" twenty-five times the pieces had 20 and the whole clip 27; the sound has as many swells as is said."""
    audio = repeated(sound("katie-steve/meeting.wav", 12.35, 12.6), 25)
    clip = Clip(0, audio.duration)

    assert not is_better(spoken("no " * 20, 0, clip.end), spoken("no " * 27, 0, clip.end), clip, audio)
    assert is_better(spoken("no " * 24, 0, clip.end), spoken("no " * 35, 0, clip.end), clip, audio)
    assert is_better(spoken("no " * 24, 0, clip.end), spoken("no " * 20, 0, clip.end), clip, audio)


def test_a_clip_is_cut_where_it_is_quiet() -> None:
    audio = repeated(not_yet(), 25)
    clip = Clip(0, audio.duration, language="en")

    pieces = split(clip, audio)

    assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]
    assert (pieces[0].start, pieces[-1].end) == (0, audio.duration)
    assert max(piece.duration for piece in pieces) <= 6
    assert {piece.language for piece in pieces} == {"en"}
    for piece in pieces[1:]:
        assert np.abs(audio.crop(piece.start - 0.02, piece.start + 0.02)).max() < 0.01
