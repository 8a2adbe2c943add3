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
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

Output = IO[bytes] | None
"""The file that a program writes to; None is the terminal."""


_GRACE_SECONDS = 20.0
"""Time for pytest to stop the services that its fixtures have started."""


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
        except BaseException:
            _end([process])
            raise
        finally:
            self._running.discard(process)
        return code, time.monotonic() - began

    @staticmethod
    def lines_of(output: Output) -> list[str]:
        """Return the lines that a program wrote; none where it wrote to the terminal."""
        if output is None:
            return []
        output.seek(0)
        return output.read().decode(errors="replace").splitlines()

    def interrupt(self) -> None:
        """End each running program."""
        _end(tuple(self._running))


@contextmanager
def interrupted_by_sigterm() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl+C does, so that nothing that was started is left running.

    SIGINT too, which a shell has programs in the background ignore, and with them all that they start.
    """

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Send programs, with all that they started, the signal of Ctrl+C; kill those that do not end in time."""
    for process in processes:
        _signal(process, signal.SIGINT)
    deadline = time.monotonic() + _GRACE_SECONDS
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, deadline - time.monotonic()))
        # Also what was left by a program that has ended.
        _signal(process, signal.SIGKILL)


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
