"""Limits of a confined program, and the command that starts it so."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scribe_contracts.confinement import launcher

SYSTEM = tuple(
    map(Path, ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom"))
)
"""Places of the system that a program reads to run."""

ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "MALLOC_ARENA_MAX": "2"}
"""All that a confined program sees of the environment: no secret of the service."""

_OPEN_FILES = 64

_PROCESSES = 4096
"""More than the user has now. The kernel counts all threads of the user, those of models too, so a tight limit would
stop programs on a busy machine."""


@dataclass(frozen=True)
class Confinement:
    """Limits of one run."""

    cpu_seconds: int
    memory_bytes: int
    """Address space."""

    output_bytes: int
    """Size of the largest file that may be written."""

    readable: tuple[Path, ...] | None = None
    """Files and folders that alone may be read, and nothing written; None leaves files as they are."""

    writable: tuple[Path, ...] = ()
    """Folders in which files may be made, written and read all the same."""

    def command(self, program: Sequence[str]) -> list[str]:
        """Return the command line that runs `program` so. Start it with ENVIRONMENT and no more.

        Python needs -B: at the limit of output it would leave half a compiled module for everybody.
        """
        rules = {
            "limits": self._limits(),
            "readable": None if self.readable is None else [*map(str, self.readable)],
            "writable": [*map(str, self.writable)],
        }
        return [sys.executable, "-I", "-S", "-B", str(launcher.__file__), json.dumps(rules), *program]

    def _limits(self) -> dict[str, int]:
        return {
            "RLIMIT_CPU": self.cpu_seconds,
            "RLIMIT_AS": self.memory_bytes,
            "RLIMIT_FSIZE": self.output_bytes,
            "RLIMIT_NOFILE": _OPEN_FILES,
            "RLIMIT_NPROC": _PROCESSES + _count_threads(os.getuid()),
            "RLIMIT_CORE": 0,
        }


def _count_threads(user: int) -> int:
    """Return how many threads the user has, as far as /proc tells."""
    total = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if entry.stat().st_uid == user:
                total += sum(1 for _ in (entry / "task").iterdir())
        except OSError:
            continue
    return total
