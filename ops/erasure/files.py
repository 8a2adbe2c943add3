"""Files of the stores, searched as they lie on the disk, whatever the stores say of them."""

import json
import mmap
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_GZIP = b"\x1f\x8b\x08"
_MAX_INFLATED = 256 * 2**20
_PIECE = 64 * 1024
_SECRETS = {"infrastructure.json", "env", "account.json"}
"""Of the stack itself."""


@dataclass(frozen=True)
class Found:
    """One place in which a mark stands."""

    mark: str
    store: str
    place: str


def scan_files(folder: Path, marks: Sequence[str]) -> Iterator[Found]:
    """Yield each file below the folder in which a mark stands, as it is, as JSON escapes it, or compressed by gzip.

    The first part of a file's path names the store. Raise OSError for a file that may not be read; one that goes
    meanwhile is left out.
    """
    needles = {mark: _forms(mark) for mark in marks}
    for file in sorted(folder.rglob("*")):
        relative = file.relative_to(folder)
        if file.is_symlink() or not file.is_file() or str(relative) in _SECRETS:
            continue
        try:
            found = _marks_in(file, needles)
        except FileNotFoundError:
            continue
        for mark in found:
            yield Found(mark, relative.parts[0], f"file {relative}")


def _forms(mark: str) -> set[bytes]:
    return {mark.encode(), json.dumps(mark)[1:-1].encode()}


def _marks_in(file: Path, needles: dict[str, set[bytes]]) -> list[str]:
    with file.open("rb") as opened:
        if not file.stat().st_size:
            return []
        with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
            inflated = [*_inflated(content)]
            return [
                mark
                for mark, forms in needles.items()
                if any(content.find(form) >= 0 or any(form in each for each in inflated) for form in forms)
            ]


def _inflated(content: mmap.mmap) -> Iterator[bytes]:
    """Yield what was compressed: storage does that to text before it lays it into its volumes."""
    at = content.find(_GZIP)
    while at >= 0:
        yield _inflate(content, at)
        at = content.find(_GZIP, at + 1)


def _inflate(content: mmap.mmap, at: int) -> bytes:
    """Return what was compressed from there on; what could be read of it where the bytes only look like it."""
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    found = bytearray()
    with suppress(zlib.error):
        while at < len(content) and not inflater.eof and len(found) < _MAX_INFLATED:
            found += inflater.decompress(content[at : at + _PIECE])
            at += _PIECE
    return bytes(found)
