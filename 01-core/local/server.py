"""What every local server is: how to prepare it, run it, ask after it and stop it."""

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


class LocalServer(Protocol):
    """A server that runs in the foreground as one child process, until `stop_signal`."""

    @property
    def name(self) -> Server: ...

    @property
    def directory(self) -> Path:
        """Where its data is, and its working folder."""

    @property
    def stop_signal(self) -> signal.Signals: ...

    def prepare(self) -> None:
        """Bring data folder and configuration into place; whatever is there already is kept."""

    def command(self) -> list[str]: ...

    def is_healthy(self) -> bool:
        """Whether a client with the right password is served now."""
