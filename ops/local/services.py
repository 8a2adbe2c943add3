"""Gateway and worker as local programs, started by their command: nothing here imports their code."""

import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ops.local.settings import LocalSettings
from ops.project import GATEWAY, WORKERS
from ops.worker_memory import WORKER_MEMORY
from servers.health import answers
from servers.program import ServerError

GATEWAY_SECRETS, WORKER_SECRETS, SEARCH_SECRETS = "gateway", "worker", "search"
"""Files of secrets that programs look at while they run."""


@dataclass(frozen=True)
class GatewayService:
    port: int
    settings: dict[str, str]

    name = "gateway"
    directory = GATEWAY
    stop_signal = signal.SIGTERM

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        pass

    def command(self) -> list[str]:
        return [sys.executable, "-m", "app.serve", "--host", "127.0.0.1", "--port", str(self.port)]

    def environment(self) -> dict[str, str]:
        return self.settings

    def is_healthy(self) -> bool:
        return readiness(self.url) is not None


@dataclass(frozen=True)
class EmbeddingsService:
    """Vectors of texts, where their weights have been fetched."""

    port: int
    key: str
    secrets_file: Path | None = None

    name = "embeddings"
    directory = WORKERS
    stop_signal = signal.SIGTERM
    optional = True
    """The stack runs on without it: words are searched."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def pack(self) -> Path:
        return LocalSettings().packs_dir / "embeddings"

    @property
    def is_wanted(self) -> bool:
        """Return whether the weights are there: `./manage.sh models fetch embeddings`."""
        return (self.pack / "pack.json").is_file()

    def prepare(self) -> None:
        pass

    def command(self) -> list[str]:
        return [sys.executable, "-m", "app.embeddings"]

    def environment(self) -> dict[str, str]:
        return {
            "SCRIBE_EMBEDDINGS_MODELS_DIR": str(self.pack),
            "SCRIBE_EMBEDDINGS_PORT": str(self.port),
            "SCRIBE_EMBEDDINGS_KEY": self.key,
            **({"SCRIBE_SECRETS_FILE": str(self.secrets_file)} if self.secrets_file else {}),
        }

    def is_healthy(self) -> bool:
        return answers(f"http://127.0.0.1:{self.port}/health")


@dataclass(frozen=True)
class WorkerService:
    gateway_url: str
    settings: dict[str, str]
    work_dir: Path

    name = "worker"
    directory = WORKERS
    stop_signal = signal.SIGTERM

    def prepare(self) -> None:
        """Fetch the model weights that are missing."""
        self.work_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        local = LocalSettings()
        if local.models_dir is not None:
            return
        fetch = [sys.executable, "-m", "app.packs", "fetch", local.profile]
        if subprocess.run(fetch, cwd=self.directory, stdout=sys.stderr, check=False).returncode != 0:
            raise ServerError("The models are not complete: the lines above say why.")

    def command(self) -> list[str]:
        return [sys.executable, "-m", "app.worker"]

    def environment(self) -> dict[str, str]:
        # The weights are on disk: no library may ask a hub for them.
        return {**self.settings, **WORKER_MEMORY, "HF_HUB_OFFLINE": "1"}

    def is_healthy(self) -> bool:
        """Return whether the gateway sees a worker."""
        ready = readiness(self.gateway_url)
        return ready is not None and bool(ready.get("workers"))


def readiness(gateway_url: str) -> dict[str, Any] | None:
    """Return the answer of the gateway's readiness check; None while it is not ready."""
    try:
        with urllib.request.urlopen(f"{gateway_url}/health/ready", timeout=3) as answer:  # noqa: S310 - loopback
            ready: dict[str, Any] = json.load(answer)
            return ready
    except (OSError, ValueError):
        return None


def secrets_file(data: Path, service: str, *, stage: str = "") -> Path:
    """Return the file of a service, or one that is no service's yet; only its owner can read it."""
    return data / "secrets" / f"{service}{stage}.env"
