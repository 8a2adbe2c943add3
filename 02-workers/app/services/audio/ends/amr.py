"""The end of AMR: frames of 20 ms, whose length is in their first byte."""

import mmap
from pathlib import Path

from app.services.audio.ends.file_end import FileEnd

_NARROW, _WIDE = b"#!AMR\n", b"#!AMR-WB\n"
_FRAME_BYTES = {
    _NARROW: (13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1),
    _WIDE: (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1),
}
"""Bytes of a frame by its type (3GPP TS 26.101 and 26.201, with the byte of RFC 4867); 0 is no type."""


def end_of_amr(path: Path) -> FileEnd:
    """Return whether the last frame is complete, counted from the first; unknown where a byte is no frame's."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as body:
        magic = next((magic for magic in _FRAME_BYTES if body[: len(magic)] == magic), None)
        if magic is None:
            return FileEnd.UNKNOWN
        lengths = [_FRAME_BYTES[magic][byte >> 3 & 15] for byte in range(256)]
        place, size = len(magic), len(body)
        while place < size:
            length = lengths[body[place]]
            if not length:
                return FileEnd.UNKNOWN
            place += length
        return FileEnd.COMPLETE if place == size else FileEnd.CUT
