"""Encodings of Whisper, made of few clips at a time."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

Features = NDArray[np.float32]
"""(batch, mel bands, frames)"""


class ModelWithBatches:
    """A Whisper model that encodes at most `batch` clips together; threads may share it.

    On CPU a batch does not fit the caches and takes a fifth to a third longer than its clips one after the other.
    """

    def __init__(self, model: "WhisperModel", *, batch: int) -> None:
        self._model = model
        self._batch = batch

    def encode(self, features: Features) -> Any:
        """Return the encoding of the features, as `WhisperModel.encode` does."""
        if len(features) <= self._batch:
            return self._model.encode(features)
        from ctranslate2 import StorageView

        parts = [features[first : first + self._batch] for first in range(0, len(features), self._batch)]
        return StorageView.from_array(np.concatenate([np.asarray(self._model.encode(part)) for part in parts]))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)
