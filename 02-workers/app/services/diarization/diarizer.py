"""Diarization: the recipe of pyannote/speaker-diarization-3.1 around a WeSpeaker embedder, with far less work.

It segments chunks of 10 s into local speakers, embeds each of them, clusters the embeddings (agglomerative) and sums up
the chunks. Overlapping chunks hold the same words up to ten times; they are embedded once, and silence never is.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from app.core.progress import Progress
from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.diarization.clustering import CLUSTERING, DEFAULT_CLUSTERING, cluster
from app.services.diarization.loader import DiarizationModels
from app.services.diarization.local_speakers import Slot, embedded_speech, embedding_sources
from app.services.diarization.segmentation import CHUNK_SECONDS, HOP_SECONDS, LocalSpeech, Segmenter
from app.services.diarization.timeline import count_speakers, spans, speaker_activity
from app.services.embedding.embedder import middle
from app.services.embedding.filter_banks import FRAMES_PER_SECOND
from scribe_contracts.artefacts import Turn
from scribe_contracts.jobs import SpeakerCount
from scribe_contracts.speakers import speaker_id

_SEGMENTATION_SHARE = 0.45
"""Share of the time that segmentation takes; embedding takes the rest."""

_BLOCK_SECONDS = 60.0
"""Length of recording for which features are computed at a time."""


class Diarizer(Protocol):
    """Finds out who speaks when."""

    def diarize(self, audio: Audio, speakers: SpeakerCount, on_progress: Progress) -> tuple[Turn, ...]:
        """Return turns sorted by start; speakers are SPEAKER_00, SPEAKER_01, … in order of first speech."""


class PyannoteDiarizer:
    """Diarizer for one channel with any number of speakers.

    It segments `batch` chunks of 10 s together, and embeds at most `voice_seconds` of a chunk's local speaker.
    """

    def __init__(self, models: DiarizationModels, *, batch: int, voice_seconds: float | None = None) -> None:
        self._models = models
        self._batch = batch
        self._voice_seconds = voice_seconds
        self._clustering = CLUSTERING.get(models.embedder.name, DEFAULT_CLUSTERING)

    def diarize(self, audio: Audio, speakers: SpeakerCount, on_progress: Progress) -> tuple[Turn, ...]:
        speech = self._models.segmentation.segment(
            audio, 0, self._batch, lambda share: on_progress(share * _SEGMENTATION_SHARE)
        )
        count = count_speakers(speech)
        if not count.any():
            return ()
        embeddings = self._embed(
            audio, speech, lambda share: on_progress(_SEGMENTATION_SHARE + share * (1 - _SEGMENTATION_SHARE))
        )
        clusters = cluster(embeddings, speech, speakers, self._clustering)
        max_speakers = speakers.exact or speakers.maximum
        if max_speakers is not None:
            count = np.minimum(count, max_speakers)
        active = speaker_activity(speech, clusters, count)
        return _turns([spans(column, audio.duration) for column in active.T])

    def _embed(self, audio: Audio, speech: LocalSpeech, on_progress: Progress) -> NDArray[np.float32]:
        """Return embeddings (chunks, local speakers, dimension); NaN where a local speaker says too little."""
        embedder = self._models.embedder
        sources = embedding_sources(speech)
        chosen = sorted(set(sources.values()))
        embeddings = np.full((*speech.active.shape[::2], embedder.dimension), np.nan, dtype=np.float32)
        computed = embedder.embed_each(self._features(audio, speech, chosen))
        for number, (slot, embedding) in enumerate(zip(chosen, computed, strict=True), 1):
            on_progress(number / len(chosen))
            if embedding is not None:
                embeddings[slot] = embedding
        for slot, source in sources.items():
            embeddings[slot] = embeddings[source]
        return embeddings

    def _features(self, audio: Audio, speech: LocalSpeech, slots: Sequence[Slot]) -> Iterator[Any]:
        """Yield the embedder's features of the speech of each slot, in order; each chunk is normalised by itself."""
        length = self._models.embedder.frames(round(CHUNK_SECONDS * SAMPLE_RATE))
        stretched = np.arange(length) * speech.frames // length
        embedded = embedded_speech(speech)
        chunks_a_block = round(_BLOCK_SECONDS / HOP_SECONDS)
        for block, members in groupby(slots, key=lambda slot: slot[0] // chunks_a_block):
            start = block * _BLOCK_SECONDS
            seconds = _BLOCK_SECONDS - HOP_SECONDS + CHUNK_SECONDS
            samples = audio.crop(start, start + seconds)
            # The last chunk is padded, as it was for the segmentation.
            samples = np.pad(samples, (0, round(seconds * SAMPLE_RATE) - len(samples)))
            features = self._models.embedder.filter_banks(samples)
            for chunk, slot in members:
                first = round((chunk * HOP_SECONDS - start) * FRAMES_PER_SECOND)
                chosen = embedded[chunk, stretched, slot]
                yield middle(self._models.embedder.excerpt(features, first, chosen), self._voice_seconds)


class ChannelDiarizer:
    """Diarizer for recordings with one speaker for each channel; all speech on a channel is that speaker's."""

    def __init__(self, segmentation: Segmenter, *, batch: int) -> None:
        self._segmentation = segmentation
        self._batch = batch

    def diarize(self, audio: Audio, speakers: SpeakerCount, on_progress: Progress) -> tuple[Turn, ...]:  # noqa: ARG002
        turns: list[Turn] = []
        for channel in range(audio.channels):
            speech = self._segmentation.segment(
                audio, channel, self._batch, _part(on_progress, channel, audio.channels)
            )
            turns.extend(
                Turn(speaker=speaker_id(channel), start=start, end=end)
                for start, end in spans(count_speakers(speech) > 0, audio.duration)
            )
        return tuple(sorted(turns, key=lambda turn: (turn.start, turn.speaker)))


def _part(on_progress: Progress, index: int, parts: int) -> Progress:
    """Return a function that reports the progress of one of several equal parts."""
    return lambda share: on_progress((index + share) / parts)


def _turns(speakers: Sequence[Sequence[tuple[float, float]]]) -> tuple[Turn, ...]:
    """Return the turns of each speaker's spans (start, end), with speakers numbered in order of first speech."""
    heard = sorted((start, end, number) for number, stretches in enumerate(speakers) for start, end in stretches)
    names: dict[int, str] = {}
    return tuple(
        Turn(speaker=names.setdefault(number, speaker_id(len(names))), start=start, end=end)
        for start, end, number in heard
    )
