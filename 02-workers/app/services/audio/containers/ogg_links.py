"""Links of a chained Ogg file: several recordings in a row, each with headers of its own.

FFmpeg stops at a link with another number of channels or another codec, so each link is decoded by itself.
"""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from app.services.audio.containers.bounds import MAX_RECORDINGS

_MAGIC = b"OggS"
_HEADER_BYTES = 27
_FIRST_PAGE = 0x02

_SEARCH_BYTES = 1 << 16
_FIRST_SEARCH_BYTES = 1 << 8
"""Each block of a search is twice as long as the one before, so that a page that is near costs little."""

_POLL_PAGES = 1 << 14

_MAX_PAGES = 4_000_000
"""Twelve hours with a page for each packet of 20 ms have 2.2 million; four million take some seconds."""

_MAX_LOST_BYTES = 16 << 20
"""Bytes that belong to no page. What is behind more of them is left to FFmpeg."""


def link_starts(source: Path, poll: Callable[[], None]) -> list[int]:
    """Return the offset of each link: a first page of a stream after pages that are none.

    `poll` is called now and then, and may raise to stop.

    A file with more links or pages than a recording has is looked at up to there; the last link takes the rest.
    """
    starts: list[int] = []
    with source.open("rb", buffering=_SEARCH_BYTES) as stream:
        if stream.read(4) != _MAGIC:
            return starts
        page, offset, in_headers, lost = 0, 0, False, 0
        for number in range(_MAX_PAGES):
            if number % _POLL_PAGES == 0:
                poll()
            stream.seek(offset)
            header = stream.read(_HEADER_BYTES)
            if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES:
                # A page that was cut off ends inside what follows it.
                found = _next_page(stream, page, _MAX_LOST_BYTES - lost)
                if found is None:
                    return starts
                lost += found - page
                page = offset = found
                continue
            is_first = bool(header[5] & _FIRST_PAGE)
            if is_first and not in_headers:
                if len(starts) == MAX_RECORDINGS:
                    return starts
                starts.append(offset)
            in_headers = is_first
            sizes = stream.read(header[26])
            page = offset
            offset += _HEADER_BYTES + header[26] + sum(sizes)
    return starts


def _next_page(stream: BinaryIO, offset: int, limit: int) -> int | None:
    """Return the offset of the next page behind a damaged one; None if it is `limit` bytes away or more."""
    end, count = offset + limit, _FIRST_SEARCH_BYTES
    while offset < end:
        stream.seek(offset + 1)
        block = stream.read(count)
        position = block.find(_MAGIC)
        if position >= 0:
            return offset + 1 + position
        if len(block) < count:
            return None
        offset += len(block) - len(_MAGIC) + 1
        count = min(2 * count, _SEARCH_BYTES)
    return None
