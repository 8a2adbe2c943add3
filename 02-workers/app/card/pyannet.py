"""Pyannote's segmentation-3.0 (PyanNet): who is heard in each frame of a chunk, batch by batch."""

import torch
from torch import nn
from torch.nn import functional

from app.card.layers import Layers

COUNTS = {"Conv": 2, "BatchNormalization": 0, "Gemm": 0, "LSTM": 4}
"""Layers of the network in the file that our export makes; it makes the first convolution's filters while it runs."""

_FILTER_STRIDE = 10
_MIN_HZ = 50.0
_MAX_HZ = 8000.0
_FILTERS = "sincnet.conv1d.0.filterbank"


class PyanNet(nn.Module):
    """Network of waveforms (rows, 1, samples) to scores (rows, frames, 7): log-probabilities, nobody first."""

    filters: torch.Tensor

    def __init__(self, layers: Layers) -> None:
        super().__init__()
        self.register_buffer("filters", _filters(layers))
        self.convolutions = nn.ModuleList(layers.convolution() for _ in range(2))
        names = ("sincnet.wav_norm1d", *(f"sincnet.norm1d.{number}" for number in range(3)))
        self.scales = nn.ParameterList(layers.constant(f"{name}.weight") for name in names)
        self.shifts = nn.ParameterList(layers.constant(f"{name}.bias") for name in names)
        self.recurrent = layers.recurrent(4)
        weights = [value for values in layers.inputs_of("MatMul") for value in values if value.shape[0] > 1]
        biases = [layers.constant(f"{name}.bias") for name in ("linear.0", "linear.1", "classifier")]
        self.weights = nn.ParameterList(weight.T.contiguous() for weight in weights[-3:])
        self.biases = nn.ParameterList(biases)

    def forward(self, waveforms: torch.Tensor) -> torch.Tensor:
        values = self._normalised(waveforms, 0)
        values = functional.conv1d(values, self.filters, stride=_FILTER_STRIDE).abs_()
        values = self._pooled(values, 1)
        for number, convolution in enumerate(self.convolutions, 2):
            values = self._pooled(convolution(values), number)
        values, _ = self.recurrent(values.transpose(1, 2))
        *inner, last = zip(self.weights, self.biases, strict=True)
        for weight, bias in inner:
            values = functional.leaky_relu(functional.linear(values, weight, bias), inplace=True)
        return functional.log_softmax(functional.linear(values, *last), dim=-1)

    def _pooled(self, values: torch.Tensor, number: int) -> torch.Tensor:
        pooled = self._normalised(functional.max_pool1d(values, 3), number)
        return functional.leaky_relu(pooled, inplace=True)

    def _normalised(self, values: torch.Tensor, number: int) -> torch.Tensor:
        return functional.instance_norm(values, weight=self.scales[number], bias=self.shifts[number])


def _filters(layers: Layers) -> torch.Tensor:
    """Return the first layer's filters (80, 1, 251): band-passes between learnt frequencies, even ones, then odd."""
    low = _MIN_HZ + layers.constant(f"{_FILTERS}.low_hz_").abs()
    high = (low + _MIN_HZ + layers.constant(f"{_FILTERS}.band_hz_").abs()).clamp(_MIN_HZ, _MAX_HZ)
    times, window = layers.constant(f"{_FILTERS}.n_"), layers.constant(f"{_FILTERS}.window_")
    band = high - low
    even = (torch.sin(high @ times) - torch.sin(low @ times)) / (times / 2) * window
    odd = (torch.cos(low @ times) - torch.cos(high @ times)) / (times / 2) * window
    halves = [
        torch.cat([even, 2 * band, even.flip(1)], dim=1),
        torch.cat([odd, torch.zeros_like(band), -odd.flip(1)], dim=1),
    ]
    return torch.cat([half / (2 * band) for half in halves])[:, None]
