"""The store of vectors of the local stack as a process of its own, which tests may kill and start again."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from waiting import eventually

from servers.ports import free_port
from servers.vectors.program import VectorsServer

KEY = "a-key-of-the-vectors"


class VectorsProcess:
    """A store in `folder` on a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.program = VectorsServer(folder, free_port(), KEY)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and return when it is healthy."""
        self.program.prepare()
        environment = {**os.environ, **self.program.environment()}
        self._process = subprocess.Popen(self.program.command(), cwd=self.program.directory, env=environment)
        assert eventually(self.program.is_healthy)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


@contextmanager
def run_vectors(folder: Path) -> Iterator[VectorsProcess]:
    process = VectorsProcess(folder)
    try:
        process.start()
        yield process
    finally:
        process.kill()
