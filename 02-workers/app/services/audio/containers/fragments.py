"""Damaged fragments of MP4 and MOV, at which FFmpeg would stop although others follow."""

import shutil
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import BinaryIO

_HEADER_BYTES, _LARGE_HEADER_BYTES = 8, 16
_MIN_LARGE = 1 << 32
_TYPES = frozenset(
    {b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"free", b"skip", b"wide", b"sidx", b"ssix", b"prft", b"emsg"}
    | {b"uuid", b"mfra", b"pdin", b"meta", b"udta", b"pnot"}
)
"""Boxes that stand in a file, outside of others."""

_MAX_INDEX_BYTES = 16 << 20
"""Of `moov` or `moof`: sizes and durations of the samples."""

_BLOCK_BYTES = 1 << 20

MAX_PASSES = 4
"""Bytes that are read of a file, as a multiple of its size: what claims to be an index may lie in another."""

MAX_SECONDS = 60.0
"""Time for one look at a file. What is behind is left to FFmpeg."""

_POLL_SECONDS = 0.25

_INDEX_TYPES = frozenset({b"mfhd", b"traf", b"meta", b"pssh", b"uuid", b"free", b"skip"})
"""Boxes inside of a `moof`, of which `mfhd` is the first."""

_MAX_INDEX_BOXES = 10_000
"""Boxes of one `moof`, or of one track in it."""

_BASE_OFFSET, _DESCRIPTION, _DURATION, _SIZE = 0x1, 0x2, 0x8, 0x10
"""Fields of a `tfhd`."""

_DATA_OFFSET, _FIRST_FLAGS, _ENTRY_SIZE = 0x1, 0x4, 0x200
_ENTRY_FIELDS = (0x100, 0x200, 0x400, 0x800)
"""Fields of a `trun`."""

Box = tuple[bytes, int, int]
"""Type, beginning and end."""


class _SpentError(Exception):
    """The file has cost as much as it may."""


class _Reader:
    """Reads a stranger's file, within bounds that grow no faster than it."""

    def __init__(self, stream: BinaryIO, size: int, poll: Callable[[], None]) -> None:
        self.size = size
        self._stream = stream
        self._poll = poll
        self._left = MAX_PASSES * size + _BLOCK_BYTES
        self._polled = monotonic()
        self._end = self._polled + MAX_SECONDS

    def read(self, place: int, count: int) -> bytes:
        """Return up to `count` bytes; raise _SpentError if that is too much."""
        at = monotonic()
        if at - self._polled > _POLL_SECONDS:
            self._poll()
            self._polled = at
        self._stream.seek(place)
        data = self._stream.read(count)
        self._left -= len(data)
        if self._left < 0 or at > self._end:
            raise _SpentError
        return data


def mend_fragments(source: Path, folder: Path, poll: Callable[[], None] = lambda: None) -> Path | None:
    """Write a copy in which what is damaged between fragments is skipped; return None if nothing is.

    A stretch without a readable fragment becomes one box of the same length that holds nothing, so that all else keeps
    its place. `poll` is called several times a second and may raise to stop.
    """
    stretches, _ = _look_at(source, poll)
    if not stretches:
        return None
    copy = folder / "mended.mp4"
    shutil.copyfile(source, copy)
    with copy.open("r+b") as out:
        for start, end in stretches:
            out.seek(start)
            out.write(_free(end - start))
    return copy


def breaks_off(source: Path, poll: Callable[[], None] = lambda: None) -> bool:
    """Return whether a file of fragments ends with what is none, or no complete one; `poll` may raise to stop."""
    _, is_cut = _look_at(source, poll)
    return is_cut


def _free(length: int) -> bytes:
    """Return the beginning of a box that holds nothing."""
    if length < _MIN_LARGE:
        return length.to_bytes(4, "big") + b"free"
    return (1).to_bytes(4, "big") + b"free" + length.to_bytes(8, "big")


def _look_at(source: Path, poll: Callable[[], None]) -> tuple[list[tuple[int, int]], bool]:
    """Return the stretches without a readable fragment that others follow, and whether there is one that none does."""
    found: list[tuple[int, int]] = []
    with source.open("rb") as stream:
        try:
            return found, _find_damage(_Reader(stream, source.stat().st_size, poll), found)
        except _SpentError:
            return found, False


