"""Clustering of the local speakers of all chunks into people, by their embeddings (agglomerative)."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.services.diarization.segmentation import LocalSpeech
from app.services.embedding.embedder import unit
from scribe_contracts.jobs import SpeakerCount

NOBODY = -2
"""Label of a local speaker who does not speak, or too little to be recognised."""

_MIN_ACTIVE_RATIO = 0.2
"""A local speaker who speaks alone for less of a chunk than this joins a cluster but does not shape one (pyannote's
`min_active_ratio`)."""

_MAX_EMBEDDINGS = 10_000
"""Clustering compares every pair; of more embeddings than this (about four hours) an evenly spread part is clustered,
and the others join."""


@dataclass(frozen=True)
class ClusteringSettings:
    """Parameters of agglomerative clustering for one embedding model, and their origin."""

    threshold: float
    min_cluster_size: int
    source: str


CLUSTERING = {
    "campplus-zh-en-common": ClusteringSettings(
        0.8,
        12,
        "pyannote 3.1's recipe has 0.7, which splits a speaker in two of twelve composed meetings; the halves are 0.76 "
        "apart, different speakers at least 1.02, and 0.75 to 0.85 give the same DER on all twelve",
    ),
}
DEFAULT_CLUSTERING = ClusteringSettings(
    0.7045654963945799, 12, "config.yaml of pyannote/speaker-diarization-3.1, tuned for ResNet34-LM"
)


@dataclass(frozen=True)
class Clusters:
    """Cluster of each local speaker; both arrays are (chunks, local speakers)."""

    labels: NDArray[np.int64]
    """Number of the speaker; NOBODY where there is no embedding."""

    confidence: NDArray[np.float64]
    """0 to 1: difference between the cosine similarities to the own cluster's centre and to the next one's."""


def cluster(
    embeddings: NDArray[np.float32], speech: LocalSpeech, speakers: SpeakerCount, settings: ClusteringSettings
) -> Clusters:
    """Return a number for each local speaker, the same for all of one person.

    `embeddings` is (chunks, local speakers, dimension), NaN where there is none.
    """
    known = ~np.isnan(embeddings[..., 0])
    found = Clusters(np.full(known.shape, NOBODY, dtype=np.int64), np.zeros(known.shape))
    if not known.any():
        return found
    alone = (speech.active & (speech.active.sum(axis=2, keepdims=True) == 1)).mean(axis=1)
    shaping = known & (alone >= _MIN_ACTIVE_RATIO)
    training = embeddings[shaping if shaping.any() else known]
    training = training[:: math.ceil(len(training) / _MAX_EMBEDDINGS)]
    centroids = _centroids(training, speakers, settings)
    units = embeddings[known] / np.linalg.norm(embeddings[known], axis=1, keepdims=True)
    similarity = units @ np.stack([unit(centroid) for centroid in centroids]).T
    found.labels[known] = similarity.argmax(axis=1)
    runner_up, best = np.sort(np.pad(similarity, ((0, 0), (1, 0)), constant_values=-1.0), axis=1)[:, -2:].T
    found.confidence[known] = np.clip(best - runner_up, 0.0, 1.0)
    return found


def _centroids(
    embeddings: NDArray[np.float32], speakers: SpeakerCount, settings: ClusteringSettings
) -> NDArray[np.float32]:
    """Return the centroids (clusters, dimension) of embeddings (n, dimension)."""
    from pyannote.audio.pipelines.clustering import AgglomerativeClustering

    clustering = AgglomerativeClustering(metric="cosine").instantiate(
        {
            "method": "centroid",
            "min_cluster_size": settings.min_cluster_size,
            "threshold": settings.threshold,
        }
    )
    exact, minimum, maximum = clustering.set_num_clusters(
        len(embeddings), num_clusters=speakers.exact, min_clusters=speakers.minimum, max_clusters=speakers.maximum
    )
    # `cluster` normalises its argument in place; the centroids are means of embeddings as they are.
    found = clustering.cluster(embeddings.copy(), min_clusters=minimum, max_clusters=maximum, num_clusters=exact)
    return np.stack([embeddings[found == number].mean(axis=0) for number in np.unique(found)])
