"""Matching of speakers with enrolled voices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import scipy
from numpy.typing import NDArray

from app.services.identification.thresholds import Thresholds
from scribe_contracts.artefacts import IdentifiedSpeaker


@dataclass(frozen=True)
class KnownVoice:
    """An enrolled voice."""

    voice_id: UUID
    name: str
    embedding: NDArray[np.float32]
    """Voiceprint (dimension,), of length one."""


def identify(
    prints: Mapping[str, NDArray[np.float32] | None], voices: Sequence[KnownVoice], thresholds: Thresholds
) -> tuple[IdentifiedSpeaker, ...]:
    """Assign each voice to at most one speaker such that the sum of similarities is largest; then reject weak matches.

    `prints` holds a unit embedding for each speaker, None for one who says too little.
    """
    heard = {speaker: embedding for speaker, embedding in prints.items() if embedding is not None}
    found = {
        speaker: IdentifiedSpeaker(speaker=speaker, name=None, voice_id=None, similarity=None) for speaker in prints
    }
    if heard and voices:
        similarity = np.stack(list(heard.values())) @ np.stack([voice.embedding for voice in voices]).T
        rows, columns = scipy.optimize.linear_sum_assignment(similarity, maximize=True)
        chosen = dict(zip(rows.tolist(), columns.tolist(), strict=True))
        for row, speaker in enumerate(heard):
            found[speaker] = _accept_or_reject(speaker, similarity[row], chosen.get(row), voices, thresholds)
    return tuple(found.values())


def _accept_or_reject(
    speaker: str,
    similarity: NDArray[np.float32],
    chosen: int | None,
    voices: Sequence[KnownVoice],
    thresholds: Thresholds,
) -> IdentifiedSpeaker:
    """Return the speaker, named if the match is strong enough.

    `similarity` has one value for each of `voices`; `chosen` is the index of the voice assigned to this speaker, None
    if all went to others.
    """
    if chosen is None:
        return IdentifiedSpeaker(
            speaker=speaker, name=None, voice_id=None, similarity=round(float(similarity.max()), 4)
        )
    voice, score = voices[chosen], float(similarity[chosen])
    others = [value for value, other in zip(similarity, voices, strict=True) if other.name != voice.name]
    accepted = thresholds.accepts(score, score - max(others, default=-1.0))
    return IdentifiedSpeaker(
        speaker=speaker,
        name=voice.name if accepted else None,
        voice_id=voice.voice_id if accepted else None,
        similarity=round(score if accepted else float(similarity.max()), 4),
    )
