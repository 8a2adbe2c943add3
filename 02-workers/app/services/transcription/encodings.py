"""Encodings of Whisper that are kept: on CPU most of its work is the encoder, so nothing is encoded twice."""

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

Features = NDArray[np.float32]
"""(batch, mel bands, frames)"""


class RememberingModel:
    """A Whisper model that reuses the encodings of features given to `remember`; threads may share it.

    `batch` clips are encoded together: on CPU a batch does not fit the caches and takes a fifth to a third longer than
    its clips one after the other.
    """

    def __init__(self, model: "WhisperModel", *, batch: int) -> None:
        self._model = model
        self._batch = batch
        self._remembered: dict[bytes, Any] = {}

    def remember(self, features: Features) -> Any:
        """Return the encoding of the features, and keep it until `encode` is called with the same features."""
        encoded = self._remembered[_key(features)] = self._encode(features)
        return encoded

    def encode(self, features: Features) -> Any:
        """Return the encoding of the features, as `WhisperModel.encode` does; forget a remembered one."""
        remembered = self._remembered.pop(_key(features), None)
        return self._encode(features) if remembered is None else remembered

    def _encode(self, features: Features) -> Any:
        if len(features) <= self._batch:
            return self._model.encode(features)
        from ctranslate2 import StorageView

        parts = [features[first : first + self._batch] for first in range(0, len(features), self._batch)]
        return StorageView.from_array(np.concatenate([np.asarray(self._model.encode(part)) for part in parts]))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)


def _key(features: Features) -> bytes:
    return sha256(np.ascontiguousarray(features).data).digest()
