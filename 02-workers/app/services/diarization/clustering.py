"""Which local speakers of all chunks are the same person: agglomerative clustering of their embeddings."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.services.diarization.segmentation import LocalSpeech
from app.services.embedding.embedder import unit
from scribe_contracts.jobs import SpeakerCount

NOBODY = -2
"""The label of a local speaker who does not speak, or too little to be recognised."""

_LEAST_SHARE = 0.2
"""A local speaker who is alone for less of a chunk than this joins a cluster but does not shape any (pyannote's
`min_active_ratio`)."""

_MOST_EMBEDDINGS = 10_000
"""Clustering looks at every pair; of more embeddings than this (four hours or so) an evenly spread part is clustered,
and the others join."""


@dataclass(frozen=True)
class ClusteringSettings:
    """Parameters of agglomerative clustering for one embedding model, and where they come from."""

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
    """Who each local speaker is; both are (chunks, local speakers)."""

    labels: NDArray[np.int64]
    """The number of the speaker, NOBODY where there is no embedding."""

    sureness: NDArray[np.float64]
    """0 to 1: by how much the own cluster's centre is nearer than the next one's, as a difference of cosines."""


def cluster(
    embeddings: NDArray[np.float32], speech: LocalSpeech, speakers: SpeakerCount, settings: ClusteringSettings
) -> Clusters:
    """One number for everybody who is one person.

    `embeddings` is (chunks, local speakers, dimension), NaN where there is none.
    """
    known = ~np.isnan(embeddings[..., 0])
    found = Clusters(np.full(known.shape, NOBODY, dtype=np.int64), np.zeros(known.shape))
    if not known.any():
        return found
    alone = (speech.active & (speech.active.sum(axis=2, keepdims=True) == 1)).mean(axis=1)
    shaping = known & (alone >= _LEAST_SHARE)
    training = embeddings[shaping if shaping.any() else known]
    training = training[:: -(-len(training) // _MOST_EMBEDDINGS)]
    centroids = _centroids(training, speakers, settings)
    units = embeddings[known] / np.linalg.norm(embeddings[known], axis=1, keepdims=True)
    similarity = units @ np.stack([unit(centroid) for centroid in centroids]).T
    found.labels[known] = similarity.argmax(axis=1)
    runner_up, best = np.sort(np.pad(similarity, ((0, 0), (1, 0)), constant_values=-1.0), axis=1)[:, -2:].T
    found.sureness[known] = np.clip(best - runner_up, 0.0, 1.0)
    return found


def _centroids(
    embeddings: NDArray[np.float32], speakers: SpeakerCount, settings: ClusteringSettings
) -> NDArray[np.float32]:
    """(clusters, dimension) of embeddings (n, dimension)."""
    from pyannote.audio.pipelines.clustering import AgglomerativeClustering

    clustering = AgglomerativeClustering(metric="cosine").instantiate(
        {
            "method": "centroid",
            "min_cluster_size": settings.min_cluster_size,
            "threshold": settings.threshold,
        }
    )
    exact, least, most = clustering.set_num_clusters(
        len(embeddings), num_clusters=speakers.exact, min_clusters=speakers.minimum, max_clusters=speakers.maximum
    )
    # It normalises what it is given in place; the centroids are means of what was not.
    found = clustering.cluster(embeddings.copy(), min_clusters=least, max_clusters=most, num_clusters=exact)
    return np.stack([embeddings[found == number].mean(axis=0) for number in np.unique(found)])
