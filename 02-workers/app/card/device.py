"""The device of the networks, and ways to it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import nn

from app.card.layers import UnknownNetworkError

_checked: set[tuple[Path, int, str]] = set()


def made_ready(network: nn.Module, device: str) -> nn.Module:
    """Return the network on the device, for answers in float32: TensorFloat-32 has 10 bits where float32 has 23."""
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    # Each width of a batch is met a few times a recording: a search for the best algorithm costs more than it saves.
    torch.backends.cudnn.benchmark = False
    return network.eval().requires_grad_(requires_grad=False).to(device)


def sent(values: NDArray[np.generic], device: torch.device) -> torch.Tensor:
    """Return the values on the device; to a card they go through pinned memory, while the processor goes on."""
    tensor = torch.from_numpy(np.ascontiguousarray(values))
    if device.type != "cuda":
        return tensor
    return tensor.pin_memory().to(device, non_blocking=True)


def check_once(
    file: Path,
    device: str,
    inputs: Sequence[NDArray[np.float32]],
    run: Callable[[], Sequence[NDArray[np.float32]]],
    *,
    tolerance: float,
) -> None:
    """Compare `run` with ONNX Runtime on each of the inputs, unless this process did so for the file and device.

    Raise UnknownNetworkError where they differ: layers are told by their kind and order, which proves nothing.
    """
    key = (file, file.stat().st_mtime_ns, device)
    if key in _checked:
        return
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    for given, found in zip(inputs, run(), strict=True):
        (expected,) = session.run(None, {name: given})
        difference = float(np.abs(expected - found).max())
        if not difference <= tolerance:
            raise UnknownNetworkError(f"{file.name} is of another network: answers differ by {difference:.1e}.")
    _checked.add(key)
