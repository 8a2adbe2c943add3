"""Operations on files of packs."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def move_into_place(source: Path, target: Path) -> None:
    """Rename a file within one file system, after its bytes are on disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as file:
        os.fsync(file.fileno())
    source.replace(target)


def link_or_copy(source: Path, target: Path) -> None:
    """Give `target` the content of `source`, without a second copy where the file system can."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.link")
    temporary.unlink(missing_ok=True)
    try:
        os.link(source, temporary)
    except OSError:
        shutil.copy2(source, temporary)
    temporary.replace(target)


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Lock the folder against other processes; wait for one that holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def readable_size(size: int) -> str:
    """Return a size in bytes in decimal units: 1.2 GB."""
    for unit, factor, decimals in (("GB", 1e9, 2), ("MB", 1e6, 1)):
        if size >= factor:
            return f"{size / factor:.{decimals}f} {unit}"
    return f"{max(size, 1000) / 1e3:.0f} kB"
