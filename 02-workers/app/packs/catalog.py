"""The catalogue of models, typed. `catalog.toml` beside this file is its content."""

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
    SEGMENTATION = "segmentation"
    EMBEDDING = "embedding"
    TRANSCRIPTION = "transcription"

    @property
    def folder(self) -> str:
        """Where the role's files lie inside a pack."""
        return "whisper" if self is Role.TRANSCRIPTION else self.value


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wheel(_Entry):
    version: str
    size: int = Field(gt=0)
    platform: str | None = None
    """Set where the wheel is built for one platform but its data serves all."""


class Repository(_Entry):
    repo: str
    revision: str = Field(pattern=r"^[0-9a-f]{40}$")
    gated: bool = False
    """Needs a token of somebody who accepted its conditions."""


class WheelPart(_Entry):
    wheel: str
    member: RelativePath


class WheelSource(_Entry):
    """Members of wheels which, put one after the other, are the file."""

    parts: tuple[WheelPart, ...] = Field(min_length=1)


class HubSource(_Entry):
    repository: str
    path: RelativePath


class CatalogFile(_Entry):
    path: RelativePath
    size: int = Field(gt=0)
    sha256: Sha256
    sources: tuple[WheelSource | HubSource, ...] = Field(min_length=1)


class Export(_Entry):
    """How the weights are made from files that are not kept."""

    recipe: Literal["campplus", "segmentation"]
    output: RelativePath
    inputs: tuple[CatalogFile, ...] = Field(min_length=1)
    """The first one is the checkpoint."""


class CatalogModel(_Entry):
    title: str
    licence: str
    origin: HttpUrl
    revision: str
    weights: RelativePath
    """The file that identifies the model."""

    files: tuple[CatalogFile, ...] = ()
    export: Export | None = None

    @property
    def downloads(self) -> tuple[CatalogFile, ...]:
        return self.files + (self.export.inputs if self.export else ())

    @model_validator(mode="after")
    def _has_weights(self) -> Self:
        produced = {file.path for file in self.files} | ({self.export.output} if self.export else set())
        if self.weights not in produced:
            raise ValueError(f"nothing provides the weights {self.weights}")
        return self


class Pack(_Entry):
    description: str
    segmentation: str
    embedding: str
    transcription: str

    def model_of(self, role: Role) -> str:
        return {
            Role.SEGMENTATION: self.segmentation,
            Role.EMBEDDING: self.embedding,
            Role.TRANSCRIPTION: self.transcription,
        }[role]


class Part(NamedTuple):
    """A model in its place in a pack."""

    role: Role
    name: str
    model: CatalogModel


class Catalog(_Entry):
    wheels: dict[str, Wheel]
    repositories: dict[str, Repository]
    models: dict[str, CatalogModel]
    packs: dict[str, Pack]

    @classmethod
    def load(cls, path: Path = CATALOG_FILE) -> Self:
        return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))

    def parts(self, pack: str) -> Iterator[Part]:
        """The models of a pack; PackError if there is no such pack."""
        if pack not in self.packs:
            raise PackError(f"there is no pack named {pack!r}; there are {', '.join(sorted(self.packs))}")
        for role in Role:
            name = self.packs[pack].model_of(role)
            yield Part(role, name, self.models[name])

    def source_names(self, model: CatalogModel) -> list[str]:
        """Where a model's files can come from, for people."""
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
        _require("models", used, self.models)
        sources = [s for model in self.models.values() for file in model.downloads for s in file.sources]
        wheels = {part.wheel for s in sources if isinstance(s, WheelSource) for part in s.parts}
        _require("wheels", wheels, self.wheels)
        _require("repositories", {s.repository for s in sources if isinstance(s, HubSource)}, self.repositories)
        return self


def _require(table: str, used: set[str], known: Iterable[str]) -> None:
    missing = used.difference(known)
    if missing:
        raise ValueError(f"{table} that are used but not described: {', '.join(sorted(missing))}")
