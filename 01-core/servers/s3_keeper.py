"""The S3 server, started anew once its disk has room again: `python s3_keeper.py COMMAND…`, in its folder.

Its store of names refuses every later write when one to its journal has failed for want of room, though there be room
again, until it is opened anew. Without that, a disk that was full for a second would leave the product without storage
until somebody noticed.
"""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

MIN_FREE_BYTES = 16 * 2**20
"""Room for the journals to be written anew."""

MIN_RUN_SECONDS = 10.0
"""Time between two starts, for a disk that is filled again and again."""

NICENESS = 10
"""Of the server: whatever stores recordings gives way to what answers people, on a machine that does both."""

STOP_SECONDS = 20.0
COMPACTOR = Path(__file__).with_name("s3_compactor.py")
_LOOK_SECONDS = 0.5
_REFUSED = re.compile(rb"filerldb\S*: no space left on device")
_PR_SET_PDEATHSIG = 1


class Keeper:
    """Runs a command until it ends by itself, or until it is told to stop."""

    def __init__(self, command: Sequence[str], folder: Path, *, min_run_seconds: float = MIN_RUN_SECONDS) -> None:
        self._command = command
        self._folder = folder
        self._min_run_seconds = min_run_seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._refuses = threading.Event()

    def stop(self) -> None:
        """Pass the wish to stop on; `run` returns when the command has ended."""
        self._stopped = True
        if self._child is not None:
            self._child.terminate()

    def reload(self) -> None:
        """Have the command read again whom it serves."""
        if self._child is not None:
            self._child.send_signal(signal.SIGHUP)

    def run(self) -> int:
        """Run the command, again where it refuses writes and need not; return its last exit status."""
        while True:
            self._refuses.clear()
            child = self._start()
            until = time.monotonic() + self._min_run_seconds
            while _is_running(child):
                if self._refuses.is_set() and time.monotonic() > until and self._has_room():
                    _log(b"The disk has room again: the S3 server is started anew.\n")
                    _end(child)
                    break
            else:
                return child.returncode
            if self._stopped:
                return child.returncode

    def _start(self) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            self._command,
            cwd=self._folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - no other thread holds a lock here: it makes one call
        )
        self._child = child
        if self._stopped:
            child.terminate()
        threading.Thread(target=self._pass_on, args=(child,), daemon=True).start()
        return child

    def _pass_on(self, child: subprocess.Popen[bytes]) -> None:
        """Copy what the command prints, and note where it says that its names cannot be written."""
        assert child.stdout is not None  # noqa: S101 - for the type checker
        for line in child.stdout:
            _log(line)
            if _REFUSED.search(line):
                self._refuses.set()

    def _has_room(self) -> bool:
        return shutil.disk_usage(self._folder).free >= MIN_FREE_BYTES


def _log(line: bytes) -> None:
    """Write a line to standard output, or drop it: the log may lie on the very disk that is full."""
    with suppress(OSError):
        os.write(sys.stdout.fileno(), line)


def _is_running(child: subprocess.Popen[bytes]) -> bool:
    try:
        child.wait(_LOOK_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return False


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _end_with_parent() -> None:
    """Have the kernel end this process with its parent: a server without a keeper would hold the ports."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> int:
    os.nice(NICENESS)
    if sys.platform == "linux":
        # As often as data arrives it would interrupt what answers people, whatever its priority.
        # Some containers forbid it.
        with suppress(PermissionError):
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    keeper = Keeper(sys.argv[1:], Path.cwd())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: keeper.stop())
    signal.signal(signal.SIGHUP, lambda *_: keeper.reload())
    with _compacting(sys.argv[1:]):
        return keeper.run()


@contextmanager
def _compacting(command: Sequence[str]) -> Iterator[None]:
    """Run the compactor beside the server, where the command says on which ports its parts answer."""
    options = dict(part.removeprefix("-").partition("=")[::2] for part in command)
    ports = [options.get(name) for name in ("master.port", "filer.port", "volume.port")]
    if None in ports:
        yield
        return
    ended = threading.Event()
    # The kernel ends the compactor with the thread that started it.
    watcher = threading.Thread(target=_keep_compacting, args=([str(port) for port in ports], ended))
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def _keep_compacting(ports: Sequence[str], ended: threading.Event) -> None:
    """Run the compactor until the end, again whenever it dies, as for want of memory."""
    while not ended.is_set():
        compactor = subprocess.Popen(
            [sys.executable, "-I", str(COMPACTOR), *ports],
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - as above
        )
        while not ended.wait(_LOOK_SECONDS) and compactor.poll() is None:
            pass
        compactor.kill()
        compactor.wait()


if __name__ == "__main__":
    sys.exit(main())
