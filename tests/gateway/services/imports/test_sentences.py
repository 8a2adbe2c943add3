"""The web application translates the sentences about transcripts: those that it knows are raised, word for word."""

import base64
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support.transcripts import MEETING

from app.services.imports.building import MAX_SEGMENTS
from app.services.imports.errors import MalformedTranscriptError
from app.services.imports.formats import word
from app.services.imports.reading import read

_IMPORTING = Path(__file__).resolve().parents[4] / "03-interface" / "frontend-nextjs" / "src" / "features" / "importing"
_SAMPLES: list[dict[str, str]] = json.loads((_IMPORTING / "gateway-sentences.json").read_text(encoding="utf-8"))
_MAX_UNPACKED_BYTES = 2**16


def _large_word() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(_MAX_UNPACKED_BYTES + 1))
    return file.getvalue()


_MADE: dict[str, Callable[[], bytes]] = {
    "depth": lambda: (b'[{"a":' * 100_000) + b"1" + (b"}]" * 100_000),
    "speakers": lambda: "\n\n".join(f"P{number}: a." for number in range(1200)).encode(),
    "turns": lambda: json.dumps([{"text": "a"}] * (MAX_SEGMENTS + 1)).encode(),
    "word": _large_word,
}


def _content(sample: dict[str, str]) -> bytes:
    if "made" in sample:
        return _MADE[sample["made"]]()
    return base64.b64decode(sample["base64"]) if "base64" in sample else sample["text"].encode()


@pytest.mark.parametrize("sample", _SAMPLES, ids=lambda sample: sample["sentence"][:60])
def test_each_sentence_that_is_translated_is_raised(sample: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MAX_UNPACKED_BYTES", _MAX_UNPACKED_BYTES)

    with pytest.raises(MalformedTranscriptError) as caught:
        read(_content(sample), MEETING)

    assert caught.value.detail == sample["sentence"]
