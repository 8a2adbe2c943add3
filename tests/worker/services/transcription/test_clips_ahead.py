"""On a card the next batch of clips is made ready while one is decoded; here the model is the processor's."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from support.meetings import models_dir
from tests_data import sample

from app.core.config import ModelSettings
from app.core.models import ModelResidency
from app.core.profiles import PROFILES, ProfileName
from app.services.audio.samples import Audio
from app.services.transcription.languages import Language
from app.services.transcription.loader import WHISPER, Whisper
from app.services.transcription.transcriber import WhisperTranscriber
from scribe_contracts.artefacts import SpokenWord, Turn

# The dialogue twice: more than 30 s, so that there are several clips, and batches of one.
TURNS = [Turn(speaker="SPEAKER_00", start=start, end=start + 9) for start in (0.0, 10.0, 20.0, 30.0, 40.0)]


def words(
    monkeypatch: pytest.MonkeyPatch, batches_ahead: int, watch: Callable[[Whisper], None]
) -> tuple[SpokenWord, ...]:
    gpu = replace(
        PROFILES[ProfileName.GPU],
        device="cpu",
        in_batches=False,
        whisper_compute_type="int8",
        batches_ahead=batches_ahead,
    )
    monkeypatch.setitem(PROFILES, ProfileName.GPU, gpu)
    settings = ModelSettings(profile=ProfileName.GPU, models_dir=models_dir("tiny"), cpu_threads=2)
    audio = Audio(np.tile(Audio.open(sample("wav")).samples, (2, 1)))
    with ModelResidency(settings).use(WHISPER) as whisper:
        assert whisper.model.model.num_workers == 1
        watch(whisper)
        transcriber = WhisperTranscriber(whisper, batch=1, encoding_batch=1)
        return transcriber.transcribe(audio, {0: TURNS}, Language("en", 1.0), None, lambda _: None)


def test_a_batch_is_analysed_while_another_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clip is decoded before the sound of a second one was analysed: only with batches ahead does that come."""
    analysed = threading.Semaphore(0)
    waited: list[bool] = []

    def watch(whisper: Whisper) -> None:
        analyse, generate = whisper.model.feature_extractor, whisper.model.encode

        def analysing(*arguments: Any, **named: Any) -> Any:
            features = analyse(*arguments, **named)
            analysed.release()
            return features

        def encoding(features: Any) -> Any:
            if not waited:
                waited.append(True)
                # Its own, and the next one's.
                assert analysed.acquire(timeout=60)
                assert analysed.acquire(timeout=60)
            return generate(features)

        extractor = type(
            "Watched", (), {"__call__": staticmethod(analysing), "__getattr__": lambda _, name: getattr(analyse, name)}
        )
        monkeypatch.setattr(whisper.model, "feature_extractor", extractor())
        monkeypatch.setattr(whisper.model, "encode", encoding)

    ahead = words(monkeypatch, 1, watch)

    assert waited
    assert ahead == words(monkeypatch, 0, lambda _: None)
    assert len(ahead) > 20
