"""The stall of a program that waits for itself, told from one that is slow."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

MAX_STALL_SECONDS = 120.0
"""Silence alone is no stall: probing, the second pass, and the index that is moved to the front of hours of sound say
nothing for minutes. They compute, read or write all the while, and two minutes without that are beyond any of them."""

_MIN_CPU_SHARE = 0.01
"""Less processor time than this is idleness. FFmpeg's first thread wakes twice a second whatever the others do."""

_LOOKS = 24
_MAX_INTERVAL_SECONDS = 5.0
_MAX_LATENESS = 2.0
"""Time between two looks counts as two intervals at most: this process, or the whole machine, may have been stopped."""

_WORKING_STATES = {"R", "D"}
"""A thread runs, or would if a processor were free; or it waits for a disk."""

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


@dataclass(frozen=True)
class _Activity:
    """Work of a session's processes up to now."""

    processes: frozenset[int]
    moved_bytes: int
    """Read and written, from and to whatever place."""

    cpu_seconds: float
    is_working: bool


class StallGuard:
    """Watches the processes of one session, whose number is that of its first process."""

    def __init__(self, session: int, max_seconds: float) -> None:
        self._session = session
        self._max_seconds = max_seconds
        self._interval = min(_MAX_INTERVAL_SECONDS, max_seconds / _LOOKS)
        self._last: _Activity | None = None
        self._looked = time.monotonic()
        self._idle_seconds = 0.0

    def is_stalled(self) -> bool:
        """Return whether nothing was done, so nothing said, for `max_seconds`; call it several times a second.

        Never where the system does not tell what its processes do.
        """
        elapsed = time.monotonic() - self._looked
        if elapsed < self._interval:
            return False
        self._looked = time.monotonic()
        activity = _activity_of(self._session)
        if activity is None or self._last is None or self._has_advanced(self._last, activity):
            self._idle_seconds, self._last = 0.0, activity
            return False
        if activity.is_working:
            return False
        self._idle_seconds += min(elapsed, _MAX_LATENESS * self._interval)
        return self._idle_seconds >= self._max_seconds

    def _has_advanced(self, before: _Activity, now: _Activity) -> bool:
        if (before.processes, before.moved_bytes) != (now.processes, now.moved_bytes):
            return True
        return now.cpu_seconds - before.cpu_seconds >= _MIN_CPU_SHARE * self._max_seconds


def _activity_of(session: int) -> _Activity | None:
    """Return what the processes of a session have done; None if that cannot be told."""
    processes, moved, ticks, is_working = set[int](), 0, 0, False
    for folder in _PROC.glob("[0-9]*"):
        try:
            _, _, _, member_of, *_, user, system = _fields(folder)[:13]
            if int(member_of) != session:
                continue
            moved += _moved_bytes(folder)
            is_working = is_working or any(_fields(task)[0] in _WORKING_STATES for task in (folder / "task").iterdir())
        except OSError:
            # It has ended meanwhile, or its counters are closed to this user.
            continue
        processes.add(int(folder.name))
        ticks += int(user) + int(system)
    if session not in processes:
        return None
    return _Activity(frozenset(processes), moved, ticks / _TICKS_PER_SECOND, is_working)


def _fields(folder: Path) -> list[str]:
    """Return the fields of a process or thread from its state on; its name may hold spaces and brackets."""
    return (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()


def _moved_bytes(folder: Path) -> int:
    counters = dict(line.split(": ") for line in (folder / "io").read_text().splitlines())
    return int(counters["rchar"]) + int(counters["wchar"])
