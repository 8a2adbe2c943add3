"""The worker's own stages, called one by one as its pipeline calls them."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.core.config import WorkerSettings
from app.core.models import Model, ModelResidency
from app.services.audio.samples import Audio
from app.services.diarization.diarizer import PyannoteDiarizer
from app.services.embedding.embedder import SpeakerEmbedder
from app.services.transcription.transcriber import WhisperTranscriber
from bench.folders import MODELS, BenchError
from scribe_contracts.artefacts import SpokenWord, Turn
from scribe_contracts.jobs import SpeakerCount


class Worker:
    """Models of the CPU pack, on `threads` threads."""

    def __init__(self, threads: int) -> None:
        if not (MODELS / "pack.json").exists():
            raise BenchError("The model weights are missing; fetch them with: ./manage.sh models fetch cpu")
        import torch

        # Features are computed by torch even where no torch model is loaded.
        torch.set_num_threads(threads)
        # Nothing here talks to a server; the addresses are asked for all the same.
        self._settings = WorkerSettings.model_validate(
            {
                "redis_url": "redis://unused",
                "s3_endpoint_url": "http://unused",
                "s3_access_key": "unused",
                "s3_secret_key": "not used here",
                "profile": "cpu",
                "models_dir": MODELS,
                "cpu_threads": threads,
            }
        )
        self._residency = ModelResidency(self._settings)

    @contextmanager
    def diarizer(self) -> Iterator[PyannoteDiarizer]:
        with self._residency.use(Model.DIARIZATION) as models:
            yield PyannoteDiarizer(models, batch=self._settings.hardware.segmentation_batch)

    @contextmanager
    def transcriber(self) -> Iterator[WhisperTranscriber]:
        with self._residency.use(Model.WHISPER) as model:
            hardware = self._settings.hardware
            yield WhisperTranscriber(model, batch=hardware.transcription_batch, encoding_batch=hardware.encoding_batch)

    @contextmanager
    def embedder(self) -> Iterator[SpeakerEmbedder]:
        with self._residency.use(Model.IDENTIFICATION) as embedder:
            yield embedder


def diarize(diarizer: PyannoteDiarizer, audio: Audio) -> tuple[Turn, ...]:
    return diarizer.diarize(audio, SpeakerCount(), lambda _: None)


def transcribe(transcriber: WhisperTranscriber, audio: Audio, turns: tuple[Turn, ...]) -> tuple[SpokenWord, ...]:
    speech = {0: turns}
    language = transcriber.detect_language(audio, speech)
    return transcriber.transcribe(audio, speech, language, None, lambda _: None)
