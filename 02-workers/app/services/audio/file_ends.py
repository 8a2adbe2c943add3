"""Ends of files: whether the last unit of a container is complete, which FFmpeg says for some only."""

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

_OGG = b"OggS"
_OGG_HEADER_BYTES = 27
_MAX_SEGMENT = 255
"""A packet whose last segment is as long goes on in the next page."""

_TAIL_BYTES = 1 << 16
"""More than a page of Ogg (65,307 bytes) and many frames of MP3 or AAC."""

_TS_SYNC, _TS_PACKET_BYTES = 0x47, 188

_SYNC, _MPEG_SYNC, _ADTS_MASK, _ADTS_SYNC = 0xFF, 0xE0, 0xF6, 0xF0
_SHORTEST_HEADER = 7

_MIN_FRAMES = 3
"""Frames in a row that are no coincidence."""

_ID3_HEADER_BYTES, _ID3V1_BYTES = 10, 128
_APE_FOOTER_BYTES = 32
_MAX_TAG_BYTES = 1 << 20

_MP3_BITS = {
    (3, 1): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (3, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (2, 1): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second by (version 1 is 3, lower sampling rates are 2; layer III is 1, layer II is 2)."""

_MP3_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}

FrameLength = Callable[[bytes, int], int | None]


class FileEnd(Enum):
    """End of a file."""

    WHOLE = auto()
    """The last unit is complete. A cut between two units looks the same where the file states no length."""

    CUT = auto()
    UNKNOWN = auto()


def end_of(path: Path) -> FileEnd:
    """Return how a file ends, as far as Ogg, MPEG-TS, MP3 and AAC (ADTS) tell by their units."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(2 * _TS_PACKET_BYTES + 1)
        start = _id3_bytes(head)
        if start:
            stream.seek(start)
            head = stream.read(2 * _TS_PACKET_BYTES + 1)
        stream.seek(max(start, size - _TAIL_BYTES))
        tail = stream.read(_TAIL_BYTES)
    if head.startswith(_OGG):
        return _end_of_ogg(tail)
    if len(head) > 2 * _TS_PACKET_BYTES and {head[0], head[188], head[376]} == {_TS_SYNC}:
        return FileEnd.CUT if size % _TS_PACKET_BYTES else FileEnd.UNKNOWN
    if _aac_bytes(head, 0):
        return _end_of_frames(tail, _aac_bytes)
    if _mp3_bytes(head, 0):
        return _end_of_frames(tail, _mp3_bytes)
    return FileEnd.UNKNOWN


def _end_of_ogg(tail: bytes) -> FileEnd:
    """Return how the last page ends. What is longer than a page and holds none is padding, or something else."""
    if len(tail) == _TAIL_BYTES and _OGG not in tail:
        return FileEnd.UNKNOWN
    return FileEnd.WHOLE if _is_whole_ogg(tail) else FileEnd.CUT


def _is_whole_ogg(tail: bytes) -> bool:
    """Return whether the last page and its last packet are complete. Many recorders set no mark on the last page."""
    page = tail.rfind(_OGG)
    header = tail[page : page + _OGG_HEADER_BYTES]
    if page < 0 or len(header) < _OGG_HEADER_BYTES:
        return False
    sizes = tail[page + _OGG_HEADER_BYTES : page + _OGG_HEADER_BYTES + header[26]]
    end = page + _OGG_HEADER_BYTES + header[26] + sum(sizes)
    if len(sizes) < header[26] or end > len(tail) or (sizes and sizes[-1] == _MAX_SEGMENT):
        return False
    rest = tail[end:]
    return not rest or not _OGG.startswith(rest)


def _end_of_frames(tail: bytes, length_at: FrameLength) -> FileEnd:
    """Follow the frames of the file's last bytes, from wherever some follow each other: one may be damaged."""
    end = len(tail) - _tag_bytes(tail)
    found = FileEnd.UNKNOWN
    # From the end, so that each place is looked at once: where a frame there leads to, over how many.
    chains: dict[int, tuple[int, int]] = {}
    for place in reversed(range(end)):
        if length := length_at(tail, place):
            stop, frames = chains.get(place + length, (place + length, 0))
            chains[place] = (stop, frames + 1)
    for stop, frames in chains.values():
        if frames >= _MIN_FRAMES:
            if stop == end:
                return FileEnd.WHOLE
            if stop > end or (end - stop < _SHORTEST_HEADER and tail[stop] == _SYNC):
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
    if len(data) < place + _SHORTEST_HEADER or data[place] != _SYNC or data[place + 1] & _ADTS_MASK != _ADTS_SYNC:
        return None
    length = (data[place + 3] & 3) << 11 | data[place + 4] << 3 | data[place + 5] >> 5
    return length if length >= _SHORTEST_HEADER else None


def _id3_bytes(head: bytes) -> int:
    """Return the length of a tag in front of the sound."""
    if not head.startswith(b"ID3") or len(head) < _ID3_HEADER_BYTES:
        return 0
    sizes = head[6:_ID3_HEADER_BYTES]
    return _ID3_HEADER_BYTES + sum((byte & 0x7F) << shift for byte, shift in zip(sizes, (21, 14, 7, 0), strict=True))


def _tag_bytes(tail: bytes) -> int:
    """Return the length of tags behind the sound."""
    length = _ID3V1_BYTES if tail[-_ID3V1_BYTES:].startswith(b"TAG") else 0
    footer = tail[len(tail) - length - _APE_FOOTER_BYTES : len(tail) - length]
    if footer.startswith(b"APETAGEX"):
        length += min(_MAX_TAG_BYTES, int.from_bytes(footer[12:16], "little"))
        if tail[len(tail) - length - _APE_FOOTER_BYTES :].startswith(b"APETAGEX"):
            length += _APE_FOOTER_BYTES
    return length
