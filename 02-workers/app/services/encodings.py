"""Whisper's encoder is most of its work on CPU, so what was encoded to find the language is decoded as it is."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from faster_whisper import WhisperModel


class RememberingModel:
    """A Whisper model that encodes the same features, (batch, mel bands, frames), only once in a row."""

    def __init__(self, model: "WhisperModel") -> None:
        self._model = model
        self._features: NDArray[np.float32] | None = None
        self._encoded: Any = None

    def encode(self, features: NDArray[np.float32]) -> Any:
        """As `WhisperModel.encode`."""
        if self._features is None or not np.array_equal(features, self._features):
            self._features, self._encoded = features, self._model.encode(features)
        return self._encoded

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)
