"""The store as a program of the local stack."""

import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from servers.health import answers
from servers.vectors.settings import VectorsSettings

CORE = Path(__file__).parents[2]


@dataclass(frozen=True)
class VectorsServer:
    folder: Path
    """Folder of the vectors; a second server on it does not start."""

    port: int
    key: str
    secrets_file: Path | None = None

    name = "vectors"
    directory = CORE
    stop_signal = signal.SIGTERM
    optional = True
    """The stack runs on without it: words are searched."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def command(self) -> list[str]:
        return [sys.executable, "-m", "servers.vectors"]

    def environment(self) -> dict[str, str]:
        settings = VectorsSettings(
            vectors_dir=self.folder, vectors_port=self.port, vectors_key=self.key, secrets_file=self.secrets_file
        )
        return settings.environment()

    def is_healthy(self) -> bool:
        return answers(f"{self.url}/healthz")
