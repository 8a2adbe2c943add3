"""Voiceprints: one embedding for all the speech of a person."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.embedding.embedder import SpeakerEmbedder, unit
from scribe_contracts.artefacts import Turn
from scribe_contracts.solo_speech import solo_spans
from scribe_contracts.speakers import speaker_number

_PIECE_SECONDS = 10.0
_MAX_SECONDS = 90.0
"""More speech than this does not make a voiceprint better, only slower."""

_MIN_SECONDS = 1.5
"""With less clean speech than this a speaker stays unknown: the scores of short speech are not to be trusted."""


def voiceprint(pieces: Sequence[NDArray[np.float32]], embedder: SpeakerEmbedder) -> NDArray[np.float32] | None:
    """Return one unit embedding (dimension,) for the speech in `pieces`, samples at 16 kHz; None if it is too short."""
    total = np.zeros(embedder.dimension, dtype=np.float32)
    seconds = 0.0
    parts = _cut(pieces)
    for piece, embedding in zip(parts, embedder.embed_each(map(embedder.features, parts)), strict=True):
        if embedding is not None:
            total += unit(embedding) * len(piece)
            seconds += len(piece) / SAMPLE_RATE
    return unit(total) if seconds >= _MIN_SECONDS else None


def clean_speech(audio: Audio, turns: Sequence[Turn], speaker: str) -> list[NDArray[np.float32]]:
    """Return samples in which nobody but `speaker` speaks: longest stretches first, 90 seconds in all at most.

    Of a recording with several channels, the speaker's own channel is heard.
    """
    channel = speaker_number(speaker) or 0 if audio.channels > 1 else 0
    pieces: list[NDArray[np.float32]] = []
    left = _MAX_SECONDS
    for start, end in solo_spans(turns, speaker):
        if left <= 0:
            break
        pieces.append(audio.crop(start, min(end, start + left), channel))
        left -= end - start
    return pieces


def _cut(pieces: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
    """Join the pieces and cut them into equal parts of about ten seconds: short ones alone embed badly."""
    if not pieces:
        return []
    speech = np.concatenate(pieces)
    return np.array_split(speech, max(1, round(len(speech) / SAMPLE_RATE / _PIECE_SECONDS)))
