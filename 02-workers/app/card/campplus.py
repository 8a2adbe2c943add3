"""CAM++: a speaker embedding, batch by batch."""

import torch
from torch import nn
from torch.nn import functional

from app.card.layers import Layers
from app.card.masks import Rows
from app.card.resnet import Block, variance_floor

COUNTS = {"Conv": 225, "BatchNormalization": 56, "Gemm": 0, "LSTM": 0}
"""Layers of the network in the file that our export makes."""

_LAYERS = (12, 24, 16)
_SEGMENT = 100
"""Frames over which the context of a frame is taken."""


class _DenseLayer(nn.Module):
    """A layer that adds channels, weighted by what the row and the segment of each frame are like."""

    def __init__(self, layers: Layers) -> None:
        super().__init__()
        self.norm = layers.normalisation()
        self.narrow, self.local, self.context, self.gate = (layers.convolution() for _ in range(4))

    def forward(self, values: torch.Tensor, rows: Rows) -> torch.Tensor:
        inner = rows.cut(self.narrow(self.norm(values).relu_()).relu_())
        gate = torch.sigmoid(self.gate(self.context(_contexts(inner, rows)).relu_()))
        spread = gate.repeat_interleave(_SEGMENT, dim=-1)[..., : rows.width]
        weighted: torch.Tensor = self.local(inner).mul_(spread)
        return weighted


class CamPlusPlus(nn.Module):
    """Network of features (rows, frames, 80) and their lengths (rows,) to embeddings (rows, dimension)."""

    def __init__(self, layers: Layers) -> None:
        super().__init__()
        self.epsilon = variance_floor(layers)
        self.first = layers.convolution()
        self.blocks = nn.ModuleList(Block(layers, shortcut=number % 2 == 0) for number in range(4))
        self.flat = layers.convolution()
        self.slow = layers.convolution()
        self.dense, self.norms, self.transits = nn.ModuleList(), nn.ModuleList(), nn.ModuleList()
        for count in _LAYERS:
            self.dense.append(nn.ModuleList(_DenseLayer(layers) for _ in range(count)))
            self.norms.append(layers.normalisation())
            self.transits.append(layers.convolution())
        self.last = layers.convolution()
        self.last_norm = layers.normalisation()
        self.dimension = self.last.out_channels

    def forward(self, features: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        rows = Rows(lengths, features.shape[1])
        values = rows.cut(self.first(features.transpose(1, 2)[:, None]).relu_())
        for block in self.blocks:
            values, rows = block(values, rows)
        values = rows.cut(self.flat(values).relu_()).flatten(1, 2)
        rows = rows.after(self.slow)
        values = self.slow(values).relu_()
        for dense, norm, transit in zip(self.dense, self.norms, self.transits, strict=True):
            for layer in dense:  # type: ignore[attr-defined]
                values = torch.cat([values, layer(values, rows)], dim=1)
            values = transit(norm(values).relu_())
        statistics = rows.statistics(rows.cut(values.relu_()), self.epsilon)
        embeddings: torch.Tensor = self.last_norm(self.last(statistics[..., None])[..., 0])
        return embeddings


def _contexts(values: torch.Tensor, rows: Rows) -> torch.Tensor:
    """Return the mean of each row plus that of each of its segments (rows, channels, segments), without padding."""
    padding = -rows.width % _SEGMENT
    summed, counts = (
        functional.pad(each, (0, padding)).reshape(*each.shape[:-1], -1, _SEGMENT).sum(dim=-1)
        for each in (values, rows.mask)
    )
    total = rows.lengths.to(values.dtype)[:, None, None]
    return summed.sum(dim=-1, keepdim=True).div_(total) + summed.div(counts.clamp(min=1))
