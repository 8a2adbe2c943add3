"""A pack as the worker finds it on disk: files of weights, and `pack.json`, which says what they are."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from app.core.errors import WeightsMissingError
from app.core.files import write_atomically
from scribe_contracts.transcript import Models

PACK_FILE = "pack.json"


class PackedModel(BaseModel):
    """One model of a pack."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    """Short and stable; part of transcripts and of S3 keys."""

    title: str
    revision: str
    licence: str
    origin: str
    sha256: str
    """SHA-256 of the file of weights on disk."""

    source_sha256: str | None = None
    """SHA-256 of the checkpoint that the weights were exported from, if they were."""


class Manifest(BaseModel):
    """The content of `pack.json`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return the manifest of the pack in `folder`. Raise WeightsMissingError if there is none."""
        return cls.model_validate_json(find_weights(folder, PACK_FILE).read_bytes())

    def write(self, folder: Path) -> None:
        """Write the manifest into `folder`; do not touch a file that has this content already."""
        content = (self.model_dump_json(indent=2, exclude_none=True) + "\n").encode()
        path = folder / PACK_FILE
        if not path.exists() or path.read_bytes() != content:
            write_atomically(path, content)


class LanguageManifest(Manifest):
    """Manifest of a pack that writes."""

    language: PackedModel


class TextManifest(Manifest):
    """Manifest of a pack that compares texts."""

    text: PackedModel


class PackManifest(Manifest):
    """Manifest of a pack that transcribes."""

    segmentation: PackedModel
    embedding: PackedModel
    transcription: PackedModel

    @property
    def model_names(self) -> Models:
        """Names of the models by stage, as transcripts and fingerprints give them."""
        return Models(
            diarization=f"{self.segmentation.name} + {self.embedding.name}",
            identification=self.embedding.name,
            transcription=self.transcription.name,
        )


def find_weights(folder: Path, path: str) -> Path:
    """Return the path of a file in the pack in `folder`. Raise WeightsMissingError if it is not there."""
    file = folder / path
    if not file.is_file():
        raise WeightsMissingError(f"{file} is missing; ./manage.sh models fetches the model weights")
    return file
