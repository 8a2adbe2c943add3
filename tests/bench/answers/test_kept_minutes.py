"""Test minutes that are written for a measurement: with which model, what they took, and after an interruption."""

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from language_server import LanguageServer, Request, refuse
from rich.console import Console

from bench.answers import minutes
from bench.answers.kept import KeptMinutes
from bench.answers.meetings import Corpus, read_corpus
from bench.answers.service import LanguageService
from bench.answers.texts import FloatArray
from scribe_contracts.language.client import Address
from scribe_contracts.language.errors import LanguageRefusedError

SAID = ["The budget of the garden rises to three thousand euros.", "Bob writes to the supplier on Friday."]


class Letters:
    """Embeds a text as the counts of its letters, of length 1."""

    def encode(self, texts: Sequence[str]) -> tuple[FloatArray, int]:
        counts = np.array([[1 + text.count(letter) for letter in "abcdefgh"] for text in texts], np.float32)
        return counts / np.linalg.norm(counts, axis=1, keepdims=True), 0


def echo(request: Request) -> None:
    """Write of each section the first line that was read."""
    number, said = next(re.finditer(r"^\[(\d+)\] (?:\w+: )?(.*)$", request.prompt, re.MULTILINE)).groups()
    entry = {"text": said[:70], "turns": [int(number)], "owner": "nobody named", "due": ""}
    request.say(json.dumps({key: [entry] for key in _schema(request)["properties"]}))


def _schema(request: Request) -> dict[str, Any]:
    schema: dict[str, Any] = request.body["response_format"]["json_schema"]["schema"]
    return schema


@pytest.fixture(params=["questions", "summaries"])
def corpus(request: pytest.FixtureRequest, tmp_path: Path) -> Corpus:
    """Return two long meetings, as either kind of file has them."""
    turns = [{"speaker": "AB"[at % 2], "text": f"Point {at}. {SAID[at % 2]} " + "word " * 80} for at in range(60)]
    kinds: dict[str, dict[str, Any]] = {
        "questions": {
            "questions": [{"question": "Who writes?", "answer": "Bob", "evidence_turns": [1]}],
            "summary": SAID[1],
            "summary_evidence": [{"sentence": SAID[1], "turns": [1]}],
        },
        "summaries": {"summaries": [SAID[1]], "extract": SAID[1]},
    }
    path = tmp_path / "file.jsonl"
    path.write_text(2 * (json.dumps({"turns": turns} | kinds[request.param]) + "\n"), encoding="utf-8")
    return read_corpus(path)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LanguageServer]:
    """Put a server of the protocol in the place of the models."""

    @contextmanager
    def service(pack: str) -> Iterator[LanguageService]:
        yield LanguageService(Address(running.url, model=pack, context=4096), os.getpid())

    monkeypatch.setattr(minutes, "language_service", service)
    with LanguageServer([echo]).running() as running:
        yield running


def write(corpus: Corpus, folder: Path, pack: str = "small", count: int = 2) -> dict[str, Any]:
    return minutes.measure(corpus, count, KeptMinutes(folder, corpus.name, pack), Letters(), Console(quiet=True))


def test_an_interrupted_measurement_goes_on_behind_the_last_part(
    corpus: Corpus, server: LanguageServer, tmp_path: Path
) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    server.replies = [echo, echo, refuse(401, "No.")]
    with pytest.raises(LanguageRefusedError):
        write(corpus, folder)
    (begun,) = (folder / "begun").iterdir()
    taken = len(server.requests) - 1
    server.requests.clear()

    server.replies = [echo]
    found = write(corpus, folder)

    assert not begun.exists()
    again = len(server.requests)
    (other := tmp_path / "other").mkdir()
    write(corpus, other)
    assert len(server.requests) - again == again + taken == found["tokens_written"] // 7
    assert (found["meetings"], found["evidence"]["cited_segments_exist"]) == (2, 1.0)
    # The same English words are wrong where the file is a French one.
    assert found["language_right"] == (corpus.language == "en")
    assert found["evidence"]["judged"] > 0
    assert found["peak_mib"] > 0


def test_each_model_writes_once(corpus: Corpus, server: LanguageServer, tmp_path: Path) -> None:
    first = write(corpus, tmp_path, count=1)
    written = len(server.requests)

    assert write(corpus, tmp_path, count=1) == first
    assert len(server.requests) == written
    assert write(corpus, tmp_path, count=2)["meetings"] == 2
    assert len(server.requests) == 2 * written
    assert write(corpus, tmp_path, "large", count=1)["model"] == "large"
    assert len(server.requests) == 3 * written
