"""What every local program is: how to prepare it, run it, ask after it and stop it."""

import signal
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Server(StrEnum):
    """In the order in which they start."""

    POSTGRES = "postgres"
    REDIS = "redis"
    S3 = "s3"


class ServerError(RuntimeError):
    """A server cannot be prepared or started; the message says why in one sentence."""


class Program(Protocol):
    """A server or service that runs in the foreground as one child process, until `stop_signal`."""

    @property
    def name(self) -> str: ...

    @property
    def directory(self) -> Path:
        """Its working folder."""

    @property
    def stop_signal(self) -> signal.Signals: ...

    def prepare(self) -> None:
        """Bring data and configuration into place; whatever is there already is kept."""

    def command(self) -> list[str]: ...

    def environment(self) -> dict[str, str]:
        """What it needs beyond the environment of its parent."""

    def is_healthy(self) -> bool:
        """Whether a client with the right password is served now."""
