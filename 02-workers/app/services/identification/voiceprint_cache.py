"""Voiceprints of the enrolled people that a meeting's speakers are compared with."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import structlog
from numpy.typing import NDArray

from app.core.errors import JobError
from app.services.audio.conversion import Converter
from app.services.audio.samples import Audio
from app.services.embedding.embedder import SpeakerEmbedder
from app.services.identification.matching import KnownVoice
from app.services.identification.voiceprints import voiceprint
from app.services.storage.storage import Storage
from scribe_contracts.jobs import Channels, Voice

log = structlog.get_logger()


class VoiceprintCache:
    """Computes each voiceprint once per model and set of samples; later meetings find it in storage."""

    def __init__(self, storage: Storage, converter: Converter) -> None:
        self._storage = storage
        self._converter = converter

    def load(self, voices: Sequence[Voice], embedder: SpeakerEmbedder, folder: Path) -> list[KnownVoice]:
        """Return the voices with their voiceprints; leave out those whose samples are gone or hold no speech.

        `folder` is for temporary files.
        """
        known = []
        for voice in voices:
            embedding = self._storage.load_embedding(voice, embedder.name)
            if embedding is None:
                embedding = self._enrol(voice, embedder, folder)
            if embedding is None:
                log.warning("voice_without_usable_samples", voice_id=str(voice.voice_id))
                continue
            known.append(KnownVoice(voice.voice_id, voice.name, embedding))
        return known

    def _enrol(self, voice: Voice, embedder: SpeakerEmbedder, folder: Path) -> NDArray[np.float32] | None:
        pieces = [
            audio.crop(0.0, audio.duration)
            for number, key in enumerate(voice.samples)
            if (audio := self._decode(key, folder / f"voice-{voice.voice_id}-{number}")) is not None
        ]
        embedding = voiceprint(pieces, embedder)
        if embedding is not None:
            self._storage.save_embedding(voice, embedder.name, embedding)
        return embedding

    def _decode(self, key: str, folder: Path) -> Audio | None:
        folder.mkdir()
        source = folder / "sample"
        if not self._storage.download_voice_sample(key, source):
            return None
        try:
            return Audio.open(self._converter.convert(source, folder, Channels.MIX).wav)
        except JobError as error:
            if error.retryable:
                raise
            return None
