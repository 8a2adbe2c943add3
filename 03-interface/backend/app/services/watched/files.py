"""Files of the watched folder: which are complete, what they are called, and where they go."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from app.services.forms.disposition import clean_filename

DONE = "done"
FAILED = "failed"

_UNFINISHED = (".part", ".partial", ".crdownload", ".filepart", ".tmp", ".download", "~")
"""Endings by which programs mark files that they are still writing."""

_MAX_NAME_BYTES = 255
_ROOM_FOR_NUMBER = 20


class State(NamedTuple):
    """All by which a change of a file shows."""

    inode: int
    size: int
    modified: int
    """Nanoseconds."""


@dataclass(frozen=True)
class Found:
    path: Path
    """With bytes of the name that are no UTF-8 as Python keeps them."""

    folder: str | None
    """Sub-folder, which names an account; None for a file directly in the watched folder."""

    state: State

    @property
    def name(self) -> str:
        """The name as people read it."""
        return clean_filename(readable(self.path.name))


class Watch:
    """Remembers how files looked, because one that grows shows only by comparison."""

    def __init__(self, folder: Path, quiet_seconds: float) -> None:
        self._folder = folder
        self._quiet = quiet_seconds
        self._seen: dict[Path, tuple[State, float]] = {}
        self._left: dict[Path, State] = {}

    def complete(self) -> list[Found]:
        """Return the files that have not changed for long enough, by their names; raise OSError without the folder."""
        at = monotonic()
        present = list(scan(self._folder))
        before, self._seen = self._seen, {}
        found = []
        for each in present:
            state, since = before.get(each.path, (each.state, at))
            if state != each.state:
                since = at
            self._seen[each.path] = each.state, since
            if at - since >= self._quiet and self._left.get(each.path) != each.state:
                found.append(each)
        self._left = {path: state for path, state in self._left.items() if path in self._seen}
        return found

    def leave(self, file: Found) -> None:
        """Do not look at the file again until it has changed."""
        self._left[file.path] = file.state


def scan(folder: Path) -> Iterator[Found]:
    """Yield the files of the folder, and of those of its sub-folders that are named by an e-mail address."""
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if "@" in entry.name and not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
            with suppress(OSError):  # removed at this moment, or closed to us
                yield from _files(Path(entry.path), readable(entry.name))
    yield from _files(folder, None)


def _files(folder: Path, account: str | None) -> Iterator[Found]:
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.name.startswith(".") or entry.name.lower().endswith(_UNFINISHED):
            continue
        with suppress(OSError):
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(status.st_mode):
                yield Found(Path(entry.path), account, state_of(status))


def state_of(status: os.stat_result) -> State:
    return State(status.st_ino, status.st_size, status.st_mtime_ns)


def readable(name: str) -> str:
    """Return a file's name as text; bytes that are no UTF-8 are taken for those of Windows and Latin-1."""
    encoded = os.fsencode(name)
    for encoding in ("utf-8", "cp1252"):
        with suppress(UnicodeDecodeError):
            return encoded.decode(encoding)
    return encoded.decode("latin-1")


def has_changed(file: Found) -> bool:
    """Return whether another file is there by now, or none, or it was written to."""
    try:
        return state_of(file.path.stat(follow_symlinks=False)) != file.state
    except FileNotFoundError:
        return True


def move(file: Path, to: str) -> Path:
    """Move a file into the folder of that name beside it, over no other file; return where it lies then."""
    folder = file.parent / to
    folder.mkdir(exist_ok=True)
    place = _free(folder, file.name)
    file.rename(place)
    return place


def explain(file: Path, reason: str) -> None:
    """Write beside the file why it failed."""
    note = file.parent / _with_ending(file.name, ".txt")
    # Over nothing: whoever writes into the folder might have a link of this name lead elsewhere.
    with note.open("x", encoding="utf-8") as writer:
        writer.write(f"{reason}\n")


def _free(folder: Path, name: str) -> Path:
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem:
        stem, suffix = name, ""
    place, number = folder / name, 1
    while os.path.lexists(place) or os.path.lexists(folder / _with_ending(place.name, ".txt")):
        number += 1
        place = folder / _with_ending(stem, f" ({number}){dot if suffix else ''}{suffix}")
    return place


def _with_ending(name: str, ending: str) -> str:
    """Return the name with an ending, shortened to what file systems take."""
    room = _MAX_NAME_BYTES - len(os.fsencode(ending))
    return os.fsdecode(os.fsencode(name)[: max(room, _ROOM_FOR_NUMBER)]) + ending
