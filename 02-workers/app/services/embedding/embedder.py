"""Speaker embeddings: a WeSpeaker model in ONNX, with the features it was trained on."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.core.networks import OnnxNetwork
from app.services.audio.samples import SAMPLE_RATE

Samples = NDArray[np.float32]
"""(samples,) at 16 kHz, -1 to 1."""

FRAMES_PER_SECOND = 100
_MEL_BINS = 80
_WINDOW_SAMPLES = 400
"""25 ms."""

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
        return max(0, 1 + (samples - _WINDOW_SAMPLES) // (SAMPLE_RATE // FRAMES_PER_SECOND))

    def filter_banks(self, samples: Samples) -> NDArray[np.float32]:
        """Compute Kaldi filter banks with WeSpeaker's parameters (wespeaker/bin/infer_onnx.py)."""
        import torch
        from torchaudio.compliance import kaldi

        with torch.inference_mode():
            banks: NDArray[np.float32] = kaldi.fbank(
                torch.from_numpy(samples)[None] * (1 << 15),
                num_mel_bins=_MEL_BINS,
                frame_length=1000 * _WINDOW_SAMPLES / SAMPLE_RATE,
                frame_shift=1000 / FRAMES_PER_SECOND,
                dither=0.0,
                sample_frequency=SAMPLE_RATE,
                window_type="hamming",
                use_energy=False,
            ).numpy()
        return banks

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


def middle(frames: NDArray[np.float32], most: int | None) -> NDArray[np.float32]:
    """Return the middle `most` frames of features (frames, bins); all of them where there are no more."""
    if most is None or len(frames) <= most:
        return frames
    first = (len(frames) - most) // 2
    return frames[first : first + most]
