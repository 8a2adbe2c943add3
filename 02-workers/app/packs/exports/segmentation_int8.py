"""Export of pyannote's segmentation for processors: `… segmentation_int8 WORK CHECKPOINT OUTPUT`.

The window of ten seconds moves by one, so that each second is heard ten times. This form of the network hears CHUNKS
windows in one go: its first filters, a third of the work, are applied to their common sound once. The windows are
normalised one by one, as in the original, which works as well after those filters, since they are linear: the answers
are the same but for rounding. The weights of the recurrent layers, half of the work, are rounded to 8 bit.

It runs in a process of its own, so that torch and pyannote.audio do not stay in the caller's memory.
"""

import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from torch.nn.functional import conv1d, leaky_relu, max_pool1d

from app.packs.exports.onnx_export import Interface, export
from app.packs.exports.pyannote_segmentation import SAMPLES, TOLERANCE, load

CHUNKS = 4
"""With 8 the filters take less, and the recurrent layers more."""

HOP = 16_000
"""1 s between the starts of chunks."""

MIN_AGREEMENT = 0.97
"""Least share of frames in which the rounded network gives the original's answer; of speech it is above 0.99."""

INTERFACE = Interface("waveforms", "scores", {}, {})
"""(1, 1, SAMPLES + (CHUNKS - 1) * HOP) to (CHUNKS, 589, 7)."""

_STRIDE = 10
"""Samples between two outputs of the first filters."""

_POOL = 3


class OverlappingChunks(torch.nn.Module):
    """A network of pyannote (PyanNet) that hears CHUNKS chunks, HOP apart, in one go."""

    filters: torch.Tensor
    sums: torch.Tensor

    def __init__(self, network: Any) -> None:
        super().__init__()
        self.network = network
        filters = network.sincnet.conv1d[0].filterbank.filters().detach()
        self.register_buffer("filters", filters)
        self.register_buffer("sums", filters.sum(dim=-1).view(1, -1, 1))

    def forward(self, waveforms: torch.Tensor) -> torch.Tensor:
        sincnet = self.network.sincnet
        norm = sincnet.wav_norm1d
        chunks = torch.cat([waveforms[:, :, chunk * HOP : chunk * HOP + SAMPLES] for chunk in range(CHUNKS)])
        mean = chunks.mean(dim=-1, keepdim=True)
        variance = (chunks * chunks).mean(dim=-1, keepdim=True) - mean * mean
        scale = norm.weight / torch.sqrt(variance + norm.eps)
        outputs = scale * self._loudest(waveforms, (norm.bias / scale - mean) * self.sums)
        outputs = leaky_relu(sincnet.norm1d[0](outputs))
        for layer in (1, 2):
            outputs = sincnet.pool1d[layer](sincnet.conv1d[layer](outputs))
            outputs = leaky_relu(sincnet.norm1d[layer](outputs))
        outputs, _ = self.network.lstm(outputs.transpose(1, 2))
        for linear in self.network.linear:
            outputs = leaky_relu(linear(outputs))
        scores: torch.Tensor = self.network.activation(self.network.classifier(outputs))
        return scores

    def _loudest(self, waveforms: torch.Tensor, shift: torch.Tensor) -> torch.Tensor:
        """Return the pooled magnitudes of the filtered chunks, each filter's output moved by `shift` (chunks, 80, 1).

        The largest magnitude is that of the largest or of the smallest value. Chunks begin in any of _POOL places of
        the pooling, so there are as many poolings of the common sound.
        """
        filtered = conv1d(waveforms, self.filters, stride=_STRIDE)
        highest = [max_pool1d(filtered[:, :, phase:], _POOL, _POOL) for phase in range(_POOL)]
        lowest = [max_pool1d(-filtered[:, :, phase:], _POOL, _POOL) for phase in range(_POOL)]
        length = ((SAMPLES - self.filters.shape[-1]) // _STRIDE + 1) // _POOL
        starts = [divmod(chunk * HOP // _STRIDE, _POOL) for chunk in range(CHUNKS)]
        high, low = (
            torch.cat([pooled[phase][:, :, first : first + length] for first, phase in starts])
            for pooled in (highest, lowest)
        )
        return torch.maximum(high + shift, low - shift)


def examples() -> list[torch.Tensor]:
    """Return waveforms for the comparison, from silence to loud noise that comes and goes."""
    generator = torch.Generator().manual_seed(0)
    length = SAMPLES + (CHUNKS - 1) * HOP
    swell = torch.sin(torch.arange(length) / HOP).abs()
    return [level * swell * torch.randn(1, 1, length, generator=generator) for level in (0.3, 0.05, 1e-4)]


def largest_difference(network: torch.nn.Module, waveforms: torch.Tensor) -> float:
    """Return the largest difference of the original and of this form in any log-probability."""
    with torch.inference_mode():
        together = OverlappingChunks(network)(waveforms)
        return float((together - _one_by_one(network, waveforms)).abs().max())


def agreement(network: torch.nn.Module, exported: Path, waveforms: torch.Tensor) -> float:
    """Return the share of frames for which the exported model gives the original's answer."""
    session = onnxruntime.InferenceSession(str(exported), providers=["CPUExecutionProvider"])
    (scores,) = session.run([INTERFACE.output], {INTERFACE.input: waveforms.numpy()})
    with torch.inference_mode():
        expected = _one_by_one(network, waveforms).numpy()
    return float(np.mean(scores.argmax(axis=-1) == expected.argmax(axis=-1)))


def _one_by_one(network: torch.nn.Module, waveforms: torch.Tensor) -> torch.Tensor:
    chunks = [waveforms[:, :, chunk * HOP : chunk * HOP + SAMPLES] for chunk in range(CHUNKS)]
    return torch.cat([network(chunk) for chunk in chunks])


def main(work: Path, checkpoint: Path, output: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # The tracer warns of constants that come from the input's length, which is fixed.
    warnings.filterwarnings("ignore", module=r"torch|pyannote|lightning")
    network, compared = load(checkpoint), examples()
    difference = max(largest_difference(network, waveforms) for waveforms in compared)
    if difference >= TOLERANCE:
        raise SystemExit(f"chunks heard together differ from chunks heard alone by {difference:.1e}")
    exact = work / "exact.onnx"
    export(OverlappingChunks(network).eval(), compared[0], INTERFACE, exact)
    quantize_dynamic(exact, output, op_types_to_quantize=["LSTM"], per_channel=True, weight_type=QuantType.QInt8)
    agreed = min(agreement(network, output, waveforms) for waveforms in compared)
    if agreed < MIN_AGREEMENT:
        raise SystemExit(f"the exported model agrees with the original in {agreed:.1%} of the frames only")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
