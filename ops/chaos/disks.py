"""A small file system for each part that keeps files, so that it can be full without harm to the machine."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

MEBIBYTES = {"postgres": 400, "redis": 64, "s3": 2000, "work": 200}
_BALLAST = "ballast"
_CHUNK = bytes(2**20)


class Disk:
    """A file system in memory."""

    def __init__(self, path: Path) -> None:
        self._ballast = path / _BALLAST

    def fill(self) -> None:
        """Take up all the room that is left."""
        with self._ballast.open("ab", buffering=0) as file, suppress(OSError):
            while file.write(_CHUNK):
                pass
            while file.write(b"\0"):
                pass

    def free(self) -> None:
        """Give back what was taken up."""
        self._ballast.unlink(missing_ok=True)


@contextmanager
def mounted(data: Path) -> Iterator[dict[str, Disk]]:
    """Mount one in `data` for each part. Yield none where that is not permitted: to anybody but root, for one."""
    with ExitStack() as stack:
        disks: dict[str, Disk] = {}
        for name, size in MEBIBYTES.items():
            path = data / name
            path.mkdir(parents=True)
            if os.geteuid() != 0 or not _mount(path, size):
                break
            stack.callback(subprocess.run, ["umount", "--lazy", str(path)], check=False)
            disks[name] = Disk(path)
        yield disks if len(disks) == len(MEBIBYTES) else {}


def _mount(path: Path, size: int) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}m,mode=755", "tmpfs", str(path)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
