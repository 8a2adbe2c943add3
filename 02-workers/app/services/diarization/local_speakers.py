"""Selection of the local speakers that need an embedding of their own, and of their speech to embed."""

import heapq
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from app.services.diarization.segmentation import CHUNK_SECONDS, HOP_SECONDS, LocalSpeech

Slot = tuple[int, int]
"""Numbers of a chunk and of a local speaker in it."""

SAME_SPEECH = 0.7
"""Share of speech in common from which local speakers of two chunks are one person saying the same words. Over 21
meetings DER is that of embedding everybody, 15.0 %, at 27 % of the embedded speech; so it is with 0.8, which takes
44 %, while 0.6 costs up to 1.8 points on one."""

_MIN_CLEAN_SECONDS = 0.5
"""With less speech that nobody talks over, overlapped speech is embedded too (as in pyannote's recipe)."""

_MIN_SECONDS = 0.45
"""Minimum speech to embed; the embedding network needs 0.4 s."""

_BLOCK = 512
"""Number of chunks compared at a time."""

Neighbours = dict[Slot, list[tuple[Slot, float]]]
"""For each local speaker, those of other chunks with the same speech, and the share in common."""


def embedding_sources(speech: LocalSpeech) -> dict[Slot, Slot]:
    """Return, for each local speaker that speaks, the one to embed instead; one who says too little may be missing.

    Neighbouring chunks share most of their audio, so the same words would be embedded up to ten times. The fewest local
    speakers are chosen, greedily, such that everybody shares SAME_SPEECH with one of them.
    """
    neighbours = _neighbours(speech)
    usable = embedded_speech(speech).sum(axis=1) * CHUNK_SECONDS / speech.frames >= _MIN_SECONDS
    chosen = _cover(neighbours, usable)
    sources: dict[Slot, Slot] = {}
    for slot, shares in neighbours.items():
        if slot in chosen:
            sources[slot] = slot
        elif near := [(share, other) for other, share in shares if other in chosen]:
            sources[slot] = max(near)[1]
    return sources


def embedded_speech(speech: LocalSpeech) -> NDArray[np.bool_]:
    """Return the frames to embed (chunks, frames, local speakers); overlapped ones only where there is little else."""
    clean = speech.active & (speech.active.sum(axis=2, keepdims=True) == 1)
    enough = round(_MIN_CLEAN_SECONDS * speech.frames / CHUNK_SECONDS)
    frames: NDArray[np.bool_] = np.where(clean.sum(axis=1, keepdims=True) > enough, clean, speech.active)
    return frames


def _cover(neighbours: Neighbours, usable: NDArray[np.bool_]) -> set[Slot]:
    """Return the greedy set cover: take the slot that covers most of those left, until none can be covered."""
    left = set(neighbours)

    def gain(slot: Slot) -> int:
        return (slot in left) + sum(other in left for other, _ in neighbours[slot])

    # Gains only shrink: one that is still the largest after a recount is the largest of all.
    queue = [(-gain(slot), slot) for slot in neighbours if usable[slot]]
    heapq.heapify(queue)
    chosen: set[Slot] = set()
    while queue:
        _, slot = heapq.heappop(queue)
        current = gain(slot)
        if current == 0:
            continue
        if queue and current < -queue[0][0]:
            heapq.heappush(queue, (-current, slot))
            continue
        chosen.add(slot)
        left.discard(slot)
        left.difference_update(other for other, _ in neighbours[slot])
    return chosen


def _neighbours(speech: LocalSpeech) -> Neighbours:
    found: Neighbours = defaultdict(list)
    for chunk, slot in np.argwhere(speech.active.any(axis=1)).tolist():
        found[chunk, slot] = []
    for distance in range(1, int(CHUNK_SECONDS / HOP_SECONDS)):
        for one, other, share in _same_speech(speech, distance):
            found[one].append((other, share))
            found[other].append((one, share))
    return found


def _same_speech(speech: LocalSpeech, distance: int) -> Iterator[tuple[Slot, Slot, float]]:
    """Yield pairs of local speakers, `distance` chunks apart, with the same speech, and the share in common."""
    shift = round(distance * HOP_SECONDS / CHUNK_SECONDS * speech.frames)
    spoken = speech.active.sum(axis=1)
    for first in range(0, speech.chunks - distance, _BLOCK):
        last = min(first + _BLOCK, speech.chunks - distance)
        early = speech.active[first:last, shift:].astype(np.float32)
        late = speech.active[first + distance : last + distance, : speech.frames - shift].astype(np.float32)
        most = np.maximum(spoken[first:last, :, None], spoken[first + distance : last + distance, None, :])
        shares = (early.transpose(0, 2, 1) @ late) / np.maximum(most, 1)
        for chunk, one, other in np.argwhere(shares >= SAME_SPEECH).tolist():
            yield (first + chunk, one), (first + chunk + distance, other), float(shares[chunk, one, other])
