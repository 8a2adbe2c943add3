"""The programs that run on this machine, and what each must be able to do."""

import signal
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Server(StrEnum):
    """Names of the servers, in the order in which they start."""

    POSTGRES = "postgres"
    REDIS = "redis"
    S3 = "s3"


class ServerError(RuntimeError):
    """A program cannot be prepared or started; the message says why in one sentence."""


class Program(Protocol):
    """A server or service that runs in the foreground as one child process, until `stop_signal`."""

    @property
    def name(self) -> str: ...

    @property
    def directory(self) -> Path:
        """Return its working folder."""

    @property
    def stop_signal(self) -> signal.Signals: ...

    def prepare(self) -> None:
        """Make its data and configuration where they are missing; ServerError where that fails."""

    def command(self) -> list[str]:
        """Return the command line that runs it in the foreground."""

    def environment(self) -> dict[str, str]:
        """Return the variables that it needs beyond the environment of its parent."""

    def is_healthy(self) -> bool:
        """Return whether it serves a client with the right password now."""
