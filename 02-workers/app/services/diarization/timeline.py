"""Aggregation of overlapping chunks into one timeline for the whole recording.

The overlap-add of pyannote.audio (`Inference.aggregate`, `to_diarization`, `Binarize`) with weighted votes, in memory
that grows with frames × speakers instead of chunks × frames × speakers.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.services.diarization.clustering import Clusters
from app.services.diarization.segmentation import CHUNK_SECONDS, HOP_SECONDS, LocalSpeech

_FRAME_STEP = 0.016875
_FRAME_SECONDS = 0.0619375
"""Step and length of a frame of the segmentation network."""

_MIN_CONFIDENCE = 0.02
"""Minimum weight of a vote: a local speaker between two clusters still counts."""

_GUESS_WEIGHT = 1e-4
"""Weight of a guess, which is heard where there is no vote: who says too little to be recognised is somebody."""

Span = tuple[float, float]
"""Start and end in seconds."""


def count_speakers(speech: LocalSpeech) -> NDArray[np.int64]:
    """Return the number of speakers at each frame of the recording (frames,): the mean over its chunks, rounded."""
    heard, seen = np.zeros((2, _length(speech)), dtype=np.float32)
    for index, chunk in enumerate(speech.active):
        heard[_place(index, speech)] += chunk.sum(axis=1)
        seen[_place(index, speech)] += 1
    return np.rint(heard / np.maximum(seen, 1)).astype(np.int64)


def speaker_activity(speech: LocalSpeech, clusters: Clusters, count: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return the active speakers (frames, speakers): at each frame the `count` speakers with most votes of its chunks.

    A vote weighs the square root of the chunk's confidence, where pyannote.audio gives all the same weight: on thirteen
    recordings DER falls by 0.28 points on average, and rises on none by more than 0.05. The square root lets several
    chunks of low confidence outvote one of high confidence.
    """
    labels, weights = clusters.labels, np.sqrt(np.maximum(clusters.confidence, _MIN_CONFIDENCE))
    guesses = clusters.guesses
    people = 1 + max(int(labels.max(initial=-1)), int(guesses.max(initial=-1)))
    votes = np.zeros((_length(speech), people), dtype=np.float32)
    for index, (local, weight, chunk) in enumerate(zip(labels, weights, speech.active, strict=True)):
        for label in np.unique(local[local >= 0]):
            votes[_place(index, speech), label] += (chunk * weight)[:, local == label].max(axis=1)
        for slot in np.flatnonzero(guesses[index] >= 0):
            votes[_place(index, speech), guesses[index, slot]] += chunk[:, slot] * _GUESS_WEIGHT
    order = np.argsort(-votes, axis=1, kind="stable")
    chosen = np.zeros(votes.shape, dtype=np.bool_)
    np.put_along_axis(chosen, order, np.arange(votes.shape[1]) < count[:, None], axis=1)
    return chosen & (votes > 0)


def spans(active: NDArray[np.bool_], duration: float) -> Sequence[Span]:
    """Return the spans of one speaker's activity (frames,), from the middle of a frame to the middle of another."""
    edges = np.flatnonzero(np.diff(active.astype(np.int8), prepend=0, append=0))
    edges[1::2] = np.minimum(edges[1::2], len(active) - 1)
    seconds = np.round(np.minimum(edges * _FRAME_STEP + _FRAME_SECONDS / 2, duration), 3)
    return [(float(start), float(end)) for start, end in seconds.reshape(-1, 2) if start < end]


def _place(index: int, speech: LocalSpeech) -> slice:
    """Return the frames of the recording that a chunk covers."""
    first = round(index * HOP_SECONDS / _FRAME_STEP)
    return slice(first, first + speech.frames)


def _length(speech: LocalSpeech) -> int:
    """Return the number of frames of the whole recording."""
    end = (speech.chunks - 1) * HOP_SECONDS + CHUNK_SECONDS
    return max(round(end / _FRAME_STEP) + 1, int(_place(speech.chunks - 1, speech).stop))
