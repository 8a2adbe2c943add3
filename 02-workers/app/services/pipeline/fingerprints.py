"""Fingerprints: one hash of everything that a stage's result depends on. An artefact with the same hash is reused."""

import hashlib
import json
from collections.abc import Sequence

from app.services.identification.thresholds import Thresholds
from scribe_contracts.jobs import ProcessingOptions, Voice
from scribe_contracts.transcript import Models

RECIPE = 6
"""Version of the stages' code; raise it when a change makes artefacts come out differently."""


def conversion(recording: str, options: ProcessingOptions) -> str:
    """Return the fingerprint of what browsers play; `recording` is the SHA-256 of the uploaded file."""
    return _hash("conversion", recording, options.channels)


def diarization(recording: str, options: ProcessingOptions, models: Models) -> str:
    """Return the fingerprint of the diarization; `recording` is the SHA-256 of the uploaded file."""
    return _hash("diarization", recording, options.channels, options.speakers.model_dump(), models.diarization)


def identification(diarized: str, voices: Sequence[Voice], models: Models, thresholds: Thresholds) -> str:
    """Return the fingerprint of the identification; `diarized` is that of the diarization.

    The origin of the thresholds does not matter.
    """
    compared = [voice.model_dump(mode="json") for voice in voices]
    rules = [thresholds.accept, thresholds.margin]
    return _hash("identification", diarized, compared, models.identification, rules)


def transcription(diarized: str, options: ProcessingOptions, models: Models) -> str:
    """Return the fingerprint of the transcription; `diarized` is that of the diarization."""
    return _hash("transcription", diarized, options.language, options.hotwords, models.transcription)


def _hash(*parts: object) -> str:
    return hashlib.sha256(json.dumps([RECIPE, *parts], sort_keys=True).encode()).hexdigest()
