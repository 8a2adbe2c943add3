"""Layers of a network, read from its ONNX file: both ways of running it have the same weights, of one checksum."""

from collections import deque
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn


class UnknownNetworkError(ValueError):
    """The file is of a network that is not known here."""


class Layers:
    """The layers of a file, each kind in the order in which the network uses them; a network takes all of them."""

    def __init__(self, file: Path) -> None:
        graph = onnx.load(str(file)).graph
        self.name = file.name
        self._values = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
        for node in graph.node:
            if node.op_type == "Constant" and node.attribute[0].name == "value":
                self._values[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
        self._graph = graph
        self._left = {
            kind: deque(node for node in graph.node if node.op_type == kind)
            for kind in ("Conv", "BatchNormalization", "Gemm", "LSTM")
        }

    @property
    def counts(self) -> dict[str, int]:
        """Return the number of layers of each kind that were not taken yet."""
        return {kind: len(nodes) for kind, nodes in self._left.items()}

    def convolution(self) -> nn.Conv1d | nn.Conv2d:
        """Take the next convolution, of one or two dimensions."""
        node = self._take("Conv")
        weight, *bias = (self._value(name) for name in node.input[1:])
        attributes = {each.name: onnx.helper.get_attribute_value(each) for each in node.attribute}
        sizes = weight.shape[2:]
        pads = attributes.get("pads", [0] * 2 * len(sizes))
        if pads[: len(sizes)] != pads[len(sizes) :] or attributes.get("group", 1) != 1:
            raise UnknownNetworkError(f"{self.name} has a convolution of another kind.")
        kind: type[nn.Conv1d | nn.Conv2d] = nn.Conv1d if len(sizes) == 1 else nn.Conv2d
        made: nn.Conv1d | nn.Conv2d = kind(
            weight.shape[1],
            weight.shape[0],
            tuple(sizes),
            stride=tuple(attributes.get("strides", [1] * len(sizes))),
            padding=tuple(pads[: len(sizes)]),
            dilation=tuple(attributes.get("dilations", [1] * len(sizes))),
            bias=bool(bias),
        )
        _fill(made.weight, weight)
        if made.bias is not None:
            _fill(made.bias, bias[0])
        return made

    def normalisation(self) -> nn.BatchNorm1d:
        """Take the next batch normalisation."""
        node = self._take("BatchNormalization")
        weight, bias, mean, variance = (self._value(name) for name in node.input[1:])
        made = nn.BatchNorm1d(len(mean), eps=_number(node, "epsilon", 1e-5))
        for parameter, value in ((made.weight, weight), (made.bias, bias)):
            _fill(parameter, value)
        made.running_mean, made.running_var = _tensor(mean), _tensor(variance)
        return made

    def linear(self) -> nn.Linear:
        """Take the next linear layer."""
        node = self._take("Gemm")
        weight, bias = (self._value(name) for name in node.input[1:])
        if not _number(node, "transB", 0):
            weight = weight.T
        made = nn.Linear(weight.shape[1], weight.shape[0])
        _fill(made.weight, weight)
        _fill(made.bias, bias)
        return made

    def recurrent(self, count: int) -> nn.LSTM:
        """Take the next `count` bidirectional LSTM, one upon the other."""
        nodes = [self._take("LSTM") for _ in range(count)]
        _, hidden_by_four, inputs = self._value(nodes[0].input[1]).shape
        made = nn.LSTM(inputs, hidden_by_four // 4, num_layers=count, bidirectional=True, batch_first=True)
        for layer, node in enumerate(nodes):
            inward, recurrent, biases = (self._value(name) for name in node.input[1:4])
            for direction, suffix in enumerate(("", "_reverse")):
                weights = (inward[direction], recurrent[direction], *np.split(biases[direction], 2))
                for name, value in zip(("weight_ih", "weight_hh", "bias_ih", "bias_hh"), weights, strict=True):
                    _fill(getattr(made, f"{name}_l{layer}{suffix}"), _gates_of_torch(value))
        return made

    def constant(self, name: str) -> torch.Tensor:
        """Return the value that the file has by this name."""
        return _tensor(self._value(name))

    def inputs_of(self, operation: str) -> list[list[torch.Tensor]]:
        """Return, for each node of an operation in order, those of its inputs that are values of the file."""
        nodes = (node for node in self._graph.node if node.op_type == operation)
        return [[_tensor(self._values[name]) for name in node.input if name in self._values] for node in nodes]

    def finish(self) -> None:
        """Raise UnknownNetworkError if the file has layers that were not taken."""
        if any(self._left.values()):
            raise UnknownNetworkError(f"{self.name} has layers that the network does not know.")

    def _take(self, kind: str) -> Any:
        if not self._left[kind]:
            raise UnknownNetworkError(f"{self.name} has too few layers {kind}.")
        return self._left[kind].popleft()

    def _value(self, name: str) -> Any:
        if name not in self._values:
            raise UnknownNetworkError(f"{self.name} has no value {name}.")
        return self._values[name]


def _tensor(value: Any) -> torch.Tensor:
    return torch.from_numpy(np.array(value, dtype=np.float32))


def _fill(parameter: torch.Tensor, value: Any) -> None:
    if parameter.shape != value.shape:
        raise UnknownNetworkError(f"A layer has the shape {value.shape}, not {tuple(parameter.shape)}.")
    parameter.data = _tensor(value)


def _gates_of_torch(value: Any) -> Any:
    """Return the rows of the gates input, output, forget, cell in the order input, forget, cell, output."""
    into, out, forget, cell = np.split(value, 4)
    return np.concatenate([into, forget, cell, out])


def _number(node: Any, name: str, default: float) -> float:
    found = [onnx.helper.get_attribute_value(each) for each in node.attribute if each.name == name]
    return float(found[0]) if found else default
