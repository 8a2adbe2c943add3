"""The working folder of each worker, and removal of those of dead workers."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

_PREFIX = "worker-"
_LOCK = ".lock"

log = structlog.get_logger()


@contextmanager
def workspace(parent: Path) -> Iterator[Path]:
    """Make a new folder under `parent` for the block; remove first the folders that killed workers left there.

    A lock on a file in each folder, which the kernel drops with its process, shows which workers are alive.
    """
    parent.mkdir(parents=True, exist_ok=True)
    with (parent / _LOCK).open("w") as registry:
        fcntl.flock(registry, fcntl.LOCK_EX)
        _remove_orphans(parent)
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        lock = (folder / _LOCK).open("w")
        fcntl.flock(lock, fcntl.LOCK_EX)
    with lock:
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _remove_orphans(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        with (folder / _LOCK).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            log.warning("orphaned_files_removed", folder=folder.name)
            shutil.rmtree(folder, ignore_errors=True)
