"""Speaker embeddings: a WeSpeaker model in ONNX, with the features it was trained on."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from app.core.networks import OnnxNetwork
from app.services.embedding.filter_banks import FRAMES_PER_SECOND, Samples, filter_banks, frame_count

MIN_FRAMES = 40
"""Minimum length of 0.4 s: the model's statistics pooling needs that much."""


FeaturesT = TypeVar("FeaturesT")


class Embedder(Protocol[FeaturesT]):
    """Embedding model of diarization, identification and fusion; its features lie where its network computes."""

    name: str
    dimension: int

    def frames(self, samples: int) -> int:
        """Return the number of feature frames that so many samples give."""

    def filter_banks(self, samples: Samples) -> FeaturesT:
        """Return features (frames, bins) of `samples`, 100 frames a second, not normalised."""

    def features(self, samples: Samples) -> FeaturesT:
        """Return features (frames, bins) of `samples`, 100 frames a second, mean-normalised."""

    def excerpt(self, banks: FeaturesT, first: int, chosen: NDArray[np.bool_]) -> FeaturesT:
        """Return the `chosen` ones of as many frames from the `first`, normalised by the mean of them all."""

    def embed_each(self, features: Iterable[FeaturesT]) -> Iterator[NDArray[np.float32] | None]:
        """Yield the embedding (dimension,) of each features (frames, bins), in order; None where frames are too few."""

    def close(self) -> None:
        """Free the weights."""


SpeakerEmbedder: TypeAlias = Embedder[Any]
"""An embedder, wherever it computes."""


class OnnxSpeakerEmbedder:
    """Embedder by an ONNX network as WeSpeaker exports it: `feats` (batch, frames, 80) → `embs` (batch, dimension)."""

    def __init__(self, network: OnnxNetwork, name: str) -> None:
        self.name = name
        self.dimension = int(network.output_shape[-1] or 0)
        self._network = network

    def frames(self, samples: int) -> int:
        return frame_count(samples)

    def filter_banks(self, samples: Samples) -> NDArray[np.float32]:
        return filter_banks(samples)

    def features(self, samples: Samples) -> NDArray[np.float32]:
        banks = self.filter_banks(samples)
        normalised: NDArray[np.float32] = banks - banks.mean(axis=0, keepdims=True)
        return normalised

    def excerpt(self, banks: NDArray[np.float32], first: int, chosen: NDArray[np.bool_]) -> NDArray[np.float32]:
        stretch = banks[first : first + len(chosen)]
        normalised: NDArray[np.float32] = (stretch - stretch.mean(axis=0))[chosen]
        return normalised

    def embed_each(self, features: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32] | None]:
        enough: deque[bool] = deque()

        def batches() -> Iterator[NDArray[np.float32]]:
            for frames in features:
                enough.append(len(frames) >= MIN_FRAMES)
                if enough[-1]:
                    yield frames[None]

        for embeddings in self._network.map(batches()):
            while not enough.popleft():
                yield None
            yield embeddings[0]
        yield from (None for _ in enough)

    def close(self) -> None:
        self._network.close()


def unit(embedding: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the embedding scaled to length one, so that a dot product is a cosine."""
    scaled: NDArray[np.float32] = embedding / max(float(np.linalg.norm(embedding)), 1e-9)
    return scaled


def middle(frames: NDArray[np.float32], seconds: float | None) -> NDArray[np.float32]:
    """Return the middle seconds of features (frames, bins); all of them where there are no more, or for None."""
    most = len(frames) if seconds is None else round(seconds * FRAMES_PER_SECOND)
    first = max(0, len(frames) - most) // 2
    return frames[first : first + most]
