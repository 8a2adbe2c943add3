"""`pack.json`: what the worker is told about the weights beside it."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from app.packs.files import write_atomically

PACK_FILE = "pack.json"


class PackedModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    """Short and stable; fit for a transcript and for a key."""

    title: str
    revision: str
    licence: str
    origin: str
    sha256: str
    """Of the file of weights as it lies on disk."""

    source_sha256: str | None = None
    """Of the checkpoint, where the weights were converted from one."""


class PackManifest(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    segmentation: PackedModel
    embedding: PackedModel
    transcription: PackedModel

    @classmethod
    def read(cls, folder: Path) -> Self:
        return cls.model_validate_json((folder / PACK_FILE).read_bytes())

    def write(self, folder: Path) -> None:
        content = (self.model_dump_json(indent=2, exclude_none=True) + "\n").encode()
        path = folder / PACK_FILE
        if not path.exists() or path.read_bytes() != content:
            write_atomically(path, content)
