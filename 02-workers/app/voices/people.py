"""People of a calibration: their recordings, and the embeddings of their speech."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.services.embedding.embedder import unit
from app.services.embedding.filter_banks import Samples


@dataclass(frozen=True)
class Recorded:
    """One person's recordings, decoded."""

    name: str
    enrolled: bool
    """False for a stranger."""

    samples: tuple[Samples, ...]


@dataclass(frozen=True)
class Person:
    """One person's speech as embeddings."""

    name: str
    enrolled: bool
    pieces: NDArray[np.float32]
    """Embeddings (pieces, dimension), each of length one."""

    recordings: tuple[int, ...]
    """Number of the recording that each piece is from."""

    def voiceprint(self) -> NDArray[np.float32]:
        """Return the voiceprint (dimension,), of length one, of all recordings, as for a voice with several samples."""
        return unit(self.pieces.sum(axis=0))

    def voiceprint_without(self, piece: int) -> NDArray[np.float32]:
        """Return the voiceprint without this piece.

        It is made from the other recordings, as a meeting is another recording than the enrolment; without any, from
        the other pieces.
        """
        recordings = np.array(self.recordings)
        others = recordings != recordings[piece]
        if not others.any():
            others = np.arange(len(recordings)) != piece
        return unit(self.pieces[others].sum(axis=0))
