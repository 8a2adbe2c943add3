"""A whole meeting through the stages, one model in memory at a time, as the worker takes them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.core.config import ModelSettings
from app.core.models import ModelLoader, ModelResidency, ModelT
from app.services.audio.samples import Audio
from app.services.diarization.diarizer import PyannoteDiarizer
from app.services.diarization.loader import DIARIZATION
from app.services.embedding.loader import EMBEDDER
from app.services.fusion import attribution
from app.services.transcription.languages import Language, LanguageChoice
from app.services.transcription.loader import WHISPER
from app.services.transcription.transcriber import WhisperTranscriber
from scribe_contracts.artefacts import ModelUse, Turn
from scribe_contracts.jobs import SpeakerCount


@dataclass(frozen=True)
class Stage:
    """One stage of the meeting."""

    name: str
    seconds: float
    """Time of the work, without loading."""

    use: ModelUse


@dataclass(frozen=True)
class Meeting:
    """Findings of the stages, and their cost."""

    audio: Audio
    turns: tuple[Turn, ...]
    language: Language
    stages: tuple[Stage, ...]


def run(audio: Audio, settings: ModelSettings) -> Meeting:
    """Diarize, transcribe and give words to speakers with the batches of the profile."""
    timed = _Timed(settings)
    hardware = settings.fitted_hardware
    with timed.stage("diarize", DIARIZATION) as models:
        turns = diarize(PyannoteDiarizer(models, batch=hardware.segmentation_batch), audio)
    with timed.stage("transcribe", WHISPER) as whisper:
        transcriber = WhisperTranscriber(
            whisper,
            batch=hardware.transcription_batch,
            encoding_batch=hardware.encoding_batch,
            padding_seconds=hardware.padding_seconds,
        )
        language = transcriber.detect_language(audio, {0: turns}, LanguageChoice())
        words = transcriber.transcribe(audio, {0: turns}, language, None, lambda _: None)
    with timed.stage("fuse", EMBEDDER) as embedder:
        attribution.by_voice(words, turns, audio, embedder, language=language.code)
    return Meeting(audio, turns, language, tuple(timed.stages))


def diarize(diarizer: PyannoteDiarizer, audio: Audio) -> tuple[Turn, ...]:
    return diarizer.diarize(audio, SpeakerCount(), lambda _: None)


class _Timed:
    """Uses of models, each with the time of the work."""

    def __init__(self, settings: ModelSettings) -> None:
        self._residency = ModelResidency(settings)
        self.stages: list[Stage] = []

    @contextmanager
    def stage(self, name: str, loader: ModelLoader[ModelT]) -> Iterator[ModelT]:
        with self._residency.use(loader) as model:
            began = time.perf_counter()
            yield model
            seconds = time.perf_counter() - began
        (use,) = self._residency.take_uses()
        self.stages.append(Stage(name, seconds, use))
