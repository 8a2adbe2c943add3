"""Small catalogues, and small wheels for them, made on the spot."""

import hashlib
import zipfile
from pathlib import Path
from typing import Any

from app.packs.catalog import Catalog
from app.packs.settings import PackSettings
from app.packs.store import PackStore

SEGMENTATION = b"segmentation weights " * 100
EMBEDDING = b"embedding weights " * 100
WHISPER = b"whisper weights, in two parts " * 100
REVISION = "0123456789abcdef0123456789abcdef01234567"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def make_wheel(folder: Path, name: str, members: dict[str, bytes], version: str = "1.0.0") -> Path:
    """A wheel that pip accepts."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        for member, content in members.items():
            wheel.writestr(member, content)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return path


def make_wheels(folder: Path) -> None:
    make_wheel(folder, "voices", {"seg.bin": SEGMENTATION, "emb.onnx": EMBEDDING})
    make_wheel(folder, "words_one", {"part1": WHISPER[:1000]})
    make_wheel(folder, "words_two", {"part2": WHISPER[1000:]})


def from_wheel(*parts: tuple[str, str]) -> dict[str, Any]:
    return {"parts": [{"wheel": wheel, "member": member} for wheel, member in parts]}


def from_hub(path: str, repository: str = "hub") -> dict[str, Any]:
    return {"repository": repository, "path": path}


def file(path: str, content: bytes, *sources: dict[str, Any]) -> dict[str, Any]:
    return {"path": path, "size": len(content), "sha256": sha256(content), "sources": sources}


def model(file: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "title": "A model",
        "licence": "MIT",
        "origin": "https://example.org/model",
        "revision": "1",
        "weights": file["path"],
        "files": [file],
        **more,
    }


def make_catalog(**models: dict[str, Any]) -> Catalog:
    """Packs `cpu` and `other`, which differ in the transcription's name only; `models` replace the usual ones."""
    words = from_wheel(("words_one", "part1"), ("words_two", "part2"))
    usual = {
        "seg": model(file("pytorch_model.bin", SEGMENTATION, from_wheel(("voices", "seg.bin")))),
        "emb": model(file("model.onnx", EMBEDDING, from_wheel(("voices", "emb.onnx")))),
        "whisper": model(file("model.bin", WHISPER, words)),
        "whisper2": model(file("model.bin", WHISPER, words)),
    }
    pack = {"description": "a pack", "segmentation": "seg", "embedding": "emb", "transcription": "whisper"}
    return Catalog.model_validate(
        {
            "wheels": {name: {"version": "1.0.0", "size": 1000} for name in ("voices", "words_one", "words_two")},
            "repositories": {
                "hub": {"repo": "someone/model", "revision": REVISION},
                "closed": {"repo": "someone/gated", "revision": REVISION, "gated": True},
            },
            "models": usual | models,
            "packs": {"cpu": pack, "other": pack | {"transcription": "whisper2"}},
        }
    )


class PackFolders:
    """A folder of packs, a folder of wheels, and the lines that the store reported."""

    def __init__(self, folder: Path) -> None:
        self.packs = folder / "packs"
        self.wheels = folder / "wheels"
        self.said: list[str] = []
        make_wheels(self.wheels)

    def store(self, catalog: Catalog | None = None, **settings: Any) -> PackStore:
        known = PackSettings(packs_dir=self.packs, wheels_dir=self.wheels, **settings)
        return PackStore(catalog or make_catalog(), known, self.said.append)

    def read(self, path: str) -> bytes:
        return (self.packs / path).read_bytes()
