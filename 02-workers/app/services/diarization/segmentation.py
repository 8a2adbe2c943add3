"""Segmentation: the local speakers in each chunk of ten seconds, by pyannote's network over a sliding window."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.core.networks import OnnxNetwork
from app.core.progress import Progress
from app.services.audio.samples import SAMPLE_RATE, Audio

CHUNK_SECONDS = 10.0
"""Length of a chunk, as segmentation-3.0 was trained."""

HOP_SECONDS = 1.0
"""Distance between the starts of chunks, as in pyannote's recipe. Twice that halves the work of this network and adds
half a point of confusion on average over ten meetings, more on short ones."""

LOCAL_SPEAKERS = 3

CLASSES = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, 0, 1], [0, 1, 1]], dtype=np.bool_)
"""The network's seven answers for a frame (its powerset) as who of the three local speakers is heard."""

CHUNK_SAMPLES = round(CHUNK_SECONDS * SAMPLE_RATE)
HOP_SAMPLES = round(HOP_SECONDS * SAMPLE_RATE)


@dataclass(frozen=True)
class LocalSpeech:
    """Speech of the local speakers of each chunk; each chunk numbers its local speakers for itself."""

    active: NDArray[np.bool_]
    """(chunks, frames, local speakers)"""

    @property
    def chunks(self) -> int:
        """Number of chunks."""
        return len(self.active)

    @property
    def frames(self) -> int:
        """Number of frames in a chunk."""
        return int(self.active.shape[1])


class Segmenter(Protocol):
    """Finds local speakers."""

    def segment(self, audio: Audio, channel: int, batch: int, on_progress: Progress) -> LocalSpeech:
        """Return the speech in chunks of CHUNK_SECONDS, HOP_SECONDS apart, that cover the channel."""

    def close(self) -> None:
        """Free the weights."""


class OnnxSegmenter:
    """Segmenter by an ONNX network of either form.

    One hears chunks: `waveforms` (batch, 1, 160000) → `scores` (batch, 589, 7). The other hears n chunks, HOP_SECONDS
    apart, in what they cover together: (1, 1, 160000 + (n - 1) * 16000) → (n, 589, 7).
    """

    def __init__(self, network: OnnxNetwork) -> None:
        self._network = network
        together = network.output_shape[0]
        self._together = together if isinstance(together, int) else None
        """Number of chunks that the network hears in one piece of sound."""

    def segment(self, audio: Audio, channel: int, batch: int, on_progress: Progress) -> LocalSpeech:
        """Run the network on `batch` chunks at a time, or on as many as it hears together."""
        chunks = number_of_chunks(len(audio.samples))
        if self._together is None:
            size, inputs = batch, _batches(audio, channel, chunks, batch)
        else:
            size, inputs = self._together, _passages(audio, channel, chunks, self._together)
        heard: list[NDArray[np.bool_]] = []
        for scores in self._network.map(inputs):
            heard.append(CLASSES[scores.argmax(axis=-1)])
            on_progress(min(1.0, len(heard) * size / chunks))
        return LocalSpeech(np.concatenate(heard)[:chunks])

    def close(self) -> None:
        self._network.close()


def number_of_chunks(samples: int) -> int:
    """Return the number of chunks that cover so many samples; the last one may reach beyond the end."""
    beyond_first = max(0, samples - CHUNK_SAMPLES)
    return 1 + math.ceil(beyond_first / HOP_SAMPLES)


def _batches(audio: Audio, channel: int, chunks: int, batch: int) -> Iterator[NDArray[np.float32]]:
    """Yield waveforms (batch, 1, samples) of equal size, which keeps the network's memory plan; pad with silence."""
    for first in range(0, chunks, batch):
        waveforms = np.zeros((min(batch, chunks), 1, CHUNK_SAMPLES), dtype=np.float32)
        for row, index in enumerate(range(first, min(first + batch, chunks))):
            start = index * HOP_SECONDS
            samples = audio.crop(start, start + CHUNK_SECONDS, channel)
            waveforms[row, 0, : len(samples)] = samples
        yield waveforms


def _passages(audio: Audio, channel: int, chunks: int, together: int) -> Iterator[NDArray[np.float32]]:
    """Yield what so many chunks cover together (1, 1, samples), one passage after the other; pad with silence."""
    for first in range(0, chunks, together):
        waveforms = np.zeros((1, 1, CHUNK_SAMPLES + (together - 1) * HOP_SAMPLES), dtype=np.float32)
        start = first * HOP_SECONDS
        samples = audio.crop(start, start + waveforms.shape[-1] / SAMPLE_RATE, channel)
        waveforms[0, 0, : len(samples)] = samples
        yield waveforms
