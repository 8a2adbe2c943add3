"""Export of pyannote's segmentation to ONNX.

`python -m app.packs.exports.pyannote_segmentation WORK CHECKPOINT OUTPUT`

It runs in a process of its own, so that torch and pyannote.audio do not stay in the caller's memory.
"""

import sys
import warnings
from pathlib import Path

import torch

from app.packs.exports.onnx_export import Interface, export_checked

SAMPLES = 160_000
"""10 s at 16 kHz, what the network was trained on."""

TOLERANCE = 1e-3
"""Maximum difference between torch and ONNX Runtime in any log-probability."""

INTERFACE = Interface("waveforms", "scores", {0: "B"}, {0: "B"})
"""(batch, 1, 160000) to (batch, 589, 7): log-probabilities of nobody, each of three speakers, each pair of them."""


def load(checkpoint: Path) -> torch.nn.Module:
    from pyannote.audio import Model
    from pyannote.audio.telemetry import set_telemetry_metrics

    # pyannote.audio reports every loaded model to its makers unless told not to.
    set_telemetry_metrics(False)
    network = Model.from_pretrained(checkpoint)
    if network is None:
        raise SystemExit(f"{checkpoint.name} could not be read")
    return network.eval()


def examples() -> list[torch.Tensor]:
    """Return batches of waveforms for the comparison, from silence to loud noise."""
    generator = torch.Generator().manual_seed(0)
    return [
        level * torch.randn(batch, 1, SAMPLES, generator=generator) for batch, level in ((1, 0.3), (3, 0.05), (2, 1e-4))
    ]


def main(_: Path, checkpoint: Path, output: Path) -> None:
    # The tracer warns of constants that come from the input's length, which is fixed.
    warnings.filterwarnings("ignore", module=r"torch|pyannote|lightning")
    network = load(checkpoint)
    export_checked(
        network, INTERFACE, output, traced=torch.randn(1, 1, SAMPLES), compared=examples(), tolerance=TOLERANCE
    )


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