def _find_damage(reader: _Reader, found: list[tuple[int, int]]) -> bool:
    """Add the stretches to those that were found, and return whether there is one that no fragment follows."""
    place, has_fragments = 0, False
    while place < reader.size:
        box = _box_at(reader, place)
        if box is None:
            following = _next_fragment(reader, place + _HEADER_BYTES) if has_fragments else None
            if following is None:
                return has_fragments and bool(reader.read(place, _BLOCK_BYTES).strip(b"\x00"))
            found.append((place, following))
            place = following
            continue
        kind, _, end = box
        if kind == b"moov":
            has_fragments = b"mvex" in reader.read(place, min(end - place, _MAX_INDEX_BYTES))
        place = end
    return False


def _box_at(reader: _Reader, place: int) -> Box | None:
    """Return the box at a place of the file; None if none is there, or a fragment's index that is damaged."""
    header = reader.read(place, _LARGE_HEADER_BYTES)
    length, kind = int.from_bytes(header[:4], "big"), header[4:8]
    if length == 1:
        length = int.from_bytes(header[8:], "big")
    elif length == 0:
        length = reader.size - place
    is_box = kind in _TYPES or (place > 0 and kind.isalnum())
    if not is_box or length < _HEADER_BYTES or place + length > reader.size:
        return None
    if kind == b"moof":
        # Most signs in the sound are told by these bytes alone.
        if length > _MAX_INDEX_BYTES or header[12:] != b"mfhd":
            return None
        if not _is_sound(reader.read(place, length), place, reader.size):
            return None
    return kind, place, place + length


def _next_fragment(reader: _Reader, place: int) -> int | None:
    """Return where the next readable index of a fragment begins, from `place` on."""
    while place < reader.size:
        block = reader.read(place, _BLOCK_BYTES)
        sign = block.find(b"moof", 4)
        while sign >= 0:
            begin = place + sign - 4
            if _box_at(reader, begin) is not None:
                return begin
            sign = block.find(b"moof", sign + 1)
        # A sign may lie across two blocks.
        place += max(1, len(block) - _HEADER_BYTES + 1) if len(block) == _BLOCK_BYTES else len(block)
    return None


def _is_sound(index: bytes, place: int, size: int) -> bool:
    """Return whether the index of a fragment at `place` is one: its boxes fill it, and its samples are in the file."""
    end, has_track = _HEADER_BYTES, False
    for number, (kind, start, stop) in enumerate(_boxes(index, _HEADER_BYTES, len(index))):
        if kind not in _INDEX_TYPES or number == _MAX_INDEX_BOXES:
            return False
        if kind == b"traf":
            has_track = True
            inner = list(islice(_boxes(index, start + _HEADER_BYTES, stop), _MAX_INDEX_BOXES))
            if (
                not inner
                or inner[-1][2] != stop
                or inner[0][0] != b"tfhd"
                or not _are_samples(index, inner, place, size)
            ):
                return False
        end = stop
    return has_track and end == len(index)


def _are_samples(index: bytes, boxes: list[Box], place: int, size: int) -> bool:
    base, sample_size = place, 0
    for kind, start, end in boxes:
        if end - start < _LARGE_HEADER_BYTES:
            return False
        flags, field = int.from_bytes(index[start + 9 : start + 12], "big"), start + 12
        if kind == b"tfhd":
            field += 4
            if flags & _BASE_OFFSET:
                base = int.from_bytes(index[field : field + 8], "big")
                field += 8
            field += 4 * (bool(flags & _DESCRIPTION) + bool(flags & _DURATION))
            sample_size = int.from_bytes(index[field : field + 4], "big") if flags & _SIZE else 0
        elif kind == b"trun":
            count = int.from_bytes(index[field : field + 4], "big")
            field += 4
            offset = int.from_bytes(index[field : field + 4], "big", signed=True) if flags & _DATA_OFFSET else 0
            field += 4 * (bool(flags & _DATA_OFFSET) + bool(flags & _FIRST_FLAGS))
            width = 4 * sum(bool(flags & bit) for bit in _ENTRY_FIELDS)
            if field + count * width != end:
                return False
            total = count * sample_size
            if flags & _ENTRY_SIZE:
                first = field + (4 if flags & _ENTRY_FIELDS[0] else 0)
                total = sum(int.from_bytes(index[at : at + 4], "big") for at in range(first, end, width))
            if not 0 <= base + offset <= size or total > size:
                return False
    return True


def _boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes inside of one, up to the first that does not fit."""
    while start + _HEADER_BYTES <= end:
        length = int.from_bytes(data[start : start + 4], "big")
        if length < _HEADER_BYTES or start + length > end:
            return
        yield data[start + 4 : start + 8], start, start + length
        start += length
