"""The command as it is run: it ends in good order when it is told to."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest

from ops.load.run import BEGINNING
from ops.project import ROOT

SMALL = ("--users", "4", "--uploads", "2", "--streams", "4", "--seconds", "600")
STARTING = "postgres  starting"


class Command:
    """The running command with what it has printed."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.output = b""
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_for(self, text: str, seconds: float) -> None:
        with self._news:
            self._news.wait_for(lambda: text.encode() in self.output or self.process.poll() is not None, seconds)
            assert text.encode() in self.output, self.output.decode()

    def end(self, seconds: float) -> int:
        """Send SIGTERM and return the exit status."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(seconds)
        self._reader.join(seconds)
        return status

    def _read(self) -> None:
        assert self.process.stdout is not None
        while piece := os.read(self.process.stdout.fileno(), 65536):
            with self._news:
                self.output += piece
                self._news.notify_all()
        self.process.wait()
        with self._news:
            self._news.notify_all()


@contextmanager
def started() -> Iterator[Command]:
    command = [sys.executable, "-m", "ops.load", *SMALL]
    path = {"PYTHONPATH": f"{ROOT}:{ROOT / '01-core'}"}
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            yield Command(process)
        finally:
            process.kill()


@pytest.mark.parametrize("moment", [STARTING, BEGINNING])
def test_sigterm_ends_it_without_a_traceback_and_leaves_nothing_running(moment: str) -> None:
    before = set(psutil.pids())
    with started() as command:
        command.wait_for(moment, 120)
        status = command.end(60)

    assert status == 128 + signal.SIGTERM
    assert b"Traceback" not in command.output, command.output.decode()
    assert b"never retrieved" not in command.output
    assert left(before) == []


def left(before: set[int]) -> list[str]:
    """Return the programs of a load that run now and did not before."""
    found = []
    for process in psutil.process_iter(["pid", "cmdline"]):
        line = " ".join(process.info["cmdline"] or ())
        if process.pid not in before and ("scribe-load-" in line or "ops.load" in line):
            found.append(line)
    return found
