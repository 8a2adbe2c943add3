"""The worker's own stages, called one by one, as its pipeline does."""

from collections.abc import Iterator
from contextlib import contextmanager

from model_packs import find_pack, how_to_get

from app.core.config import WorkerSettings
from app.core.models import ModelResidency
from app.services.audio.samples import Audio
from app.services.diarization.diarizer import PyannoteDiarizer
from app.services.diarization.loader import DIARIZATION
from app.services.embedding.embedder import SpeakerEmbedder
from app.services.embedding.loader import EMBEDDER
from app.services.transcription.languages import LanguageChoice
from app.services.transcription.loader import WHISPER
from app.services.transcription.transcriber import WhisperTranscriber
from bench.folders import PACK, BenchError
from scribe_contracts.artefacts import SpokenWord, Turn
from scribe_contracts.jobs import SpeakerCount


class Worker:
    """The models of the CPU pack, on `threads` threads. Raises BenchError where the weights are missing."""

    def __init__(self, threads: int) -> None:
        models = find_pack(PACK)
        if models is None:
            raise BenchError(how_to_get(PACK))
        # No server is used here, but the settings require addresses.
        self._settings = WorkerSettings.model_validate(
            {
                "redis_url": "redis://unused",
                "s3_endpoint_url": "http://unused",
                "s3_access_key": "unused",
                "s3_secret_key": "not used here",
                "profile": PACK,
                "models_dir": models,
                "cpu_threads": threads,
            }
        )
        self._residency = ModelResidency(self._settings)

    @property
    def voice_seconds(self) -> float | None:
        return self._settings.hardware.voice_seconds

    @contextmanager
    def diarizer(self) -> Iterator[PyannoteDiarizer]:
        with self._residency.use(DIARIZATION) as models:
            batch = self._settings.fitted_hardware.segmentation_batch
            yield PyannoteDiarizer(models, batch=batch, voice_seconds=self.voice_seconds)

    @contextmanager
    def transcriber(self) -> Iterator[WhisperTranscriber]:
        with self._residency.use(WHISPER) as model:
            hardware = self._settings.fitted_hardware
            yield WhisperTranscriber(
                model,
                batch=hardware.transcription_batch,
                encoding_batch=hardware.encoding_batch,
                padding_seconds=hardware.padding_seconds,
            )

    @contextmanager
    def embedder(self) -> Iterator[SpeakerEmbedder]:
        with self._residency.use(EMBEDDER) as embedder:
            yield embedder


def diarize(diarizer: PyannoteDiarizer, audio: Audio) -> tuple[Turn, ...]:
    return diarizer.diarize(audio, SpeakerCount(), lambda _: None)


def transcribe(transcriber: WhisperTranscriber, audio: Audio, turns: tuple[Turn, ...]) -> tuple[SpokenWord, ...]:
    speech = {0: turns}
    language = transcriber.detect_language(audio, speech, LanguageChoice())
    return transcriber.transcribe(audio, speech, language, None, lambda _: None)
