"""Damaged fragments of MP4 and MOV, at which FFmpeg would stop although others follow."""

import shutil
from collections.abc import Iterator
from pathlib import Path
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
_MAX_TRIES = 10_000
"""Signs of fragments that are looked at; some are bytes of the sound."""

_BASE_OFFSET, _DESCRIPTION, _DURATION, _SIZE = 0x1, 0x2, 0x8, 0x10
"""Fields of a `tfhd`."""

_DATA_OFFSET, _FIRST_FLAGS, _ENTRY_SIZE = 0x1, 0x4, 0x200
_ENTRY_FIELDS = (0x100, 0x200, 0x400, 0x800)
"""Fields of a `trun`."""

Box = tuple[bytes, int, int]
"""Type, beginning and end."""


def mend_fragments(source: Path, folder: Path) -> Path | None:
    """Write a copy in which what is damaged between fragments is skipped; return None if nothing is.

    A stretch without a readable fragment becomes one box of the same length that holds nothing, so that all else keeps
    its place.
    """
    with source.open("rb") as stream:
        stretches, _ = _damaged(stream, source.stat().st_size)
    if not stretches:
        return None
    copy = folder / "mended.mp4"
    shutil.copyfile(source, copy)
    with copy.open("r+b") as out:
        for start, end in stretches:
            out.seek(start)
            out.write(_free(end - start))
    return copy


def breaks_off(source: Path) -> bool:
    """Return whether a file of fragments ends with what is none, or no complete one."""
    with source.open("rb") as stream:
        _, is_cut = _damaged(stream, source.stat().st_size)
    return is_cut


def _free(length: int) -> bytes:
    """Return the beginning of a box that holds nothing."""
    if length < _MIN_LARGE:
        return length.to_bytes(4, "big") + b"free"
    return (1).to_bytes(4, "big") + b"free" + length.to_bytes(8, "big")


def _damaged(stream: BinaryIO, size: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the stretches without a readable fragment that others follow, and whether there is one that none does."""
    found: list[tuple[int, int]] = []
    place, has_fragments = 0, False
    while place < size:
        box = _box_at(stream, place, size)
        if box is None:
            following = _next_fragment(stream, place + _HEADER_BYTES, size) if has_fragments else None
            if following is None:
                return found, has_fragments and not _is_padding(stream, place)
            found.append((place, following))
            place = following
            continue
        kind, _, end = box
        if kind == b"moov":
            stream.seek(place)
            has_fragments = b"mvex" in stream.read(min(end - place, _MAX_INDEX_BYTES))
        place = end
    return found, False


def _is_padding(stream: BinaryIO, place: int) -> bool:
    stream.seek(place)
    return not stream.read(_BLOCK_BYTES).strip(b"\x00")


def _box_at(stream: BinaryIO, place: int, size: int) -> Box | None:
    """Return the box at a place of the file; None if none is there, or a fragment's index that is damaged."""
    stream.seek(place)
    header = stream.read(_LARGE_HEADER_BYTES)
    length, kind = int.from_bytes(header[:4], "big"), header[4:8]
    if length == 1:
        length = int.from_bytes(header[8:], "big")
    elif length == 0:
        length = size - place
    is_box = kind in _TYPES or (place > 0 and kind.isalnum())
    if not is_box or length < _HEADER_BYTES or place + length > size:
        return None
    if kind == b"moof":
        if length > _MAX_INDEX_BYTES:
            return None
        stream.seek(place)
        if not _is_sound(stream.read(length), place, size):
            return None
    return kind, place, place + length


def _next_fragment(stream: BinaryIO, place: int, size: int) -> int | None:
    """Return where the next readable index of a fragment begins, from `place` on."""
    tries = 0
    while place < size and tries < _MAX_TRIES:
        stream.seek(place)
        block = stream.read(_BLOCK_BYTES)
        sign = block.find(b"moof", 4)
        if sign < 0:
            place += max(1, len(block) - _HEADER_BYTES) if len(block) == _BLOCK_BYTES else len(block)
            continue
        begin = place + sign - 4
        if _box_at(stream, begin, size) is not None:
            return begin
        tries += 1
        place = begin + 1
    return None


def _is_sound(index: bytes, place: int, size: int) -> bool:
    """Return whether the index of a fragment at `place` is one: its boxes fill it, and its samples are in the file."""
    boxes = list(_boxes(index, _HEADER_BYTES, len(index)))
    if not boxes or boxes[-1][2] != len(index) or b"traf" not in {kind for kind, _, _ in boxes}:
        return False
    for kind, start, end in boxes:
        if kind == b"traf":
            inner = list(_boxes(index, start + _HEADER_BYTES, end))
            if (
                not inner
                or inner[-1][2] != end
                or inner[0][0] != b"tfhd"
                or not _are_samples(index, inner, place, size)
            ):
                return False
    return True


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
