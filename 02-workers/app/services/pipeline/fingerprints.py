"""What each stage's result depends on, as one hash; a stored artefact with the same hash is used again."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from app.services.identification.thresholds import Thresholds
from scribe_contracts.jobs import ProcessingOptions, Voice
from scribe_contracts.transcript import Models

RECIPE = 3
"""Raise it when a change to the code makes artefacts come out differently."""

_BLOCK_BYTES = 1 << 20


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def conversion(recording: str, options: ProcessingOptions) -> str:
    """`recording` is the SHA-256 of the uploaded file."""
    return _hash("conversion", recording, options.channels)


def diarization(recording: str, options: ProcessingOptions, models: Models) -> str:
    return _hash("diarization", recording, options.channels, options.speakers.model_dump(), models.diarization)


def identification(diarized: str, voices: Sequence[Voice], models: Models, thresholds: Thresholds) -> str:
    """`diarized` is the fingerprint of the diarization. Where the thresholds came from does not matter."""
    compared = [voice.model_dump(mode="json") for voice in voices]
    rules = [thresholds.accept, thresholds.margin]
    return _hash("identification", diarized, compared, models.identification, rules)


def transcription(diarized: str, options: ProcessingOptions, models: Models) -> str:
    return _hash("transcription", diarized, options.language, options.hotwords, models.transcription)


def _hash(*parts: object) -> str:
    return hashlib.sha256(json.dumps([RECIPE, *parts], sort_keys=True).encode()).hexdigest()
