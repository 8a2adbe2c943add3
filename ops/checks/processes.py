"""Programs of the test command: run one by one with their output as it comes, or side by side with it kept apart."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

Output = IO[bytes] | None
"""The file that a program writes to; None is the terminal."""


class ProcessRunner:
    """Runs programs; with `parallel`, the output of each is printed when it has ended."""

    def __init__(self, *, parallel: bool = False) -> None:
        self._parallel = parallel
        self._printing = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()

    @contextmanager
    def output(self, headline: str) -> Iterator[Output]:
        """Yield where one program shall write, so that its output follows `headline` in one piece."""
        if not self._parallel:
            print(f"\n{headline}", flush=True)
            yield None
            return
        with tempfile.TemporaryFile() as kept:
            try:
                yield kept
            finally:
                kept.seek(0)
                with self._printing:
                    print(f"\n{headline}", flush=True)
                    shutil.copyfileobj(kept, sys.stdout.buffer)
                    sys.stdout.flush()

    def execute(self, command: Sequence[str], folder: Path, budget: int, output: Output) -> tuple[int, float]:
        """Run a program and return its exit status and the seconds it took; it is killed after twice its budget."""
        began = time.monotonic()
        errors = None if output is None else subprocess.STDOUT
        process = subprocess.Popen(command, cwd=folder, start_new_session=True, stdout=output, stderr=errors)
        self._running.add(process)
        try:
            code = process.wait(budget * 2)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            code = process.wait()
            sentence = f"Ended: it took twice its budget of {budget} s.\n".encode()
            (output or sys.stdout.buffer).write(sentence)
        finally:
            self._running.discard(process)
        return code, time.monotonic() - began

    def interrupt(self) -> None:
        """Send each running program the signal of Ctrl+C."""
        for process in tuple(self._running):
            os.killpg(process.pid, signal.SIGINT)
