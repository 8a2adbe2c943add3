"""Words, in the language in which they are said."""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
import soundfile
from faster_whisper.transcribe import Segment
from numpy.typing import NDArray
from scipy.signal import resample_poly
from support.meetings import models_dir
from support.scoring import normalised
from tests_data import recording

from app.core.config import WorkerSettings
from app.core.models import ModelResidency
from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.transcription import transcriber as transcriber_module
from app.services.transcription.clips import Clip
from app.services.transcription.languages import Language, LanguageChoice, Probabilities
from app.services.transcription.loader import WHISPER
from app.services.transcription.transcriber import WhisperTranscriber, _Heard, _is_invented
from scribe_contracts.artefacts import Turn

WORKERS = 2


@pytest.fixture(scope="module")
def transcriber(s3_settings: WorkerSettings) -> Iterator[WhisperTranscriber]:
    settings = s3_settings.model_copy(update={"models_dir": models_dir("cpu"), "cpu_threads": WORKERS})
    with ModelResidency(settings).use(WHISPER) as model:
        yield WhisperTranscriber(model, batch=4, encoding_batch=1, padding_seconds=settings.hardware.padding_seconds)


def samples(name: str) -> NDArray[np.float64]:
    sound, rate = soundfile.read(recording(name), always_2d=True)
    return np.asarray(resample_poly(sound.mean(axis=1), SAMPLE_RATE, rate))


def meeting(*parts: NDArray[np.float64]) -> tuple[Audio, list[Turn]]:
    """The parts one after the other, each a turn of its own, with a second of silence between."""
    turns, pieces, start = [], [], 0.0
    for number, part in enumerate(parts):
        turns.append(Turn(speaker=f"SPEAKER_{number % 2:02d}", start=start, end=start + len(part) / SAMPLE_RATE))
        pieces += [part, np.zeros(SAMPLE_RATE)]
        start = turns[-1].end + 1
    return Audio((np.concatenate(pieces) * 32_000).astype(np.int16)[:, None]), turns


