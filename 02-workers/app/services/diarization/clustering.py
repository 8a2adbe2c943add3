"""Clustering of the local speakers of all chunks into people, by their embeddings."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.services.diarization.people import PeopleSettings, find_people, speech_alone
from app.services.diarization.segmentation import LocalSpeech
from app.services.embedding.embedder import unit
from scribe_contracts.jobs import SpeakerCount

NOBODY = -2
"""Label of a local speaker who does not speak, or too little to be recognised."""

CLUSTERING = {
    "campplus-zh-en-common": PeopleSettings(
        0.8,
        12,
        0.45,
        "pyannote 3.1's recipe has 0.7, which splits a speaker in two of twelve composed meetings; the halves are 0.76 "
        "apart, different speakers at least 1.02, and 0.75 to 0.85 give the same DER on all twelve. Of sixty strangers "
        "the nearest to anybody else has a similarity of 0.42; see bench/README.md for people who say little",
    ),
}
DEFAULT_CLUSTERING = PeopleSettings(
    0.7045654963945799,
    12,
    0.3,
    "config.yaml of pyannote/speaker-diarization-3.1, tuned for ResNet34-LM; its similarities are lower than CAM++'s",
)


@dataclass(frozen=True)
class Clusters:
    """Cluster of each local speaker; all arrays are (chunks, local speakers)."""

    labels: NDArray[np.int64]
    """Number of the speaker; NOBODY where there is no embedding."""

    confidence: NDArray[np.float64]
    """0 to 1: difference between the cosine similarities to the own cluster's centre and to the next one's."""

    guesses: NDArray[np.int64]
    """Number of the speaker who it may be, of those who speak without an embedding; NOBODY for all others."""


def cluster(
    embeddings: NDArray[np.float32], speech: LocalSpeech, speakers: SpeakerCount, settings: PeopleSettings
) -> Clusters:
    """Return a number for each local speaker, the same for all of one person.

    `embeddings` is (chunks, local speakers, dimension), NaN where there is none.
    """
    known = ~np.isnan(embeddings[..., 0])
    labels, confidence = np.full(known.shape, NOBODY, dtype=np.int64), np.zeros(known.shape)
    if known.any():
        people = find_people(embeddings, speech_alone(speech), speakers, settings)
        units = embeddings[known] / np.linalg.norm(embeddings[known], axis=1, keepdims=True)
        similarity = units @ np.stack([unit(person) for person in people]).T
        labels[known] = similarity.argmax(axis=1)
        runner_up, best = np.sort(np.pad(similarity, ((0, 0), (1, 0)), constant_values=-1.0), axis=1)[:, -2:].T
        confidence[known] = np.clip(best - runner_up, 0.0, 1.0)
    return Clusters(labels, confidence, _guess(labels, speech))


def _guess(labels: NDArray[np.int64], speech: LocalSpeech) -> NDArray[np.int64]:
    """Return who may speak where somebody says too little to be recognised.

    It is the person heard nearest in time among those who are not another local speaker of the chunk.
    """
    guesses = np.full(labels.shape, NOBODY, dtype=np.int64)
    people = max(1, int(labels.max()) + 1)
    chunks = [np.flatnonzero((labels == person).any(axis=1)) for person in range(people)]
    for chunk, slot in np.argwhere(speech.active.any(axis=1) & (labels == NOBODY)).tolist():
        others = set(range(people)) - set(labels[chunk].tolist()) or set(range(people))
        distances = {person: np.abs(chunks[person] - chunk).min(initial=len(labels)) for person in sorted(others)}
        guesses[chunk, slot] = min(distances, key=lambda person: distances[person])
    return guesses
