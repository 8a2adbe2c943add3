"""Speaker embeddings: a WeSpeaker model in ONNX, with the features it was trained on."""

from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Samples = NDArray[np.float32]
"""(samples,) at 16 kHz, -1 to 1."""

SAMPLE_RATE = 16_000
FRAMES_PER_SECOND = 100
_MEL_BINS = 80
_MIN_FRAMES = 40
"""Under 0.4 s the statistics pooling of the model has too little to stand on."""


class SpeakerEmbedder(Protocol):
    """What diarization and identification ask of an embedding model."""

    name: str
    dimension: int

    def features(self, samples: Samples) -> NDArray[np.float32]:
        """Features (frames, bins) of `samples`, 100 frames a second, mean-normalised."""

    def embed(self, features: NDArray[np.float32]) -> NDArray[np.float32] | None:
        """Embedding (dimension,) of features (frames, bins); None where they are too few."""

    def close(self) -> None:
        """Free the weights."""


class OnnxSpeakerEmbedder:
    """`feats` (batch, frames, 80) → `embs` (batch, dimension), as WeSpeaker exports its models."""

    def __init__(self, session: "InferenceSession", name: str) -> None:
        self.name = name
        self._session: InferenceSession | None = session
        self.dimension = int(session.get_outputs()[0].shape[-1])

    def features(self, samples: Samples) -> NDArray[np.float32]:
        """Kaldi filter banks with WeSpeaker's parameters (wespeaker/bin/infer_onnx.py)."""
        import torch
        from torchaudio.compliance import kaldi

        with torch.inference_mode():
            fbank = kaldi.fbank(
                torch.from_numpy(samples)[None] * (1 << 15),
                num_mel_bins=_MEL_BINS,
                frame_length=25,
                frame_shift=1000 / FRAMES_PER_SECOND,
                dither=0.0,
                sample_frequency=SAMPLE_RATE,
                window_type="hamming",
                use_energy=False,
            )
            features: NDArray[np.float32] = (fbank - fbank.mean(dim=0, keepdim=True)).numpy()
        return features

    def embed(self, features: NDArray[np.float32]) -> NDArray[np.float32] | None:
        if len(features) < _MIN_FRAMES:
            return None
        if self._session is None:
            raise RuntimeError("the embedding model was released")
        (embeddings,) = self._session.run(["embs"], {"feats": features[None]})
        embedding: NDArray[np.float32] = embeddings[0]
        return embedding

    def close(self) -> None:
        self._session = None


def unit(embedding: NDArray[np.float32]) -> NDArray[np.float32]:
    """The embedding scaled to length one, so that a dot product is a cosine."""
    scaled: NDArray[np.float32] = embedding / max(float(np.linalg.norm(embedding)), 1e-9)
    return scaled
