"""Pieces of three to five seconds: short enough for many trials, long enough to recognise a voice."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from app.services.audio.samples import SAMPLE_RATE
from app.services.embedding.embedder import SpeakerEmbedder, unit
from app.services.embedding.filter_banks import Samples
from app.voices.people import Person, Recorded

_MIN_SECONDS = 3.0
_TARGET_SECONDS = 4.0
_MAX_SECONDS = 5.0

MAX_PIECES = 30
"""Maximum number of pieces of a person, two minutes in all; more of the same voice adds nothing."""

_MIN_RELATIVE_LEVEL = 0.1
"""Minimum level of a piece, as a share of the loudest one's; quieter ones are pauses."""


def cut(sample: Samples) -> list[Samples]:
    """Return equal pieces of one recording, without its pauses; none if it is shorter than a piece."""
    seconds = len(sample) / SAMPLE_RATE
    if seconds < _MIN_SECONDS:
        return []
    longest = round(_MAX_SECONDS * SAMPLE_RATE)
    parts = [part[:longest] for part in np.array_split(sample, max(1, round(seconds / _TARGET_SECONDS)))]
    levels = [float(np.sqrt(np.mean(part**2))) for part in parts]
    return [part for part, level in zip(parts, levels, strict=True) if level > _MIN_RELATIVE_LEVEL * max(levels)]


def embed(people: Iterable[Recorded], embedder: SpeakerEmbedder) -> list[Person]:
    """Return everybody with the unit embeddings of their pieces, and the recording that each piece is from."""
    return [_embed_person(recorded, embedder) for recorded in people]


def _embed_person(recorded: Recorded, embedder: SpeakerEmbedder) -> Person:
    pieces = [(number, piece) for number, sample in enumerate(recorded.samples) for piece in cut(sample)]
    # Spread over all recordings, since one occasion is not typical of a voice.
    step = max(1.0, len(pieces) / MAX_PIECES)
    chosen = [pieces[int(place * step)] for place in range(min(len(pieces), MAX_PIECES))]
    vectors: list[NDArray[np.float32]] = []
    recordings: list[int] = []
    features = (embedder.features(piece) for _, piece in chosen)
    for (number, _), embedding in zip(chosen, embedder.embed_each(features), strict=True):
        if embedding is not None:
            vectors.append(unit(embedding))
            recordings.append(number)
    return Person(
        name=recorded.name,
        enrolled=recorded.enrolled,
        pieces=np.array(vectors, dtype=np.float32).reshape(len(vectors), embedder.dimension),
        recordings=tuple(recordings),
    )
