"""Which enrolled person each speaker is, or that nobody knows the voice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.embedding.embedder import SpeakerEmbedder, unit
from app.services.identification.thresholds import Thresholds
from scribe_contracts.artefacts import IdentifiedSpeaker, Turn
from scribe_contracts.solo_speech import solo_spans

_PIECE_SECONDS = 10.0
_MOST_SECONDS = 90.0
"""More speech than this does not make a voiceprint better, only slower."""

_LEAST_SECONDS = 1.5
"""With less clean speech than this a speaker stays unknown: the scores of short speech are not to be trusted."""


@dataclass(frozen=True)
class KnownVoice:
    voice_id: UUID
    name: str
    embedding: NDArray[np.float32]
    """(dimension,), of length one."""


def voiceprint(pieces: Sequence[NDArray[np.float32]], embedder: SpeakerEmbedder) -> NDArray[np.float32] | None:
    """One unit embedding (dimension,) for all the speech in `pieces` (samples at 16 kHz); None if it is too short."""
    total = np.zeros(embedder.dimension, dtype=np.float32)
    seconds = 0.0
    parts = _cut(pieces)
    for piece, embedding in zip(parts, embedder.embed_each(map(embedder.features, parts)), strict=True):
        if embedding is not None:
            total += unit(embedding) * len(piece)
            seconds += len(piece) / SAMPLE_RATE
    return unit(total) if seconds >= _LEAST_SECONDS else None


def clean_speech(audio: Audio, turns: Sequence[Turn], speaker: str) -> list[NDArray[np.float32]]:
    """What `speaker` says while nobody else does, longest stretches first, up to a bound."""
    channel = int(speaker.rsplit("_", 1)[-1]) if audio.channels > 1 else 0
    pieces: list[NDArray[np.float32]] = []
    left = _MOST_SECONDS
    for start, end in solo_spans(turns, speaker):
        if left <= 0:
            break
        pieces.append(audio.crop(start, min(end, start + left), channel))
        left -= end - start
    return pieces


def identify(
    prints: Mapping[str, NDArray[np.float32] | None], voices: Sequence[KnownVoice], thresholds: Thresholds
) -> tuple[IdentifiedSpeaker, ...]:
    """Give each voice to at most one speaker, so that the similarities are largest in sum; then refuse the weak ones.

    `prints` holds a unit embedding for each speaker, None for one who says too little.
    """
    heard = {speaker: embedding for speaker, embedding in prints.items() if embedding is not None}
    found = {
        speaker: IdentifiedSpeaker(speaker=speaker, name=None, voice_id=None, similarity=None) for speaker in prints
    }
    if heard and voices:
        similarity = np.stack(list(heard.values())) @ np.stack([voice.embedding for voice in voices]).T
        rows, columns = linear_sum_assignment(similarity, maximize=True)
        chosen = dict(zip(rows.tolist(), columns.tolist(), strict=True))
        for row, speaker in enumerate(heard):
            found[speaker] = _judge(speaker, similarity[row], chosen.get(row), voices, thresholds)
    return tuple(found.values())


def _judge(
    speaker: str,
    similarity: NDArray[np.float32],
    chosen: int | None,
    voices: Sequence[KnownVoice],
    thresholds: Thresholds,
) -> IdentifiedSpeaker:
    """`chosen` is the voice that this speaker was given, None if all went to others."""
    if chosen is None:
        return IdentifiedSpeaker(
            speaker=speaker, name=None, voice_id=None, similarity=round(float(similarity.max()), 4)
        )
    voice, score = voices[chosen], float(similarity[chosen])
    others = [value for value, other in zip(similarity, voices, strict=True) if other.name != voice.name]
    sure = thresholds.name(score, score - max(others, default=-1.0))
    return IdentifiedSpeaker(
        speaker=speaker,
        name=voice.name if sure else None,
        voice_id=voice.voice_id if sure else None,
        similarity=round(score if sure else float(similarity.max()), 4),
    )


def _cut(pieces: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
    """All pieces end to end, in equal parts of about ten seconds: short ones alone would embed badly."""
    if not pieces:
        return []
    speech = np.concatenate(pieces)
    return np.array_split(speech, max(1, round(len(speech) / SAMPLE_RATE / _PIECE_SECONDS)))
