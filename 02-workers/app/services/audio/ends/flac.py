"""The end of FLAC that was written to a pipe, and so announces no length."""

from functools import cache

from app.services.audio.ends.file_end import FileEnd

_TOTAL = slice(18, 26)
_TOTAL_BITS = 36
"""Place of the number of samples in the first block of the header."""

_SYNC = (b"\xff\xf8", b"\xff\xf9")
_MAX_HEADER_BYTES = 16
_MIN_FRAME_BYTES = 8
_MAX_TRIES = 64
"""Beginnings of frames that are looked at, from the last one: some are bytes of the sound that look like one."""

_POLYNOMIALS = {8: 0x07, 16: 0x8005}


def end_of_flac(head: bytes, tail: bytes) -> FileEnd:
    """Return whether the last block is complete, by its checksum; unknown where the length is announced."""
    if int.from_bytes(head[_TOTAL], "big") & ((1 << _TOTAL_BITS) - 1):
        return FileEnd.UNKNOWN
    place, tries = len(tail), 0
    while tries < _MAX_TRIES:
        place = max(tail.rfind(sync, 0, place + 1) for sync in _SYNC)
        if place < 0:
            return FileEnd.UNKNOWN
        if _is_header(tail[place : place + _MAX_HEADER_BYTES]):
            tries += 1
            if len(tail) - place >= _MIN_FRAME_BYTES and _checksum(tail[place:], 16) == 0:
                return FileEnd.COMPLETE
        place -= 1
    return FileEnd.CUT


def _is_header(data: bytes) -> bool:
    """Return whether the header of a block stands here: some length of it has the checksum that follows."""
    return any(_checksum(data[:length], 8) == 0 for length in range(6, min(len(data), _MAX_HEADER_BYTES) + 1))


def _checksum(data: bytes, bits: int) -> int:
    """Return the checksum; 0 of data that ends with its own."""
    table, mask, value = _table(bits), (1 << bits) - 1, 0
    for byte in data:
        value = (value << 8 & mask) ^ table[value >> (bits - 8) ^ byte]
    return value


@cache
def _table(bits: int) -> tuple[int, ...]:
    values, mask, top = [], (1 << bits) - 1, bits - 1
    for byte in range(256):
        value = byte << (bits - 8)
        for _ in range(8):
            value = (value << 1 & mask) ^ (_POLYNOMIALS[bits] if value >> top else 0)
        values.append(value)
    return tuple(values)
