"""Records of verified files, so that verifying one again takes a single `stat`."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from app.core.files import write_atomically

STAMPS_FILE = ".verified.json"


class Stamp(BaseModel):
    """State of a file when its checksum was computed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: int
    mtime_ns: int
    sha256: str
    made_from: str | None = None
    """Fingerprint of the inputs of an export, for a file that was exported on this machine."""

    @classmethod
    def of(cls, path: Path, sha256: str, made_from: str | None = None) -> Self:
        """Return the stamp of a file as it is now."""
        stat = path.stat()
        return cls(size=stat.st_size, mtime_ns=stat.st_mtime_ns, sha256=sha256, made_from=made_from)

    def matches(self, path: Path) -> bool:
        """Return whether the file is unchanged since it was stamped."""
        try:
            stat = path.stat()
        except FileNotFoundError:
            return False
        return (stat.st_size, stat.st_mtime_ns) == (self.size, self.mtime_ns)


class _StampFile(BaseModel):
    files: dict[str, Stamp] = {}


class Stamps:
    """The stamps of one pack; each change is written at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / STAMPS_FILE
        try:
            self._content = _StampFile.model_validate_json(self._path.read_bytes())
        except (FileNotFoundError, ValueError):
            # Without stamps every file is hashed again; nothing else is lost.
            self._content = _StampFile()

    def current(self, path: str) -> Stamp | None:
        """Return the stamp of a file; None unless the file is there and unchanged."""
        stamp = self._content.files.get(path)
        return stamp if stamp is not None and stamp.matches(self._folder / path) else None

    def recorded(self, path: str) -> Stamp | None:
        """Return the stamp of a file, changed or not."""
        return self._content.files.get(path)

    def put(self, path: str, stamp: Stamp) -> None:
        """Record a stamp."""
        self._content.files[path] = stamp
        write_atomically(self._path, self._content.model_dump_json(indent=1).encode())
