"""Likeness of texts: ROUGE-L on words, and sentences matched by meaning."""

import re
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from scribe_contracts.evidence.words import tokens

FloatArray = NDArray[np.float32]
_SENTENCE = re.compile(r"(?<=[.?!…])\s+")
_MIN_LETTERS = 3


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; what has fewer than three letters is none."""
    return [part.strip() for part in _SENTENCE.split(text) if sum(map(str.isalpha, part)) >= _MIN_LETTERS]


def rouge_l(written: str, references: Sequence[str]) -> float:
    """Return the best F1 of the longest common subsequence of words with a reference (Lin 2004), in [0, 1]."""
    return max((_f1(tokens(written), tokens(reference)) for reference in references), default=0.0)


def _f1(ours: Sequence[str], theirs: Sequence[str]) -> float:
    common = LCSseq.similarity(ours, theirs)
    return 2 * common / (len(ours) + len(theirs)) if common else 0.0


class Embedder(Protocol):
    """Makes vectors of length 1 (texts, dimensions) of texts, and counts their tokens."""

    def encode(self, texts: Sequence[str]) -> tuple[FloatArray, int]: ...


class Meaning:
    """Compares sentences by their embeddings."""

    def __init__(self, encoder: Embedder) -> None:
        self._encoder = encoder

    def similarities(self, ours: Sequence[str], theirs: Sequence[str]) -> FloatArray:
        """Return the cosines (ours, theirs)."""
        return self.vectors(ours) @ self.vectors(theirs).T

    def vectors(self, texts: Sequence[str]) -> FloatArray:
        """Return the embeddings (texts, dimensions), of length 1."""
        # One prefix for both sides, as the model's authors say for symmetric tasks.
        vectors, _ = self._encoder.encode([f"query: {text}" for text in texts])
        return vectors

    def f1(self, written: str, references: Sequence[str]) -> float:
        """Return the best F1 of greedily matched sentences with a reference: BERTScore's rule, on sentences."""
        ours = sentences(written)
        if not ours:
            return 0.0
        return max((self._matched(ours, sentences(reference)) for reference in references), default=0.0)

    def _matched(self, ours: Sequence[str], theirs: Sequence[str]) -> float:
        if not theirs:
            return 0.0
        cosines = self.similarities(ours, theirs)
        precision, recall = float(cosines.max(axis=1).mean()), float(cosines.max(axis=0).mean())
        return 2 * precision * recall / (precision + recall)
