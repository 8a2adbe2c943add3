"""People as calibration knows them: their recordings, then the embeddings of what they say in them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.services.embedding.embedder import Samples, unit


@dataclass(frozen=True)
class Recorded:
    """One person's recordings, decoded."""

    name: str
    enrolled: bool
    """Otherwise a stranger."""

    samples: tuple[Samples, ...]


@dataclass(frozen=True)
class Person:
    """One person's speech as embeddings."""

    name: str
    enrolled: bool
    pieces: NDArray[np.float32]
    """(pieces, dimension), each of length one."""

    recordings: tuple[int, ...]
    """The recording that each piece is of."""

    def voiceprint(self) -> NDArray[np.float32]:
        """(dimension,), of length one: all recordings pooled, as for a voice with several samples."""
        return unit(self.pieces.sum(axis=0))

    def voiceprint_without(self, piece: int) -> NDArray[np.float32]:
        """The voiceprint that this piece had no part in.

        Of the other recordings where there are some, as a meeting is another recording than the enrolment; else of
        the other pieces.
        """
        recordings = np.array(self.recordings)
        others = recordings != recordings[piece]
        if not others.any():
            others = np.arange(len(recordings)) != piece
        return unit(self.pieces[others].sum(axis=0))