def test_languages_come_in_the_order_of_the_windows(
    transcriber: WhisperTranscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    """English, then a short French turn, then a long one: windows of three lengths."""
    english, french = samples("formats/jfk.flac"), samples("french/utterance.wav")
    audio, turns = meeting(english, french[: 2 * SAMPLE_RATE], french, english)
    seen: list[tuple[Clip, str]] = []

    def remember(windows: Sequence[Clip], heard: Sequence[Probabilities], *rest: object) -> Language:
        seen.extend((window, max(one, key=lambda code: one[code])) for window, one in zip(windows, heard, strict=True))
        return Language("en", 1.0)

    monkeypatch.setattr(transcriber_module, "decide", remember)
    transcriber.detect_language(audio, {0: turns}, LanguageChoice())

    assert [window.start for window, _ in seen] == sorted(window.start for window, _ in seen)
    spoken = {
        number: {code for window, code in seen if turn.start <= window.start < turn.end}
        for number, turn in enumerate(turns)
    }
    assert spoken == {0: {"en"}, 1: {"fr"}, 2: {"fr"}, 3: {"en"}}


def test_each_turn_is_written_in_its_language(transcriber: WhisperTranscriber) -> None:
    """A French sentence in an English meeting is not translated, although its clip could hold both."""
    english, french = samples("formats/jfk.flac"), samples("french/utterance.wav")
    audio, turns = meeting(english, french, english)

    language = transcriber.detect_language(audio, {0: turns}, LanguageChoice())
    words = transcriber.transcribe(audio, {0: turns}, language, None, lambda _: None)

    assert language.code == "en"
    assert [span.code for span in language.in_channel(0)] == ["en", "fr", "en"]
    heard = normalised("".join(word.text for word in words if turns[1].start <= word.start < turns[1].end))
    assert "sous le consulat il devient conservateur" in heard
    for number, code in enumerate(["en", "fr", "en"]):
        own = [word for word in words if turns[number].start <= word.start < turns[number].end]
        assert {word.language for word in own} == {code}
    assert "your country" in normalised("".join(word.text for word in words if word.start > turns[2].start))


def test_a_meeting_in_one_language_is_not_mixed(transcriber: WhisperTranscriber) -> None:
    audio, turns = meeting(*[samples("formats/jfk.flac")] * 3)

    language = transcriber.detect_language(audio, {0: turns}, LanguageChoice())

    assert (language.code, language.spans, language.guessed) == ("en", {}, False)
    assert language.probability > 0.8


def test_of_several_ordered_languages_each_passage_has_one(transcriber: WhisperTranscriber) -> None:
    audio, turns = meeting(samples("french/utterance.wav"), samples("formats/jfk.flac"))

    language = transcriber.detect_language(audio, {0: turns}, LanguageChoice(allowed=("de", "fr")))

    # English is neither, so only the French passage has a right answer.
    assert language.in_channel(0)[0].code == "fr"
    assert {span.code for span in language.in_channel(0)} <= {"de", "fr"}


def test_a_batch_is_encoded_as_its_clips_are(transcriber: WhisperTranscriber) -> None:
    features = np.random.default_rng(1).normal(size=(2, 80, 3000)).astype(np.float32)

    together = np.asarray(transcriber._model.encode(features))

    for clip, encoded in zip(features, together, strict=True):
        np.testing.assert_array_equal(encoded, np.asarray(transcriber._model.encode(clip[None]))[0])


@pytest.mark.parametrize(("window", "encoded"), [(None, 1500), (7.01, 351), (31.0, 1500)])
def test_no_more_is_encoded_than_the_window(
    transcriber: WhisperTranscriber, window: float | None, encoded: int
) -> None:
    features = np.zeros((1, 80, 3000), dtype=np.float32)

    assert np.asarray(transcriber._model.with_window(window).encode(features)).shape[1] == encoded


def test_short_clips_are_padded_as_whisper_was_trained(
    transcriber: WhisperTranscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[tuple[float | None, list[float]]] = []

    def decode(_: Audio, clips: Sequence[Clip], *, hotwords: str | None, padding: float | None = None) -> list[_Heard]:
        decoded.append((padding, [clip.duration for clip in clips]))
        # One says the same again and again, with little silence.
        return [_Heard([], repetitive=clip.duration == 9 and padding is not None) for clip in clips]

    monkeypatch.setattr(transcriber, "_decode_once", decode)
    audio = Audio(np.zeros((SAMPLE_RATE, 1), dtype=np.int16))
    clips = [Clip(start, start + seconds) for start, seconds in [(0, 20), (20, 5), (30, 9), (40, 8)]]

    heard = transcriber._decode_in_window(audio, clips, hotwords=None)

    assert decoded == [(1.5, [20, 9, 8]), (None, [5, 9])]
    assert [each.repetitive for each in heard] == [False] * 4


@pytest.mark.parametrize("sound", ["noise", "hum", "circles"])
def test_nothing_is_made_up_where_nobody_speaks(transcriber: WhisperTranscriber, sound: str) -> None:
    """Diarization takes sounds for speech at times; Whisper then writes a sentence, or one again and again."""
    seconds = np.arange(29 * SAMPLE_RATE) / SAMPLE_RATE
    heard = {
        "noise": samples("acoustics/noise5.wav"),
        "hum": 0.2 * np.sin(2 * np.pi * 50 * seconds),
        "circles": samples("formats/jfk.flac")[24_000:28_000],
    }[sound]
    heard = np.resize(heard, len(seconds))
    audio = Audio((heard / np.abs(heard).max() * 15_000).astype(np.int16)[:, None])
    turns = [Turn(speaker="SPEAKER_00", start=0, end=29)]

    assert transcriber.transcribe(audio, {0: turns}, Language("en", 1.0), None, lambda _: None) == ()


def test_without_speech_there_are_no_words(transcriber: WhisperTranscriber) -> None:
    audio = Audio(np.zeros((SAMPLE_RATE, 1), dtype=np.int16))

    language = transcriber.detect_language(audio, {0: []}, LanguageChoice())

    assert language.probability == 0.0
    assert transcriber.transcribe(audio, {0: []}, language, None, lambda _: None) == ()


@pytest.mark.parametrize(("start", "end", "last_word"), [(12.3, 13.15, "yet"), (24.6, 25.7, "absolutely")])
def test_what_is_said_twenty_five_times_is_written_as_often(
    transcriber: WhisperTranscriber, start: float, end: float, last_word: str
) -> None:
    """Decoded as a whole, a clip of "Not yet" is dropped for its repetitions; "Absolutely" is written 20 times."""
    said = samples("katie-steve/meeting.wav")[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)]
    audio, turns = meeting(np.tile(np.concatenate([said, np.zeros(round(0.15 * SAMPLE_RATE))]), 25))

    words = transcriber.transcribe(audio, {0: turns}, Language("en", 1.0), None, lambda _: None)

    # Processors differ in the last digits, and then by one.
    assert 24 <= normalised("".join(word.text for word in words)).split().count(last_word) <= 26
    assert {word.cut_until for word in words} == {None}


def test_sounds_that_swell_like_speech_are_no_words(transcriber: WhisperTranscriber) -> None:
    """Tones at four a second could hold as many syllables; Whisper's no-speech probability speaks against it."""
    time = np.arange(28 * SAMPLE_RATE) / SAMPLE_RATE
    pitch = 220 * 2 ** (np.array([0, 4, 7, 12, 7, 4, 9, 5])[(time * 4).astype(int) % 8] / 12)
    tune = 0.1 * np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE) * np.exp(-6 * (time % 0.25))
    hum = 0.1 * np.sin(2 * np.pi * 50 * time)

    for sound in (tune, hum):
        audio, turns = meeting(sound)
        assert transcriber.transcribe(audio, {0: turns}, Language("en", 1.0), None, lambda _: None) == ()


@pytest.mark.parametrize(
    ("no_speech", "log_probability", "compression", "invented"),
    [
        (0.3, -1.4, 1.0, False),
        (0.6, -0.6, 1.0, False),
        (0.6, -0.9, 1.0, True),
        (0.6, -0.6, 3.0, True),
        # A French sentence, three times for a noise of fifteen seconds.
        (0.82, -0.72, 2.17, True),
        (0.82, -0.5, 1.0, False),
    ],
)
def test_text_is_invented_if_whisper_hears_nobody_and_is_unsure(
    no_speech: float, log_probability: float, compression: float, invented: bool
) -> None:
    segment = SimpleNamespace(
        no_speech_prob=no_speech, avg_logprob=log_probability, compression_ratio=compression, start=0.0, end=15.0
    )

    assert _is_invented(cast(Segment, segment)) is invented
