"""Export from torch to ONNX, with a comparison of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch


@dataclass(frozen=True)
class Interface:
    """Names of a network's input and output, and of their axes with variable length."""

    input: str
    output: str
    input_axes: dict[int, str]
    output_axes: dict[int, str]


def export_checked(
    network: torch.nn.Module,
    interface: Interface,
    output: Path,
    *,
    traced: torch.Tensor,
    compared: Iterable[torch.Tensor],
    tolerance: float,
) -> None:
    """Export the network and compare both. Raise SystemExit if any component of any output differs by `tolerance`."""
    export(network, traced, interface, output)
    difference = largest_difference(network, output, interface, compared)
    if difference >= tolerance:
        raise SystemExit(f"the exported model differs from the original by {difference:.1e}")


def export(network: torch.nn.Module, example: torch.Tensor, interface: Interface, output: Path) -> None:
    """Write the network to an ONNX file, traced with `example`."""
    torch.onnx.export(
        network,
        (example,),
        str(output),
        input_names=[interface.input],
        output_names=[interface.output],
        dynamic_axes={interface.input: interface.input_axes, interface.output: interface.output_axes},
        dynamo=False,
    )


def largest_difference(
    network: torch.nn.Module, exported: Path, interface: Interface, inputs: Iterable[torch.Tensor]
) -> float:
    """Return the largest difference of torch and ONNX Runtime in any component of the outputs for `inputs`."""
    session = onnxruntime.InferenceSession(str(exported), providers=["CPUExecutionProvider"])
    worst = 0.0
    for example in inputs:
        with torch.inference_mode():
            expected = network(example).numpy()
        (found,) = session.run([interface.output], {interface.input: example.numpy()})
        worst = max(worst, float(np.abs(expected - found).max()))
    return worst
