"""Working folders: one for each worker, removed when the worker is gone."""

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
    """Create a folder under `parent`, removed at the end; remove those that killed workers left.

    A folder is in use while a file in it is locked; the kernel drops the lock with the process.
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
