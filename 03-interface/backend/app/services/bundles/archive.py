"""A ZIP file that is written while it is read, an entry at a time."""

import io
from datetime import datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_FIRST_YEAR, _LAST_YEAR = 1980, 2107
"""The years that the format can write."""

_READABLE = 0o644 << 16


class _Outlet(io.RawIOBase):
    """Keeps what is written until it is taken. It cannot be sought, so that sizes follow each entry."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._written += piece
        return len(piece)

    def take(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


class Archive:
    """Takes entries and gives the bytes that they make; one entry is in memory at a time."""

    def __init__(self) -> None:
        self._outlet = _Outlet()
        self._file = ZipFile(self._outlet, "w", ZIP_DEFLATED)
        self._entry: IO[bytes] | None = None

    def add(self, name: str, content: str | bytes, at: datetime) -> bytes:
        """Add an entry, and return what is to be sent for it. Large ones take a while: call it in a thread."""
        entry = _describe(name, at)
        entry.compress_type = ZIP_DEFLATED
        self._file.writestr(entry, content)
        return self._outlet.take()

    def begin(self, name: str, at: datetime) -> bytes:
        """Begin an entry that comes in pieces, kept as it is: sound is compressed. Only its pieces may follow."""
        entry = _describe(name, at)
        entry.compress_type = ZIP_STORED
        self._entry = self._file.open(entry, "w", force_zip64=True)
        return self._outlet.take()

    def write(self, piece: bytes) -> bytes:
        """Add to the entry that was begun, and return what is to be sent."""
        if self._entry is None:
            raise ValueError("no entry was begun")
        self._entry.write(piece)
        return self._outlet.take()

    def end(self) -> bytes:
        """End the entry that was begun, and return what is to be sent."""
        if self._entry is not None:
            self._entry.close()
            self._entry = None
        return self._outlet.take()

    def finish(self) -> bytes:
        """Return the end of the file."""
        self._file.close()
        return self._outlet.take()


def _describe(name: str, at: datetime) -> ZipInfo:
    year = min(max(at.year, _FIRST_YEAR), _LAST_YEAR)
    entry = ZipInfo(name, (year, at.month, at.day, at.hour, at.minute, at.second))
    entry.external_attr = _READABLE
    return entry
