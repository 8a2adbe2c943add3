"""The end of containers that are frames in a row: MP3, AAC, AC-3 and MPEG's program streams."""

from collections.abc import Callable
from dataclasses import dataclass

from app.services.audio.ends.file_end import FileEnd

_MIN_FRAMES = 3
"""Frames in a row that are no coincidence."""

_SYNC, _MPEG_SYNC, _ADTS_MASK, _ADTS_SYNC = 0xFF, 0xE0, 0xF6, 0xF0
_SHORTEST_ADTS = 7

_MP3_BITS = {
    (3, 1): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (3, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (2, 1): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second by (version 1 is 3, lower sampling rates are 2; layer III is 1, layer II is 2)."""

_MP3_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}

_AC3_SYNC = b"\x0b\x77"
_AC3_BITS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640)
_AC3_RATES = (48_000, 44_100, 32_000)
_AC3_SAMPLES = 1536
_MAX_AC3, _MAX_EAC3 = 10, 16
"""Highest number of each kind's bit stream."""

_START = b"\x00\x00\x01"
_PROGRAM_END, _PACK, _SYSTEM = 0xB9, 0xBA, 0xBB
_MPEG1_PACK_BYTES, _MPEG2_PACK_BYTES = 12, 14
_PACKET_HEADER_BYTES = 6


@dataclass(frozen=True)
class FrameKind:
    """A kind of frames."""

    length_at: Callable[[bytes, int], int | None]
    """Returns the length of the frame that begins at a place of some bytes; None if none does."""

    sync: bytes
    """First bytes of each frame."""

    header_bytes: int
    """Bytes that tell the length of a frame: fewer behind the last frame are the beginning of one that was cut off."""


def end_of_frames(tail: bytes, kind: FrameKind) -> FileEnd:
    """Follow the frames of the file's last bytes, from wherever some follow each other: one may be damaged."""
    end = len(tail)
    found = FileEnd.UNKNOWN
    # From the end, so that each place is looked at once: where a frame there leads to, over how many.
    chains: dict[int, tuple[int, int]] = {}
    place = tail.rfind(kind.sync[:1])
    while place >= 0:
        if length := kind.length_at(tail, place):
            stop, frames = chains.get(place + length, (place + length, 0))
            chains[place] = (stop, frames + 1)
        place = tail.rfind(kind.sync[:1], 0, place)
    for stop, frames in chains.values():
        if frames >= _MIN_FRAMES:
            if stop == end:
                return FileEnd.COMPLETE
            rest = tail[stop : stop + len(kind.sync)]
            if stop > end or (end - stop < kind.header_bytes and kind.sync.startswith(rest)):
                found = FileEnd.CUT
    return found


def _mp3_bytes(data: bytes, place: int) -> int | None:
    """Return the length of the MPEG audio frame (layer II or III) that begins at `place`."""
    if len(data) < place + 4 or data[place] != _SYNC or data[place + 1] & _MPEG_SYNC != _MPEG_SYNC:
        return None
    version, layer = data[place + 1] >> 3 & 3, data[place + 1] >> 1 & 3
    bits, rate, padding = data[place + 2] >> 4, data[place + 2] >> 2 & 3, data[place + 2] >> 1 & 1
    if version == 1 or layer not in {1, 2} or bits in {0, 15} or rate == 3:  # noqa: PLR2004
        return None
    samples = 72 if version != 3 and layer == 1 else 144  # noqa: PLR2004
    kilobits = _MP3_BITS[(3 if version == 3 else 2, layer)][bits]  # noqa: PLR2004
    return samples * kilobits * 1000 // _MP3_RATES[version][rate] + padding


def _aac_bytes(data: bytes, place: int) -> int | None:
    """Return the length of the ADTS frame that begins at `place`."""
    if len(data) < place + _SHORTEST_ADTS or data[place] != _SYNC or data[place + 1] & _ADTS_MASK != _ADTS_SYNC:
        return None
    length = (data[place + 3] & 3) << 11 | data[place + 4] << 3 | data[place + 5] >> 5
    return length if length >= _SHORTEST_ADTS else None


def _ac3_bytes(data: bytes, place: int) -> int | None:
    """Return the length of the AC-3 or E-AC-3 frame that begins at `place` (ETSI TS 102 366)."""
    if len(data) < place + 6 or data[place : place + 2] != _AC3_SYNC:
        return None
    kind = data[place + 5] >> 3
    if kind <= _MAX_AC3:
        rate, code = data[place + 4] >> 6, data[place + 4] & 63
        if rate >= len(_AC3_RATES) or code // 2 >= len(_AC3_BITS):
            return None
        words = _AC3_BITS[code // 2] * 1000 * _AC3_SAMPLES // _AC3_RATES[rate] // 16
        return 2 * (words + (code & 1 if _AC3_RATES[rate] == 44_100 else 0))  # noqa: PLR2004
    return 2 * (((data[place + 2] & 7) << 8 | data[place + 3]) + 1) if kind <= _MAX_EAC3 else None


def _program_bytes(data: bytes, place: int) -> int | None:
    """Return the length of the pack header, packet or end mark of a program stream that begins at `place`."""
    head = data[place : place + _MPEG2_PACK_BYTES]
    if not head.startswith(_START) or len(head) <= len(_START) or head[3] < _PROGRAM_END:
        return None
    if head[3] == _PROGRAM_END:
        return len(_START) + 1
    if head[3] == _PACK:
        if len(head) == _MPEG2_PACK_BYTES and head[4] >> 6 == 1:
            return _MPEG2_PACK_BYTES + (head[13] & 7)
        return _MPEG1_PACK_BYTES if len(head) > 4 and head[4] >> 4 == 2 else None  # noqa: PLR2004
    if len(head) < _PACKET_HEADER_BYTES:
        return None
    return _PACKET_HEADER_BYTES + int.from_bytes(head[4:_PACKET_HEADER_BYTES], "big")


MP3 = FrameKind(_mp3_bytes, b"\xff", _SHORTEST_ADTS)
AAC = FrameKind(_aac_bytes, b"\xff", _SHORTEST_ADTS)
AC3 = FrameKind(_ac3_bytes, _AC3_SYNC, 6)
PROGRAM_STREAM = FrameKind(_program_bytes, _START, _MPEG2_PACK_BYTES)
