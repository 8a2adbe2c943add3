"""Segmentation's network for chunks that overlap: its first filters, a third of the work, hear their common sound once.

Each chunk's waveform is normalised by itself, which is a factor and a constant. The filters are linear, so both can be
applied to what comes out of them: the answers are the same but for rounding (docs/adr/0044).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from app.services.diarization.segmentation import CHUNK_SAMPLES, HOP_SAMPLES

INPUT = "waveforms"
"""(1, 1, samples) → scores (chunks, frames, 7); samples are those of all chunks, HOP_SAMPLES apart."""

_PREFIX = "together/"
_POOL = 3
"""Outputs of the filters of which the loudest is kept."""

_BLOCK = 1_600
"""Samples whose mean is taken first: the sum of a whole chunk would lose digits in single precision."""


def overlapping(file: Path, chunks: int) -> bytes | None:
    """Return pyannote's network of a file in a form that hears so many chunks in one go; None for another one."""
    model = onnx.load(str(file))
    nodes = list(_nodes(model.graph))
    names = [node.op_type for node in nodes]
    if names[:1] != ["InstanceNormalization"] or not {"Conv", "MaxPool", "LSTM"} <= set(names):
        return None
    normalisation, convolution, pooling = (nodes[names.index(kind)] for kind in (names[0], "Conv", "MaxPool"))
    front = _Front(_filters(model, convolution.input[1]), _number(convolution, "strides"), chunks)
    values = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
    weight, bias = (values[name] for name in normalisation.input[1:])
    front.build(weight, bias, _number(normalisation, "epsilon"), output=pooling.output[0])

    rest = list(model.graph.node)[list(model.graph.node).index(pooling) + 1 :]
    del model.graph.node[:]
    model.graph.node.extend([*front.nodes, *rest])
    used = {name for node in _nodes(model.graph) for name in node.input}
    constants = [each for each in model.graph.initializer if each.name in used] + front.constants
    del model.graph.initializer[:]
    model.graph.initializer.extend(constants)
    scores = model.graph.output[0]
    classes = scores.type.tensor_type.shape.dim[-1].dim_value
    _replace(model.graph.input, INPUT, [1, 1, CHUNK_SAMPLES + (chunks - 1) * HOP_SAMPLES])
    _replace(model.graph.output, scores.name, [chunks, "frames", classes])
    return bytes(model.SerializeToString())


class _Front:
    """The nodes from the waveform to the loudest outputs of the filters (chunks, filters, frames), step by step."""

    def __init__(self, filters: NDArray[np.float32], stride: int, chunks: int) -> None:
        self._filters = filters
        self._stride = stride
        self._chunks = chunks
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def build(self, weight: NDArray[np.float32], bias: NDArray[np.float32], epsilon: float, *, output: str) -> None:
        """Add all nodes; `weight`, `bias` and `epsilon` are those of the normalisation of waveforms."""
        mean = self._means(INPUT)
        variance = self._add("Sub", self._means(self._add("Mul", INPUT, INPUT)), self._add("Mul", mean, mean))
        deviation = self._add("Sqrt", self._add("Add", variance, self._constant(np.array([epsilon], dtype=np.float32))))
        scale = self._add("Div", self._constant(weight), deviation)
        offset = self._add("Sub", self._add("Div", self._constant(bias), scale), mean)
        shift = self._add("Mul", offset, self._constant(self._filters.sum(axis=-1).reshape(1, -1, 1)))
        self.nodes.append(helper.make_node("Mul", [self._add("Abs", scale), self._loudest(shift)], [output]))

    def _means(self, values: str) -> str:
        """Add the mean of each chunk (chunks, 1, 1)."""
        blocks = self._add("AveragePool", values, kernel_shape=[_BLOCK], strides=[_BLOCK])
        sizes = {"kernel_shape": [CHUNK_SAMPLES // _BLOCK], "strides": [HOP_SAMPLES // _BLOCK]}
        return self._add("Transpose", self._add("AveragePool", blocks, **sizes), perm=[2, 0, 1])

    def _loudest(self, shift: str) -> str:
        """Add the largest magnitude in each pool (chunks, filters, frames), the filters' outputs moved by `shift`.

        It is that of the largest or of the smallest value. Chunks begin in any of _POOL places of the pooling, so
        there are as many poolings of the common sound.
        """
        high = self._add("Conv", INPUT, self._constant(self._filters), strides=[self._stride])
        low = self._add("Neg", high)
        return self._add("Max", self._add("Add", self._pooled(high), shift), self._add("Sub", self._pooled(low), shift))

    def _pooled(self, values: str) -> str:
        # Padding moves the pools and adds one in front of them; it costs less than a copy without the first values.
        pads = {place: [(-place) % _POOL, 0] for place in range(_POOL)}
        poolings = {
            place: self._add("MaxPool", values, kernel_shape=[_POOL], strides=[_POOL], pads=pads[place])
            for place in range(_POOL)
        }
        length = ((CHUNK_SAMPLES - self._filters.shape[-1]) // self._stride + 1) // _POOL
        parts = []
        for chunk in range(self._chunks):
            first, place = divmod(chunk * HOP_SAMPLES // self._stride, _POOL)
            first += bool(place)
            bounds = (self._constant(np.array([bound])) for bound in (first, first + length, 2))
            parts.append(self._add("Slice", poolings[place], *bounds))
        return self._add("Concat", *parts, axis=0)

    def _constant(self, value: Any) -> str:
        name = f"{_PREFIX}constant-{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def _add(self, operation: str, *inputs: str, **attributes: Any) -> str:
        name = f"{_PREFIX}{operation}-{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, list(inputs), [name], **attributes))
        return name


def _nodes(graph: Any) -> Iterator[Any]:
    """Yield the nodes, those of branches before the one that chooses among them."""
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("g"):
                yield from _nodes(attribute.g)
        yield node


def _filters(model: Any, name: str) -> NDArray[np.float32]:
    """Return the filters (filters, 1, samples), which the network makes of its parameters each time that it runs."""
    telling = onnx.ModelProto()
    telling.CopyFrom(model)
    telling.graph.output.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    options = onnxruntime.SessionOptions()
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(telling.SerializeToString(), options, providers=["CPUExecutionProvider"])
    silence = np.zeros((1, 1, CHUNK_SAMPLES), dtype=np.float32)
    return np.asarray(session.run([name], {INPUT: silence})[0], dtype=np.float32)


def _replace(described: Any, name: str, shape: list[int | str]) -> None:
    """Describe an input or output of a graph anew."""
    del described[:]
    described.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape))


def _number(node: Any, attribute: str) -> Any:
    """Return a number among a node's attributes; of a list, the first."""
    value = next(helper.get_attribute_value(each) for each in node.attribute if each.name == attribute)
    return value[0] if isinstance(value, list) else value
