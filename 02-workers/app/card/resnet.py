"""WeSpeaker's ResNet34: a speaker embedding, batch by batch."""

import torch
from torch import nn

from app.card.layers import Layers
from app.card.masks import Rows

COUNTS = {"Conv": 36, "BatchNormalization": 0, "Gemm": 1, "LSTM": 0}
"""Layers of the network in a file whose normalisations are part of the convolutions, as WeSpeaker's are."""

_BLOCKS = (3, 4, 6, 3)


class Block(nn.Module):
    """Two convolutions and a way around them; zero in the padding of its input and of its output."""

    def __init__(self, layers: Layers, *, shortcut: bool) -> None:
        super().__init__()
        self.first, self.second = layers.convolution(), layers.convolution()
        self.shortcut = layers.convolution() if shortcut else None

    def forward(self, values: torch.Tensor, rows: Rows) -> tuple[torch.Tensor, Rows]:
        rows = rows.after(self.first)
        inner = rows.cut(self.first(values).relu_())
        inner = self.second(inner)
        inner += values if self.shortcut is None else self.shortcut(values)
        return rows.cut(inner.relu_()), rows


class ResNet34(nn.Module):
    """Network of features (rows, frames, 80) and their lengths (rows,) to embeddings (rows, dimension)."""

    def __init__(self, layers: Layers) -> None:
        super().__init__()
        self.epsilon = variance_floor(layers)
        self.first = layers.convolution()
        self.blocks = nn.ModuleList(
            Block(layers, shortcut=stage > 0 and number == 0)
            for stage, count in enumerate(_BLOCKS)
            for number in range(count)
        )
        self.last = layers.linear()
        self.dimension = self.last.out_features
        # Exports subtract the mean embedding of the training set; not all have one.
        means = [value for values in layers.inputs_of("Sub") for value in values if value.numel() == self.dimension]
        self.register_buffer("mean", means[-1].flatten() if means else torch.zeros(self.dimension))

    def forward(self, features: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        rows = Rows(lengths, features.shape[1])
        values = rows.cut(self.first(features.transpose(1, 2)[:, None]).relu_())
        for block in self.blocks:
            values, rows = block(values, rows)
        embeddings: torch.Tensor = self.last(rows.statistics(values, self.epsilon)) - self.mean
        return embeddings


def variance_floor(layers: Layers) -> float:
    """Return what the file adds to the variance before it takes the root; 0 where it adds nothing."""
    scalars = [float(value) for values in layers.inputs_of("Add") for value in values if value.numel() == 1]
    small = [value for value in scalars if 0 < value < 1e-5]  # noqa: PLR2004 - below it there is nothing else
    return small[-1] if small else 0.0
