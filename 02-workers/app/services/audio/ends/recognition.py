"""Recognition of containers by their first bytes, for the rules by which their files end."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.services.audio.containers.fragments import breaks_off
from app.services.audio.ends.amr import end_of_amr
from app.services.audio.ends.announced import end_of_asf, end_of_caf, end_of_riff
from app.services.audio.ends.file_end import FileEnd
from app.services.audio.ends.flac import end_of_flac
from app.services.audio.ends.frames import AAC, AC3, MP3, PROGRAM_STREAM, end_of_frames
from app.services.audio.ends.ogg import end_of_ogg
from app.services.audio.ends.tags import leading_bytes, trailing_bytes

_HEAD_BYTES = 1 << 12
_TAIL_BYTES = 1 << 18
"""More than a page of Ogg (65,307 bytes), a packet of a program stream or a block of FLAC."""

_MP4_TYPE, _MP4 = slice(4, 8), b"ftyp"

_FLV_SIZE_BYTES, _FLV_TAG_BYTES, _MAX_FLV_TAG_BYTES = 4, 11, 1 << 24
_FLV_TAGS = frozenset({8, 9, 18})

_TS_SYNC = 0x47
_TS_PACKETS = ((188, 0), (192, 4), (204, 0))
"""Bytes of a packet, and in front of its mark: broadcast, Blu-ray and camcorders, with error correction."""


@dataclass(frozen=True)
class _Content:
    path: Path
    size: int
    head: bytes
    """From the sound on, without a tag in front."""

    tail: bytes
    """To the end of the sound, without tags behind."""

    poll: Callable[[], None]


_RULES: tuple[tuple[bytes, Callable[[_Content], FileEnd]], ...] = (
    (b"RIFF", lambda content: end_of_riff(content.path)),
    (b"RF64", lambda content: end_of_riff(content.path)),
    (b"BW64", lambda content: end_of_riff(content.path)),
    (b"caff", lambda content: end_of_caf(content.path)),
    (b"0&\xb2u", lambda content: end_of_asf(content.head, content.size)),
    (b"OggS", lambda content: end_of_ogg(content.tail)),
    (b"fLaC", lambda content: end_of_flac(content.head, content.tail)),
    (b"#!AMR", lambda content: end_of_amr(content.path)),
    (b"FLV", lambda content: _end_of_flv(content.tail)),
)
"""Rules by the first bytes of a file."""


def end_of(path: Path, poll: Callable[[], None] = lambda: None) -> FileEnd:
    """Return how a file ends, as far as its container tells: by a size that it announces, or by its last unit.

    `poll` is called several times a second where that takes long, and may raise to stop.
    """
    content = _read(path, poll)
    rule = next((rule for magic, rule in _RULES if content.head.startswith(magic)), _end_of_units)
    return rule(content)


def _read(path: Path, poll: Callable[[], None]) -> _Content:
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
        start = leading_bytes(head)
        if start:
            stream.seek(start)
            head = stream.read(_HEAD_BYTES)
        stream.seek(max(start, size - _TAIL_BYTES))
        tail = stream.read(_TAIL_BYTES)
    return _Content(path, size, head, tail[: len(tail) - trailing_bytes(tail)], poll)


def _end_of_units(content: _Content) -> FileEnd:
    """Return how a file without a header ends: one of packets of the same length, or of frames in a row."""
    head = content.head
    if head[_MP4_TYPE] == _MP4:
        return FileEnd.CUT if breaks_off(content.path, content.poll) else FileEnd.UNKNOWN
    for packet, mark in _TS_PACKETS:
        if len(head) > mark + 2 * packet and {head[mark + packet * number] for number in range(3)} == {_TS_SYNC}:
            return FileEnd.CUT if content.size % packet else FileEnd.UNKNOWN
    kind = next((kind for kind in (PROGRAM_STREAM, AC3, AAC, MP3) if kind.length_at(head, 0)), None)
    return FileEnd.UNKNOWN if kind is None else end_of_frames(content.tail, kind)


def _end_of_flv(tail: bytes) -> FileEnd:
    """Return whether the file ends with a tag and its size, which stands behind each."""
    length = int.from_bytes(tail[-_FLV_SIZE_BYTES:], "big")
    begin = len(tail) - _FLV_SIZE_BYTES - length
    if begin < 0 and length < _MAX_FLV_TAG_BYTES:
        # A picture may be larger than what is looked at.
        return FileEnd.UNKNOWN
    is_tag = begin >= 0 and length >= _FLV_TAG_BYTES and tail[begin] in _FLV_TAGS
    is_size = is_tag and int.from_bytes(tail[begin + 1 : begin + 4], "big") == length - _FLV_TAG_BYTES
    return FileEnd.COMPLETE if is_size else FileEnd.CUT
