"""The end of Ogg."""

from app.services.audio.ends.file_end import FileEnd

_OGG = b"OggS"
_HEADER_BYTES = 27
_MAX_PAGE_BYTES = 65_307
_MAX_SEGMENT = 255
"""A packet whose last segment is as long goes on in the next page."""


def end_of_ogg(tail: bytes) -> FileEnd:
    """Return how the last page ends. What is longer than a page and holds none is padding, or something else."""
    tail = tail[-(_MAX_PAGE_BYTES + 1) :]
    if len(tail) > _MAX_PAGE_BYTES and _OGG not in tail:
        return FileEnd.UNKNOWN
    return FileEnd.COMPLETE if _is_whole(tail) else FileEnd.CUT


def _is_whole(tail: bytes) -> bool:
    """Return whether the last page and its last packet are complete. Many recorders set no mark on the last page."""
    page = tail.rfind(_OGG)
    header = tail[page : page + _HEADER_BYTES]
    if page < 0 or len(header) < _HEADER_BYTES:
        return False
    sizes = tail[page + _HEADER_BYTES : page + _HEADER_BYTES + header[26]]
    end = page + _HEADER_BYTES + header[26] + sum(sizes)
    if len(sizes) < header[26] or end > len(tail) or (sizes and sizes[-1] == _MAX_SEGMENT):
        return False
    rest = tail[end:]
    return not rest or not _OGG.startswith(rest)
