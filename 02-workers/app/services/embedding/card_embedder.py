"""Speaker embeddings in batches, by PyTorch: pieces of several lengths at once, padded and masked.

Filter banks are made where the network is, and stay there: of each piece only its embedding comes back.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import structlog
import torch
from numpy.typing import NDArray
from torch import nn

from app.card import campplus, resnet
from app.card.batches import Batches
from app.card.device import check_once, made_ready, sent
from app.card.layers import Layers, UnknownNetworkError
from app.card.masks import padded_width
from app.core.memory import is_out_of_memory
from app.services.embedding.card_filter_banks import FilterBanks
from app.services.embedding.embedder import MIN_FRAMES
from app.services.embedding.filter_banks import MEL_BINS, Samples, frame_count

TOLERANCE = 1e-3
"""Maximum difference to ONNX Runtime in any component of an embedding; components are of the order of one."""

_COMPARED_FRAMES = (MIN_FRAMES, 217)

log = structlog.get_logger()


class CardSpeakerEmbedder:
    """Embedder by a network on `device`, in batches of at most `frames_at_once` frames with their padding."""

    def __init__(self, network: nn.Module, name: str, *, device: str, frames_at_once: int) -> None:
        self.name = name
        self.dimension = int(network.dimension)  # type: ignore[arg-type]
        self._device = torch.device(device)
        self._frames_at_once = frames_at_once
        self._network: nn.Module | None = made_ready(network, device)
        self._banks = made_ready(FilterBanks(), device)

    def frames(self, samples: int) -> int:
        return frame_count(samples)

    @torch.inference_mode()
    def filter_banks(self, samples: Samples) -> torch.Tensor:
        banks: torch.Tensor = self._banks(sent(samples, self._device))
        return banks

    @torch.inference_mode()
    def features(self, samples: Samples) -> torch.Tensor:
        banks = self.filter_banks(samples)
        return banks - banks.mean(dim=0, keepdim=True)

    @torch.inference_mode()
    def excerpt(self, banks: torch.Tensor, first: int, chosen: NDArray[np.bool_]) -> torch.Tensor:
        stretch = banks[first : first + len(chosen)]
        return (stretch - stretch.mean(dim=0)).index_select(0, sent(np.flatnonzero(chosen), self._device))

    def embed_each(self, features: Iterable[torch.Tensor]) -> Iterator[NDArray[np.float32] | None]:
        """Yield the embeddings in order; what has one length, but for the padding, is computed together."""
        batches = Batches[torch.Tensor, NDArray[np.float32] | None](self._embed, _width, self._rows)
        return batches.map(features)

    @torch.inference_mode()
    def embed_together(self, pieces: Sequence[torch.Tensor]) -> NDArray[np.float32]:
        """Return the embeddings (pieces, dimension) of features in one batch, padded to the width of the longest."""
        if self._network is None:
            raise RuntimeError("the network was released")
        lengths = np.array([len(piece) for piece in pieces])
        padded = torch.zeros(len(pieces), padded_width(int(lengths.max())), MEL_BINS, device=self._device)
        for row, piece in zip(padded, pieces, strict=True):
            row[: len(piece)] = piece
        embeddings: NDArray[np.float32] = self._network(padded, sent(lengths, self._device)).cpu().numpy()
        return embeddings

    def close(self) -> None:
        self._network = None

    def _rows(self, width: int) -> int:
        return max(1, self._frames_at_once // width) if width else 1

    def _embed(self, pieces: list[torch.Tensor], width: int) -> list[NDArray[np.float32] | None]:
        """Return the embeddings of pieces of one width; where memory runs out, take half as many from then on."""
        if width == 0:
            return [None] * len(pieces)
        found: list[NDArray[np.float32] | None] = []
        while len(found) < len(pieces):
            batch = pieces[len(found) : len(found) + self._rows(width)]
            try:
                found += list(self.embed_together(batch))
                continue
            except RuntimeError as error:
                if len(batch) == 1 or not is_out_of_memory(error):
                    raise
            self._frames_at_once = len(batch) // 2 * width
            log.warning("embedding_batch_halved", frames=self._frames_at_once)
            if self._device.type == "cuda":
                torch.cuda.empty_cache()
        return found


def load_card_embedder(file: Path, name: str, *, device: str, frames_at_once: int) -> CardSpeakerEmbedder:
    """Load the network of an ONNX file. Raise UnknownNetworkError if it is none of those known here."""
    layers = Layers(file)
    kinds: list[tuple[dict[str, int], type[Any]]] = [
        (resnet.COUNTS, resnet.ResNet34),
        (campplus.COUNTS, campplus.CamPlusPlus),
    ]
    network = next((kind for counts, kind in kinds if counts == layers.counts), None)
    if network is None:
        raise UnknownNetworkError(f"{file.name} is of a network that is not known here.")
    made = network(layers)
    layers.finish()
    embedder = CardSpeakerEmbedder(made, name, device=device, frames_at_once=frames_at_once)
    generator = torch.Generator().manual_seed(0)
    pieces = [torch.randn(frames, MEL_BINS, generator=generator) for frames in _COMPARED_FRAMES]
    check_once(
        file,
        device,
        [piece[None].numpy() for piece in pieces],
        lambda: list(embedder.embed_together([piece.to(device) for piece in pieces])[:, None]),
        tolerance=TOLERANCE,
    )
    return embedder


def _width(features: torch.Tensor) -> int:
    """Return the width of the batch for the features; 0 where they are too few."""
    return padded_width(len(features)) if len(features) >= MIN_FRAMES else 0
