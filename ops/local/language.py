"""The language model and the writer of minutes as local programs; there are none until weights are fetched."""

import importlib.util
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from ops.local.settings import LocalSettings
from ops.project import WORKERS
from servers.health import answers

PACKS = ("language", "language-gpu", "language-0.5b")
"""Packs that can write, the first one that is there is used."""

ENGINE = "xllamacpp"


class _Model(BaseModel):
    name: str


class _Manifest(BaseModel):
    language: _Model


@dataclass(frozen=True)
class LanguageWeights:
    """A language model on disk."""

    name: str
    file: Path

    @classmethod
    def find(cls, settings: LocalSettings) -> "LanguageWeights | None":
        """Return the weights to use; None if there are none, or a server of somebody else's writes."""
        if settings.language_url or importlib.util.find_spec(ENGINE) is None:
            return None
        return next(filter(None, (cls.of(settings, pack) for pack in PACKS)), None)

    @classmethod
    def of(cls, settings: LocalSettings, pack: str) -> "LanguageWeights | None":
        """Return the weights of a pack; None if it has not been fetched."""
        folder = settings.packs_dir / pack
        file = folder / "language" / "model.gguf"
        manifest = folder / "pack.json"
        if not (file.is_file() and manifest.is_file()):
            return None
        return cls(_Manifest.model_validate_json(manifest.read_bytes()).language.name, file)


@dataclass(frozen=True)
class LanguageService:
    """llama.cpp, on loopback and with a key."""

    port: int
    key: str
    weights: LanguageWeights

    name = "language"
    directory = WORKERS
    stop_signal = signal.SIGTERM
    optional = True
    """The stack runs on without it."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        pass

    def command(self) -> list[str]:
        model = [str(self.weights.file), "--name", self.weights.name, "--port", str(self.port)]
        return [sys.executable, "-m", "app.language", *model]

    def environment(self) -> dict[str, str]:
        return {"SCRIBE_LANGUAGE_KEY": self.key}

    def is_healthy(self) -> bool:
        """Return whether the model is loaded."""
        return answers(f"{self.url}/health")


@dataclass(frozen=True)
class WriterService:
    """The process that takes the jobs of minutes."""

    gateway_url: str
    settings: dict[str, str]

    name = "writer"
    directory = WORKERS
    stop_signal = signal.SIGTERM
    optional = True

    def prepare(self) -> None:
        pass

    def command(self) -> list[str]:
        return [sys.executable, "-m", "app.worker.minutes"]

    def environment(self) -> dict[str, str]:
        return self.settings

    def is_healthy(self) -> bool:
        """Return whether the gateway sees a writer."""
        from ops.local.services import readiness

        ready = readiness(self.gateway_url)
        return ready is not None and bool(ready.get("writers"))
