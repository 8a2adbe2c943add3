"""Files of the stores, searched as they lie on the disk, whatever the stores say of them."""

import json
import mmap
import os
import re
import stat
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# By expressions: before Python 3.11.4, `find` of a mapped file reads a byte beyond it, and crashes where the file fills
# its last page.
_GZIP = re.compile(rb"\x1f\x8b\x08")
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

    The first part of a file's path names the store. Raise OSError for a file or a folder that may not be read or is
    none; what goes meanwhile is left out.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is not a folder")
    needles = {mark: forms(mark) for mark in marks}
    for file in _files_below(folder):
        relative = file.relative_to(folder)
        if str(relative) in _SECRETS:
            continue
        with suppress(FileNotFoundError):
            for mark in _marks_in(file, needles):
                yield Found(mark, relative.parts[0], f"file {relative}")


def forms(mark: str) -> set[bytes]:
    """Return the text as it is and as JSON escapes it."""
    return {mark.encode(), json.dumps(mark)[1:-1].encode()}


def _files_below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders.sort()
        for name in sorted(names):
            file = Path(place, name)
            with suppress(FileNotFoundError):
                if stat.S_ISREG(file.lstat().st_mode):
                    yield file


def _refuse(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _marks_in(file: Path, needles: Mapping[str, set[bytes]]) -> Sequence[str]:
    with file.open("rb") as opened:
        if not os.fstat(opened.fileno()).st_size:
            return []
        with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
            found = {
                mark for mark, each in needles.items() if any(re.search(re.escape(form), content) for form in each)
            }
            longest = max((len(form) for each in needles.values() for form in each), default=0)
            for part in _inflated(content, longest):
                found |= {mark for mark, each in needles.items() if any(form in part for form in each)}
                if len(found) == len(needles):
                    break
            return [mark for mark in needles if mark in found]


def _inflated(content: mmap.mmap, overlap: int) -> Iterator[bytes]:
    """Yield what was compressed, in parts: storage does that to text before it lays it into its volumes."""
    for beginning in _GZIP.finditer(content):
        yield from _inflate(content, beginning.start(), overlap)


def _inflate(content: mmap.mmap, at: int, overlap: int) -> Iterator[bytes]:
    """Yield what was compressed from there on, each part with so many bytes of the one before.

    Where the bytes only look like it, yield what can be read of it.
    """
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    before = b""
    with suppress(zlib.error):
        while not inflater.eof:
            packed = inflater.unconsumed_tail
            if not packed:
                packed = content[at : at + _PIECE]
                at += len(packed)
            # A few bytes may stand for a thousand times as many, so that these come in pieces too.
            piece = inflater.decompress(packed, _PIECE)
            if not packed and not piece:
                return
            part = before + piece
            yield part
            before = part[-overlap:]
