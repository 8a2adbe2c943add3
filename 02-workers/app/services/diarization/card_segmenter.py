"""Segmentation in large batches, by PyTorch: the sound is sent once, and the classes of frames come back."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from app.card.device import check_once, made_ready, sent
from app.card.layers import Layers
from app.card.pyannet import PyanNet
from app.core.progress import Progress
from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.diarization.segmentation import (
    CHUNK_SAMPLES,
    CLASSES,
    HOP_SAMPLES,
    HOP_SECONDS,
    LocalSpeech,
    number_of_chunks,
)

TOLERANCE = 1e-2
"""Maximum difference to ONNX Runtime in any log-probability."""


class CardSegmenter:
    """Segmenter by a network on `device`."""

    def __init__(self, network: nn.Module, device: str) -> None:
        self._device = torch.device(device)
        self._network: nn.Module | None = made_ready(network, device)

    def segment(self, audio: Audio, channel: int, batch: int, on_progress: Progress) -> LocalSpeech:
        """Run the network on equal batches of at most `batch` chunks, the next one begun before one is read."""
        chunks = number_of_chunks(len(audio.samples))
        rounds = -(-chunks // batch)
        rows = -(-chunks // rounds)
        heard: list[NDArray[np.uint8]] = []
        for classes in _one_behind(self._classes(audio, channel, first, rows) for first in range(0, chunks, rows)):
            heard.append(classes.cpu().numpy())
            on_progress(min(1.0, len(heard) / rounds))
        return LocalSpeech(CLASSES[np.concatenate(heard)[:chunks]])

    def close(self) -> None:
        self._network = None

    @torch.inference_mode()
    def scores(self, waveforms: torch.Tensor) -> torch.Tensor:
        """Return the scores (rows, frames, 7) of waveforms (rows, 1, samples)."""
        if self._network is None:
            raise RuntimeError("the network was released")
        found: torch.Tensor = self._network(waveforms.to(self._device))
        return found

    @torch.inference_mode()
    def _classes(self, audio: Audio, channel: int, first: int, rows: int) -> torch.Tensor:
        """Return the likeliest class (rows, frames) in chunks from the `first`; silence follows the recording."""
        samples = np.zeros((rows - 1) * HOP_SAMPLES + CHUNK_SAMPLES, dtype=np.float32)
        start = first * HOP_SECONDS
        sound = audio.crop(start, start + len(samples) / SAMPLE_RATE, channel)
        samples[: len(sound)] = sound
        waveforms = sent(samples, self._device).unfold(0, CHUNK_SAMPLES, HOP_SAMPLES)
        return self.scores(waveforms[:, None]).argmax(dim=-1).to(torch.uint8)


def load_card_segmenter(file: Path, device: str) -> CardSegmenter:
    """Load the network of an ONNX file. Raise UnknownNetworkError if it is not the one known here."""
    layers = Layers(file)
    network = PyanNet(layers)
    layers.finish()
    segmenter = CardSegmenter(network, device)
    noise = 0.1 * torch.randn(1, 1, CHUNK_SAMPLES, generator=torch.Generator().manual_seed(0))
    check_once(file, device, [noise.numpy()], lambda: [segmenter.scores(noise).cpu().numpy()], tolerance=TOLERANCE)
    return segmenter


def _one_behind(items: Iterator[torch.Tensor]) -> Iterator[torch.Tensor]:
    """Yield the items, each once the next one was begun."""
    waiting: torch.Tensor | None = None
    for item in items:
        if waiting is not None:
            yield waiting
        waiting = item
    if waiting is not None:
        yield waiting
