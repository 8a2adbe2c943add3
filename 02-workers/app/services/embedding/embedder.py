"""Speaker embeddings: a WeSpeaker model in ONNX, with the features it was trained on."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.core.networks import OnnxNetwork
from app.services.embedding.filter_banks import Samples, filter_banks, frame_count

_MIN_FRAMES = 40
"""Minimum length of 0.4 s: the model's statistics pooling needs that much."""


class SpeakerEmbedder(Protocol):
    """Embedding model of diarization, identification and fusion."""

    name: str
    dimension: int

    def frames(self, samples: int) -> int:
        """Return the number of feature frames that so many samples give."""

    def filter_banks(self, samples: Samples) -> NDArray[np.float32]:
        """Return features (frames, bins) of `samples`, 100 frames a second, not normalised."""

    def features(self, samples: Samples) -> NDArray[np.float32]:
        """Return features (frames, bins) of `samples`, 100 frames a second, mean-normalised."""

    def embed_each(self, features: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32] | None]:
        """Yield the embedding (dimension,) of each features (frames, bins), in order; None where frames are too few."""

    def close(self) -> None:
        """Free the weights."""


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

    def embed_each(self, features: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32] | None]:
        enough: deque[bool] = deque()

        def batches() -> Iterator[NDArray[np.float32]]:
            for frames in features:
                enough.append(len(frames) >= _MIN_FRAMES)
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
