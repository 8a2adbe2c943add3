"""Recordings cut into pieces of three to five seconds: short enough for many trials, long enough to know a voice by."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from app.services.audio.samples import SAMPLE_RATE
from app.services.embedding.embedder import Samples, SpeakerEmbedder, unit
from app.voices.people import Person, Recorded

_SHORTEST_SECONDS = 3.0
_USUAL_SECONDS = 4.0
_LONGEST_SECONDS = 5.0

MOST_PIECES = 30
"""Two minutes of a person; more of the same voice teaches nothing, and takes time."""

_QUIET = 0.1
"""A piece with less than this share of the loudest one's level is a pause, which sounds like nobody."""


def cut(sample: Samples) -> list[Samples]:
    """Equal pieces of one recording, without its pauses; what is shorter than a piece is not used."""
    seconds = len(sample) / SAMPLE_RATE
    if seconds < _SHORTEST_SECONDS:
        return []
    longest = round(_LONGEST_SECONDS * SAMPLE_RATE)
    parts = [part[:longest] for part in np.array_split(sample, max(1, round(seconds / _USUAL_SECONDS)))]
    levels = [float(np.sqrt(np.mean(part**2))) for part in parts]
    return [part for part, level in zip(parts, levels, strict=True) if level > _QUIET * max(levels)]


def embedded(people: Iterable[Recorded], embedder: SpeakerEmbedder) -> list[Person]:
    """Everybody with the unit embeddings of their pieces, and which recording each piece is of."""
    return [_embedded(recorded, embedder) for recorded in people]


def _embedded(recorded: Recorded, embedder: SpeakerEmbedder) -> Person:
    pieces = [(number, piece) for number, sample in enumerate(recorded.samples) for piece in cut(sample)]
    # Spread over all recordings, since one occasion is not how a person sounds.
    step = max(1.0, len(pieces) / MOST_PIECES)
    chosen = [pieces[int(place * step)] for place in range(min(len(pieces), MOST_PIECES))]
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
