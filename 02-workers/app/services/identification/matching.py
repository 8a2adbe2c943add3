"""Which enrolled person each speaker is, or that nobody knows the voice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from app.services.identification.thresholds import Thresholds
from scribe_contracts.artefacts import IdentifiedSpeaker


@dataclass(frozen=True)
class KnownVoice:
    voice_id: UUID
    name: str
    embedding: NDArray[np.float32]
    """(dimension,), of length one."""


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
