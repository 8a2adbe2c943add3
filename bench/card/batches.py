"""Speed and memory of one network by the number of inputs that it takes at once."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from app.core.config import ModelSettings
from app.core.memory import is_out_of_memory
from app.core.models import ModelLoader, ModelResidency
from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.diarization.loader import DIARIZATION, DiarizationModels
from app.services.embedding.embedder import SpeakerEmbedder
from app.services.embedding.loader import EMBEDDER
from app.services.transcription.loader import WHISPER, Whisper
from app.services.transcription.transcriber import WhisperTranscriber
from bench.card.meeting import Meeting
from scribe_contracts.artefacts import Memory, Turn

CLIP_SECONDS = 30.0
_CLIPS_OF_EACH = 2
"""Full batches that each thread decodes: one alone says more of its longest clip than of the card."""

PIECE_SECONDS = 10.0

Work = Callable[[Any], float]
"""Runs a loaded model on some sound, and returns the seconds of it."""


@dataclass(frozen=True)
class BatchRun:
    """One stay of a model with one size of batches."""

    model: str
    batch: int
    memory: Memory
    load_seconds: float
    times_real_time: float | None
    """Seconds of sound done in a second; None where memory ran out."""

    @property
    def taken(self) -> int:
        """Return the bytes that the stay took at most."""
        return self.memory.peak - self.memory.before


def segmentation(meeting: Meeting, settings: ModelSettings, batches: Iterable[int]) -> Iterable[BatchRun]:
    """Yield runs of the network that finds speech, from small batches to large ones."""

    def work_by(batch: int) -> Work:
        def work(models: DiarizationModels) -> float:
            models.segmentation.segment(meeting.audio, 0, batch, lambda _: None)
            return meeting.audio.duration

        return work

    yield from _each("segmentation", DIARIZATION, work_by, settings, batches)


def embedding(meeting: Meeting, settings: ModelSettings, batches: Iterable[int]) -> Iterable[BatchRun]:
    """Yield runs of the network that knows voices, on pieces of equal length, so that each batch is full."""

    def work_by(batch: int) -> Work:
        count = batch * _CLIPS_OF_EACH
        audio, _ = lengthened(meeting.audio, (), count * PIECE_SECONDS)
        pieces = [audio.crop(number * PIECE_SECONDS, (number + 1) * PIECE_SECONDS) for number in range(count)]

        def work(embedder: SpeakerEmbedder) -> float:
            for first in range(0, count, batch):
                for _ in embedder.embed_each(embedder.features(piece) for piece in pieces[first : first + batch]):
                    pass
            return audio.duration

        return work

    yield from _each("embedding", EMBEDDER, work_by, settings, batches)


def transcription(meeting: Meeting, settings: ModelSettings, batches: Iterable[int]) -> Iterable[BatchRun]:
    """Yield runs of Whisper on so much of the meeting, repeated if need be, that each batch is full."""

    def work_by(batch: int) -> Work:
        clips = batch * settings.parallel_inputs * _CLIPS_OF_EACH
        audio, turns = lengthened(meeting.audio, meeting.turns, clips * CLIP_SECONDS)

        def work(whisper: Whisper) -> float:
            encoding = min(batch, settings.fitted_hardware.encoding_batch)
            padding = settings.hardware.padding_seconds
            transcriber = WhisperTranscriber(whisper, batch=batch, encoding_batch=encoding, padding_seconds=padding)
            language = replace(meeting.language, spans={})
            transcriber.transcribe(audio, {0: turns}, language, None, lambda _: None)
            return audio.duration

        return work

    yield from _each("whisper", WHISPER, work_by, settings, batches)


def lengthened(audio: Audio, turns: tuple[Turn, ...], seconds: float) -> tuple[Audio, tuple[Turn, ...]]:
    """Return the first `seconds` of a recording that is repeated as often as that takes, and its turns."""
    times = max(1, -(-round(seconds * SAMPLE_RATE) // len(audio.samples)))
    samples = np.tile(audio.samples, (times, 1))[: round(seconds * SAMPLE_RATE)]
    longer = Audio(samples)
    repeated = (
        turn.model_copy(update={"start": turn.start + offset, "end": min(turn.end + offset, longer.duration)})
        for offset in (number * audio.duration for number in range(times))
        for turn in turns
        if turn.start + offset < longer.duration
    )
    return longer, tuple(repeated)


def _each(
    name: str,
    loader: ModelLoader[Any],
    work_by: Callable[[int], Work],
    settings: ModelSettings,
    batches: Iterable[int],
) -> Iterable[BatchRun]:
    """Load the model for each size of batch, so that its peak is that size's own; end where memory runs out."""
    residency = ModelResidency(settings)
    for batch in batches:
        work, speed = work_by(batch), None
        try:
            with residency.use(loader) as model:
                began = time.perf_counter()
                done = work(model)
                speed = done / (time.perf_counter() - began)
        except Exception as error:
            if not is_out_of_memory(error):
                raise
        (use,) = residency.take_uses()
        yield BatchRun(name, batch, use.memory, use.load_seconds, speed)
        if speed is None:
            return
