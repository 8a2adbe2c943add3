"""The people of a recording: agglomerative clustering, in which also those who say little can be somebody.

pyannote's recipe counts embeddings: a cluster of fewer than twelve is added to its nearest neighbour, and with it a
person who speaks for two seconds. Here a small cluster is a person if nobody else's voice is like it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from app.services.diarization.segmentation import CHUNK_SECONDS, HOP_SECONDS, LocalSpeech
from app.services.embedding.embedder import unit
from scribe_contracts.jobs import SpeakerCount

_MIN_ACTIVE_RATIO = 0.2
"""A local speaker who speaks alone for less of a chunk than this does not shape the large clusters (pyannote's
`min_active_ratio`)."""

_MIN_SHORT_RATIO = 0.05
"""Minimum share of a chunk in which somebody new speaks alone."""

_SHORT_THRESHOLD = 1.0
"""Distance below which short pieces are one voice; their embeddings vary more than those of whole sentences."""

_MIN_PERSON_SECONDS = 1.2
_MIN_PERSON_EMBEDDINGS = 2

_SHARE_OF_SMALL = 0.1
"""A cluster with this share of the embeddings is large, however few they are (pyannote's)."""

_MAX_EMBEDDINGS = 10_000
"""Clustering compares every pair; of more embeddings than this (about four hours) an evenly spread part is clustered,
and the others join."""

Embeddings = NDArray[np.float32]
"""(n, dimension)"""


@dataclass(frozen=True)
class PeopleSettings:
    """Parameters for one embedding model, and their origin."""

    threshold: float
    """Distance of the centres of two clusters, of embeddings scaled to length one, from which they stay apart."""

    min_cluster_size: int
    """Embeddings from which a cluster is a person without further question."""

    max_similarity: float
    """Cosine similarity to everybody else below which a smaller cluster is a person."""

    source: str


@dataclass(frozen=True, eq=False)
class _Group:
    """Local speakers who sound alike."""

    embeddings: Embeddings
    seconds: float
    """Length of the recording in which they speak alone."""

    @property
    def centre(self) -> Embeddings:
        centre: Embeddings = self.embeddings.mean(axis=0)
        return centre

    def similarity(self, people: Sequence["_Group"]) -> float:
        """Return the cosine similarity to the most similar of the people."""
        own = unit(self.centre)
        return max((float(own @ unit(person.centre)) for person in people), default=-1.0)


def speech_alone(speech: LocalSpeech) -> NDArray[np.bool_]:
    """Return the frames in which nobody else of the chunk speaks (chunks, frames, local speakers)."""
    alone: NDArray[np.bool_] = speech.active & (speech.active.sum(axis=2, keepdims=True) == 1)
    return alone


def find_people(
    embeddings: NDArray[np.float32], alone: NDArray[np.bool_], speakers: SpeakerCount, settings: PeopleSettings
) -> list[Embeddings]:
    """Return the centre (dimension,) of each person's embeddings.

    Args:
        embeddings: (chunks, local speakers, dimension), NaN where there is none; at least one is known.
        alone: As of `speech_alone`.
        speakers: The number of people is within it, unless there are too few voices.
        settings: Those of the embedding model.
    """
    known = ~np.isnan(embeddings[..., 0])
    ratio = alone.mean(axis=1)
    shaping = known & (ratio >= _MIN_ACTIVE_RATIO)
    if not shaping.any():
        shaping = known
    short = known & ~shaping & (ratio >= _MIN_SHORT_RATIO)
    clusters = sorted(
        _groups(embeddings, alone, _spread(shaping), settings.threshold), key=lambda group: -len(group.embeddings)
    )
    total = sum(len(group.embeddings) for group in clusters)
    enough = min(settings.min_cluster_size, max(1, round(_SHARE_OF_SMALL * total)))
    large = [group for group in clusters if len(group.embeddings) >= enough] or clusters[:1]
    small = clusters[len(large) :]
    people = _with_strangers(large, small, settings.max_similarity, embeddings_needed=1)
    unlike = short & (_similarities(embeddings, people) < settings.max_similarity)
    pieces = sorted(
        _groups(embeddings, alone, _spread(unlike), _SHORT_THRESHOLD), key=lambda group: -len(group.embeddings)
    )
    people = _with_strangers(people, pieces, settings.max_similarity, embeddings_needed=_MIN_PERSON_EMBEDDINGS)
    least = speakers.exact or speakers.minimum or 1
    most = speakers.exact or speakers.maximum or total
    people = _at_least(least, people, [*small, *pieces])
    people = _at_most(most, people, len(large))
    return [person.centre for person in people]


def _groups(
    embeddings: NDArray[np.float32], alone: NDArray[np.bool_], chosen: NDArray[np.int64], threshold: float
) -> Iterator[_Group]:
    """Yield the clusters of the chosen local speakers, which are rows of chunk and slot."""
    if not len(chosen):
        return
    vectors = embeddings[chosen[:, 0], chosen[:, 1]]
    labels = np.zeros(len(chosen), dtype=np.int64)
    if len(chosen) > 1:
        units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        hierarchy = scipy.cluster.hierarchy
        labels = hierarchy.fcluster(hierarchy.linkage(units, "centroid"), threshold, criterion="distance")
    for label in np.unique(labels):
        own = labels == label
        yield _Group(vectors[own], _seconds(alone, chosen[own]))


def _seconds(alone: NDArray[np.bool_], slots: NDArray[np.int64]) -> float:
    """Return the length of the recording in which any of the local speakers speaks alone; chunks overlap."""
    frames = alone.shape[1]
    first = slots[:, 0].min()
    hop = frames * HOP_SECONDS / CHUNK_SECONDS
    line = np.zeros(round((slots[:, 0].max() - first) * hop) + frames, dtype=np.bool_)
    for chunk, slot in slots.tolist():
        start = round((chunk - first) * hop)
        line[start : start + frames] |= alone[chunk, :, slot]
    return float(line.sum() * CHUNK_SECONDS / frames)


def _spread(chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the chosen local speakers as rows of chunk and slot, an evenly spread part of them if they are many."""
    rows: NDArray[np.int64] = np.argwhere(chosen)
    return rows[:: max(1, math.ceil(len(rows) / _MAX_EMBEDDINGS))]


def _similarities(embeddings: NDArray[np.float32], people: Sequence[_Group]) -> NDArray[np.float32]:
    """Return the cosine similarity of each local speaker to the most similar person; NaN without an embedding."""
    centres = np.stack([unit(person.centre) for person in people])
    units = embeddings / np.maximum(np.linalg.norm(embeddings, axis=-1, keepdims=True), 1e-9)
    similarities: NDArray[np.float32] = (units @ centres.T).max(axis=-1)
    return similarities


def _with_strangers(
    people: Sequence[_Group], groups: Sequence[_Group], max_similarity: float, *, embeddings_needed: int
) -> list[_Group]:
    """Return the people and those of the groups that are like nobody before them."""
    found = list(people)
    for group in groups:
        says_enough = group.seconds >= _MIN_PERSON_SECONDS and len(group.embeddings) >= embeddings_needed
        if says_enough and group.similarity(found) < max_similarity:
            found.append(group)
    return found


def _at_least(count: int, people: Sequence[_Group], groups: Sequence[_Group]) -> list[_Group]:
    """Return so many people: the groups most unlike them join, then whoever sounds most like two is divided."""
    found = list(people)
    left = [group for group in groups if group not in found]
    while len(found) < count and left:
        farthest = min(left, key=lambda group: group.similarity(found))
        left.remove(farthest)
        found.append(farthest)
    while len(found) < count:
        halves = [_halves(person) for person in found]
        widest = max(range(len(found)), key=lambda number: halves[number][1])
        if not halves[widest][0]:
            break
        found[widest : widest + 1] = halves[widest][0]
    return found


def _halves(person: _Group) -> tuple[list[_Group], float]:
    """Return the two voices that a person's embeddings fall into, and their distance; none where all are the same."""
    vectors = person.embeddings
    if len(vectors) > 1:
        units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        hierarchy = scipy.cluster.hierarchy
        tree = hierarchy.linkage(units, "complete")
        labels = hierarchy.fcluster(tree, 2, criterion="maxclust")
        if labels.max() > 1:
            return [_Group(vectors[labels == label], person.seconds / 2) for label in (1, 2)], float(tree[-1, 2])
    return [], -1.0


def _at_most(count: int, people: Sequence[_Group], large: int) -> list[_Group]:
    """Return so many people: who says least of the small ones goes, then the two most alike become one."""
    found = list(people)
    while len(found) > max(count, large):
        found.remove(min(found[large:], key=lambda person: person.seconds))
    while len(found) > count:
        centres = np.stack([unit(person.centre) for person in found])
        alike = centres @ centres.T - 4 * np.eye(len(found))
        one, other = sorted(divmod(int(alike.argmax()), len(found)))
        merged = _Group(
            np.concatenate([found[one].embeddings, found[other].embeddings]), found[one].seconds + found[other].seconds
        )
        found = [person for number, person in enumerate(found) if number not in {one, other}] + [merged]
    return found
