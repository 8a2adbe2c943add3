"""The end of containers that announce their size: RIFF (WAV, AVI), CAF and ASF (WMA, WMV)."""

from pathlib import Path
from typing import BinaryIO

from app.services.audio.ends.file_end import FileEnd

_CHUNK_HEADER_BYTES = 8
_PLACEHOLDER_BYTES = 1 << 12
"""Recorders that cannot go back write about 2 or 4 GB for a length that they do not know, or 0."""

_MAX_CHUNKS = 1000
_FORM_BYTES = 12
_CAF_HEADER_BYTES, _CAF_CHUNK_BYTES = 8, 12
_UNKNOWN_64 = (1 << 64) - 1

_ASF_FILE_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_ASF_SIZE_OFFSET = 40


def end_of_riff(path: Path) -> FileEnd:
    """Return whether the chunks of a file are all there. A large AVI is several of them in a row."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        place = 0
        for _ in range(_MAX_CHUNKS):
            stream.seek(place)
            header = stream.read(_FORM_BYTES)
            kind, length = header[:4], int.from_bytes(header[4:_CHUNK_HEADER_BYTES], "little")
            if place and kind != b"RIFF":
                # Behind the last chunk may be anything.
                return FileEnd.WHOLE
            if kind != b"RIFF":
                return _end_of_rf64(stream, size)
            if _is_placeholder(length):
                return FileEnd.OPEN
            place += _CHUNK_HEADER_BYTES + length
            if place > size + _CHUNK_HEADER_BYTES:
                # Some programs count the first eight bytes, which do not belong to the length.
                return FileEnd.CUT
            place += length % 2
            if place >= size:
                return FileEnd.WHOLE
    return FileEnd.UNKNOWN


def end_of_caf(path: Path) -> FileEnd:
    """Return whether the chunks of a file are all there; the sound may be of an unknown length if it is the last."""
    size = path.stat().st_size
    place = _CAF_HEADER_BYTES
    with path.open("rb") as stream:
        for _ in range(_MAX_CHUNKS):
            stream.seek(place)
            header = stream.read(_CAF_CHUNK_BYTES)
            if len(header) < _CAF_CHUNK_BYTES:
                break
            length = int.from_bytes(header[4:], "big", signed=True)
            if length < 0:
                return FileEnd.OPEN
            place += _CAF_CHUNK_BYTES + length
    return FileEnd.CUT if place > size else FileEnd.WHOLE


def end_of_asf(head: bytes, size: int) -> FileEnd:
    """Return whether the file is as large as its header says; a stream that was recorded says nothing."""
    properties = head.find(_ASF_FILE_PROPERTIES)
    field = head[properties + _ASF_SIZE_OFFSET : properties + _ASF_SIZE_OFFSET + 8]
    announced = int.from_bytes(field, "little")
    if properties < 0 or len(field) < 8 or not announced:  # noqa: PLR2004
        return FileEnd.UNKNOWN
    return FileEnd.CUT if size < announced else FileEnd.WHOLE


def _end_of_rf64(stream: BinaryIO, size: int) -> FileEnd:
    """Return whether a WAV of more than 4 GB is as large as its first chunk says."""
    stream.seek(_FORM_BYTES)
    first = stream.read(_CHUNK_HEADER_BYTES + 8)
    announced = int.from_bytes(first[_CHUNK_HEADER_BYTES:], "little")
    if not first.startswith(b"ds64") or len(first) < _CHUNK_HEADER_BYTES + 8:
        return FileEnd.UNKNOWN
    if announced in {0, _UNKNOWN_64}:
        return FileEnd.OPEN
    return FileEnd.CUT if size < _CHUNK_HEADER_BYTES + announced else FileEnd.WHOLE


def _is_placeholder(length: int) -> bool:
    return length == 0 or any(abs(length - power) <= _PLACEHOLDER_BYTES for power in (1 << 31, (1 << 32) - 1))
