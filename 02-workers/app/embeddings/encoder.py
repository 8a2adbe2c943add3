"""Texts to vectors with multilingual-e5-small in ONNX Runtime."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MODEL_FILE = "text/model.onnx"
MODEL_NAME = "multilingual-e5-small"
_VOCABULARY = "vocabulary"
_SPACES = re.compile(" {2,}")
_META = "▁"
_BATCH_TOKENS = 2048
"""Tokens of one run of the network: more makes it no faster and takes more memory."""


@dataclass(frozen=True)
class _Window:
    """A part of one text that fits the network."""

    text: int
    ids: list[int]


class Encoder:
    """A loaded model; `encode` may be called from one thread at a time."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Load the model of the pack in `folder`; `threads` 0 takes all cores. Raise WeightsMissingError."""
        import onnxruntime

        from app.core.pack import find_weights

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(
            str(find_weights(folder, MODEL_FILE)), options, providers=["CPUExecutionProvider"]
        )
        vocabulary = json.loads(self._session.get_modelmeta().custom_metadata_map[_VOCABULARY])
        self._normalised = {int(character): text for character, text in vocabulary["normalised"].items()}
        self._begin, self._end, self._padding = (int(vocabulary[name]) for name in ("begin", "end", "padding"))
        self._dimensions = int(self._session.get_outputs()[0].shape[1])
        self._room = int(vocabulary["max_tokens"]) - 2
        self._tokenizer = _make_tokenizer(vocabulary)

    def tokenize(self, text: str) -> list[int]:
        """Return the ids of a text, without those that begin and end it."""
        normal = _SPACES.sub(" ", text.translate(self._normalised))
        ids: list[int] = self._tokenizer.encode(normal, add_special_tokens=False).ids
        return ids

    def encode(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], int]:
        """Return unit vectors (texts, dimensions) and the number of tokens.

        A text that is longer than the network takes is read in parts, and its vector is their mean by length.
        """
        windows = [
            _Window(number, ids[start : start + self._room])
            for number, ids in enumerate(map(self.tokenize, texts))
            for start in range(0, max(1, len(ids)), self._room)
        ]
        sums = np.zeros((len(texts), self._dimensions), np.float32)
        # Texts of like length together, so that little of a batch is padding.
        for batch in _batches(sorted(windows, key=lambda window: len(window.ids))):
            for window, vector in zip(batch, self._run(batch), strict=True):
                sums[window.text] += vector * max(1, len(window.ids))
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return sums / np.maximum(lengths, 1e-12), sum(len(window.ids) + 2 for window in windows)

    def _run(self, batch: Sequence[_Window]) -> NDArray[np.float32]:
        longest = max(len(window.ids) for window in batch) + 2
        ids = np.full((len(batch), longest), self._padding, np.int64)
        mask = np.zeros_like(ids)
        for row, window in enumerate(batch):
            tokens = [self._begin, *window.ids, self._end]
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        found: NDArray[np.float32] = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return found


def _batches(windows: Sequence[_Window]) -> Iterator[list[_Window]]:
    batch: list[_Window] = []
    for window in windows:
        if batch and (len(batch) + 1) * (len(window.ids) + 2) > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _make_tokenizer(vocabulary: dict[str, Any]) -> "Tokenizer":
    from tokenizers import Tokenizer, models, pre_tokenizers

    pieces = [(piece, score) for piece, score in vocabulary["pieces"]]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=int(vocabulary["unknown"]), byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_META, prepend_scheme="first", split=True)
    return tokenizer
