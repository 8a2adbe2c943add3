"""Where the test command's programs run: as one watches, or side by side, each then told in one piece."""

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
"""Where a program writes; None is the terminal."""


class Stage:
    def __init__(self, *, shared: bool = False) -> None:
        self._shared = shared
        self._printing = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()

    @contextmanager
    def output(self, headline: str) -> Iterator[Output]:
        """Under its headline, as it comes; on a shared stage all at once, when the block ends."""
        if not self._shared:
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
        """Exit status and seconds taken; ended after twice its budget."""
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
        """As if Ctrl+C had been pressed for each program."""
        for process in tuple(self._running):
            os.killpg(process.pid, signal.SIGINT)
