"""A small file system of its own, which a test fills."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_BALLAST = "ballast"
_CHUNK = bytes(64 * 1024)


class SmallDisk:
    """A file system in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fill(self) -> None:
        """Take up all the room that is left."""
        with (self.path / _BALLAST).open("ab", buffering=0) as ballast, suppress(OSError):
            while ballast.write(_CHUNK):
                pass

    def free(self) -> None:
        """Give back what was taken up."""
        (self.path / _BALLAST).unlink(missing_ok=True)


@contextmanager
def small_disk(path: Path, mebibytes: int) -> Iterator[SmallDisk]:
    """Mount a file system of that size on a new folder; skip the test where mounting is not permitted."""
    if os.geteuid() != 0:
        pytest.skip("Only root may mount a file system.")
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=755", "tmpfs", str(path)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"No file system can be mounted here: {done.stderr.strip()}")
    try:
        yield SmallDisk(path)
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)
