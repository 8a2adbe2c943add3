"""Encodings of Whisper, made of few clips at a time, and an end to its use."""

import math
import threading
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from app.core.errors import JobCancelledError

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

Features = NDArray[np.float32]
"""(batch, mel bands, frames)"""


class ModelWithBatches:
    """A Whisper model that encodes at most `batch` clips together; threads may share it.

    On CPU a batch does not fit the caches and takes a fifth to a third longer than its clips one after the other.

    CTranslate2 cannot be interrupted in a call. Once `stop` was called, each further use raises JobCancelledError, so
    that a thread ends with the call that it is in.
    """

    def __init__(
        self, model: "WhisperModel", *, batch: int, frames: int | None = None, stopped: threading.Event | None = None
    ) -> None:
        self._model = model
        self._batch = batch
        self._frames = frames
        self._stopped = stopped or threading.Event()

    def with_window(self, seconds: float | None) -> "ModelWithBatches":
        """Return the model for clips that end within so many seconds; None for the 30 s that they are padded to.

        Both stop together.
        """
        # The encoder halves the number of frames.
        frames = None if seconds is None else math.ceil(seconds * self._model.frames_per_second / 2) * 2
        return ModelWithBatches(self._model, batch=self._batch, frames=frames, stopped=self._stopped)

    def stop(self) -> None:
        """Let no further call begin."""
        self._stopped.set()

    def encode(self, features: Features) -> Any:
        """Return the encoding of the features, as `WhisperModel.encode` does."""
        features = np.ascontiguousarray(features[:, :, : self._frames])
        if len(features) <= self._batch:
            return self._encode(features)
        from ctranslate2 import StorageView

        parts = [features[first : first + self._batch] for first in range(0, len(features), self._batch)]
        return StorageView.from_array(np.concatenate([np.asarray(self._encode(part)) for part in parts]))

    def _encode(self, features: Features) -> Any:
        self._raise_if_stopped()
        return self._model.encode(features)

    def _raise_if_stopped(self) -> None:
        if self._stopped.is_set():
            raise JobCancelledError

    def __getattr__(self, name: str) -> Any:
        self._raise_if_stopped()
        return getattr(self._model, name)
