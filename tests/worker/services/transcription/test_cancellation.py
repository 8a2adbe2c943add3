"""Cancelling while Whisper decodes: the job ends at once, and the next model waits for the call in progress."""

import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest
import soundfile
from support.meetings import models_dir
from tests_data import recording

from app.core.config import WorkerSettings
from app.core.errors import JobCancelledError
from app.core.models import ModelResidency
from app.core.progress import Progress
from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.embedding.loader import EMBEDDER
from app.services.transcription.encodings import Features, ModelWithBatches
from app.services.transcription.languages import Language, LanguageChoice
from app.services.transcription.loader import WHISPER, Whisper
from app.services.transcription.transcriber import WhisperTranscriber
from scribe_contracts.artefacts import Turn

MAX_SECONDS = 2.0
"""From a cancellation until the worker can take the next job."""

MINUTES = 10
TURNS = [Turn(speaker="SPEAKER_00", start=start, end=start + 29.0) for start in range(0, MINUTES * 60, 30)]


@pytest.fixture
def residency(s3_settings: WorkerSettings) -> Iterator[ModelResidency]:
    residency = ModelResidency(s3_settings.model_copy(update={"models_dir": models_dir("tiny")}))
    yield residency
    residency.release_models()


@pytest.fixture(scope="module")
def audio() -> Audio:
    """Ten minutes of speech."""
    sound, rate = soundfile.read(recording("katie-steve/meeting.wav"), always_2d=True)
    assert rate == SAMPLE_RATE
    mono = np.resize(sound.mean(axis=1), MINUTES * 60 * SAMPLE_RATE)
    return Audio((mono * 32_000).astype(np.int16)[:, None])


class _Decoding:
    """Notes when the model decodes, and keeps it decoding until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.calls = 0
        self.running = 0
        encode = ModelWithBatches.encode

        def held(model: ModelWithBatches, features: Features) -> object:
            self.calls += 1
            try:
                encoded = encode(model, features)
            except BaseException:
                self.calls -= 1
                raise
            self.running += 1
            self.begun.set()
            self.let_go.wait(30)
            self.running -= 1
            return encoded

        monkeypatch.setattr(ModelWithBatches, "encode", held)


def test_a_cancelled_job_does_not_wait_for_the_batch_in_progress(
    residency: ModelResidency, audio: Audio, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoding = _Decoding(monkeypatch)
    asked: list[float] = []

    def cancel_while_decoding(_: float) -> None:
        if decoding.begun.is_set():
            asked.append(time.monotonic())
            raise JobCancelledError

    with pytest.raises(JobCancelledError), residency.use(WHISPER) as whisper:
        _transcribe(whisper, audio, cancel_while_decoding)
    free = time.monotonic()

    assert free - asked[0] < MAX_SECONDS
    assert decoding.running > 0
    assert residency.resident == (WHISPER.name,)
    decoding.let_go.set()


def test_the_next_model_waits_until_the_last_one_rests(
    residency: ModelResidency, audio: Audio, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoding = _Decoding(monkeypatch)
    entered = threading.Event()

    def next_job() -> None:
        with residency.use(EMBEDDER):
            assert residency.resident == (EMBEDDER.name,)
            entered.set()

    def cancel_while_decoding(_: float) -> None:
        if decoding.begun.is_set():
            raise JobCancelledError

    with pytest.raises(JobCancelledError), residency.use(WHISPER) as whisper:
        _transcribe(whisper, audio, cancel_while_decoding)
    loaded = whisper.model.model
    thread = threading.Thread(target=next_job)
    thread.start()

    assert not entered.wait(0.3)
    assert loaded.model_is_loaded
    calls = decoding.calls
    decoding.let_go.set()
    assert entered.wait(30)
    thread.join()
    assert not loaded.model_is_loaded
    assert (decoding.running, decoding.calls) == (0, calls), "nothing is begun after the cancellation"


@pytest.mark.parametrize("share", [0.0, 0.2])
def test_real_decoding_is_left_in_time(residency: ModelResidency, audio: Audio, share: float) -> None:
    """Nothing is held: what the model has begun ends by itself, long before the ten minutes are transcribed."""
    asked: list[float] = []

    def cancel(done: float) -> None:
        if done >= share:
            asked.append(time.monotonic())
            raise JobCancelledError

    with pytest.raises(JobCancelledError), residency.use(WHISPER) as whisper:
        _transcribe(whisper, audio, cancel)
    free = time.monotonic()
    with residency.use(EMBEDDER):
        rested = time.monotonic()

    print(f"free after {free - asked[0]:.2f} s, the next model after {rested - asked[0]:.1f} s")
    assert free - asked[0] < MAX_SECONDS
    assert rested - asked[0] < 30


def test_the_search_for_languages_can_be_cancelled(s3_settings: WorkerSettings, audio: Audio) -> None:
    """The tiny model knows one language."""
    residency = ModelResidency(s3_settings.model_copy(update={"models_dir": models_dir("cpu")}))

    def cancel() -> None:
        raise JobCancelledError

    with residency.use(WHISPER) as whisper:
        transcriber = WhisperTranscriber(whisper, batch=4, encoding_batch=1)
        with pytest.raises(JobCancelledError):
            transcriber.detect_language(audio, {0: TURNS}, LanguageChoice(), cancel)


def _transcribe(whisper: Whisper, audio: Audio, on_progress: Progress) -> None:
    transcriber = WhisperTranscriber(whisper, batch=4, encoding_batch=1)
    transcriber.transcribe(audio, {0: TURNS}, Language("en", 1.0), None, on_progress)
