"""Export of a CAM++ checkpoint to ONNX: `python -m app.packs.campplus WORK CHECKPOINT OUTPUT`.

A process of its own, since it runs WeSpeaker's definition of the network from WORK (`WORK/wespeaker/models/`) and
loads torch; neither stays with the caller.
"""

import importlib
import sys
import warnings
from pathlib import Path

import numpy as np
import onnxruntime
import torch

FEATURES = 80
"""Mel bands of the filter bank."""

DIMENSIONS = 192

TOLERANCE = 1e-4
"""Largest difference between torch and ONNX Runtime in any component of an embedding."""


def load(work: Path, checkpoint: Path) -> torch.nn.Module:
    sys.path.insert(0, str(work))
    definition = importlib.import_module("wespeaker.models.campplus")
    network: torch.nn.Module = definition.CAMPPlus(feat_dim=FEATURES, embed_dim=DIMENSIONS)
    network.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True), strict=True)
    return network.eval()


def export(network: torch.nn.Module, output: Path) -> None:
    """`feats` (batch, frames, 80) to `embs` (batch, 192), as WeSpeaker's own exports are."""
    torch.onnx.export(
        network,
        (torch.randn(1, 300, FEATURES),),
        str(output),
        input_names=["feats"],
        output_names=["embs"],
        dynamic_axes={"feats": {0: "B", 1: "T"}, "embs": {0: "B"}},
        dynamo=False,
    )


def largest_difference(network: torch.nn.Module, exported: Path) -> float:
    """Compare both on batches and lengths other than the traced one."""
    session = onnxruntime.InferenceSession(str(exported), providers=["CPUExecutionProvider"])
    generator = torch.Generator().manual_seed(0)
    worst = 0.0
    for shape in ((1, 200, FEATURES), (3, 500, FEATURES), (2, 998, FEATURES)):
        features = torch.randn(shape, generator=generator)
        with torch.inference_mode():
            expected = network(features).numpy()
        (found,) = session.run(["embs"], {"feats": features.numpy()})
        worst = max(worst, float(np.abs(expected - found).max()))
    return worst


def main(work: Path, checkpoint: Path, output: Path) -> None:
    # The tracer warns of constants that do not depend on the input's length; the comparison below is the proof.
    warnings.filterwarnings("ignore", module=r"torch|wespeaker")
    network = load(work, checkpoint)
    export(network, output)
    difference = largest_difference(network, output)
    if difference >= TOLERANCE:
        raise SystemExit(f"the exported model differs from the original by {difference:.1e}")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
