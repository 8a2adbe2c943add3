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

MAX_PIECES = 30
"""About two minutes of a person; more of the same voice adds nothing and takes time."""

_QUIET = 0.1
"""A piece below this share of the loudest one's level is a pause."""


def cut(sample: Samples) -> list[Samples]:
    """Return equal pieces of one recording without its pauses; a rest shorter than a piece is left out."""
    seconds = len(sample) / SAMPLE_RATE
    if seconds < _SHORTEST_SECONDS:
        return []
    longest = round(_LONGEST_SECONDS * SAMPLE_RATE)
    parts = [part[:longest] for part in np.array_split(sample, max(1, round(seconds / _USUAL_SECONDS)))]
    levels = [float(np.sqrt(np.mean(part**2))) for part in parts]
    return [part for part, level in zip(parts, levels, strict=True) if level > _QUIET * max(levels)]


def embedded(people: Iterable[Recorded], embedder: SpeakerEmbedder) -> list[Person]:
    """Return all people with the unit embeddings of their pieces and the recording of each piece."""
    return [_embedded(recorded, embedder) for recorded in people]


def _embedded(recorded: Recorded, embedder: SpeakerEmbedder) -> Person:
    pieces = [(number, piece) for number, sample in enumerate(recorded.samples) for piece in cut(sample)]
    # Spread over all recordings: a person sounds different on another occasion.
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
