"""Export of a CAM++ checkpoint to ONNX: `python -m app.packs.exports.campplus WORK CHECKPOINT OUTPUT`.

It runs in a process of its own: it executes WeSpeaker's definition of the network from `WORK/wespeaker/models/` and
loads torch; neither stays in the caller's memory.
"""

import importlib
import sys
import warnings
from pathlib import Path

import torch

from app.packs.exports.onnx_export import Interface, export_checked

FEATURES = 80
"""Mel bands of the filter bank."""

DIMENSIONS = 192

TOLERANCE = 1e-4
"""Maximum difference between torch and ONNX Runtime in any component of an embedding."""

INTERFACE = Interface("feats", "embs", {0: "B", 1: "T"}, {0: "B"})
"""(batch, frames, 80) to (batch, 192), as WeSpeaker's own exports are."""


def load(work: Path, checkpoint: Path) -> torch.nn.Module:
    sys.path.insert(0, str(work))
    definition = importlib.import_module("wespeaker.models.campplus")
    network: torch.nn.Module = definition.CAMPPlus(feat_dim=FEATURES, embed_dim=DIMENSIONS)
    network.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True), strict=True)
    return network.eval()


def examples() -> list[torch.Tensor]:
    """Return batches of features for the comparison, of other sizes and lengths than the traced one."""
    generator = torch.Generator().manual_seed(0)
    return [
        torch.randn(batch, frames, FEATURES, generator=generator) for batch, frames in ((1, 200), (3, 500), (2, 998))
    ]


def main(work: Path, checkpoint: Path, output: Path) -> None:
    # The tracer warns of constants that do not depend on the input's length; the comparison shows that they are right.
    warnings.filterwarnings("ignore", module=r"torch|wespeaker")
    network = load(work, checkpoint)
    export_checked(
        network, INTERFACE, output, traced=torch.randn(1, 300, FEATURES), compared=examples(), tolerance=TOLERANCE
    )


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
