"""Whole files behind a WAV, an FLV or an MP4, of which FFmpeg reads only the first."""

import re
from pathlib import Path
from typing import BinaryIO

from app.services.audio.containers.bounds import MAX_RECORDINGS

_WAV_HEADER_BYTES, _CHUNK_HEADER_BYTES = 12, 8
_FLV = re.compile(rb"FLV\x01[\x01\x04\x05]\x00\x00\x00\x09\x00\x00\x00\x00")
_FLV_BYTES = 13
_BLOCK_BYTES = 1 << 20

_MAX_BOXES = 1_000_000


def appended_starts(source: Path) -> list[int]:
    """Return where each file begins; only 0 where nothing is appended, and nothing of other containers."""
    size = source.stat().st_size
    with source.open("rb") as stream:
        head = stream.read(_WAV_HEADER_BYTES)
        if _is_wav(head):
            return _wav_starts(stream, size)
        if head.startswith(b"FLV\x01"):
            return _flv_starts(stream)
        if head[4:8] == b"ftyp":
            return _mp4_starts(stream, size)
    return []


def _is_wav(head: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:] == b"WAVE"


def _wav_starts(stream: BinaryIO, size: int) -> list[int]:
    starts, place = [0], 0
    while len(starts) < MAX_RECORDINGS:
        stream.seek(place + 4)
        place += _CHUNK_HEADER_BYTES + int.from_bytes(stream.read(4), "little")
        if place >= size:
            break
        stream.seek(place)
        if not _is_wav(stream.read(_WAV_HEADER_BYTES)):
            break
        starts.append(place)
    return starts


def _flv_starts(stream: BinaryIO) -> list[int]:
    starts, place = list[int](), 0
    while len(starts) < MAX_RECORDINGS:
        stream.seek(place)
        block = stream.read(_BLOCK_BYTES)
        starts += [place + found.start() for found in _FLV.finditer(block)]
        if len(block) < _BLOCK_BYTES:
            break
        # A header may lie across two blocks.
        place += _BLOCK_BYTES - _FLV_BYTES + 1
    return starts[:MAX_RECORDINGS]


def _mp4_starts(stream: BinaryIO, size: int) -> list[int]:
    starts, place = list[int](), 0
    for _ in range(_MAX_BOXES):
        stream.seek(place)
        header = stream.read(16)
        length = int.from_bytes(header[:4], "big")
        if length == 1:
            length = int.from_bytes(header[8:], "big")
        if length < _CHUNK_HEADER_BYTES or place + length > size or len(starts) == MAX_RECORDINGS:
            break
        if header[4:8] == b"ftyp":
            starts.append(place)
        place += length
    return starts
