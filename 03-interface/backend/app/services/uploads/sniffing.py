"""Recognises files that are not recordings by their first bytes. All others pass: FFmpeg knows more formats than we."""

import re

import filetype

from app.services.uploads.errors import NotMediaError

_REJECTED_FAMILIES = ("image/", "application/", "font/")
_POSSIBLY_MEDIA = frozenset(
    {
        "application/x-shockwave-flash",  # a container that FFmpeg reads
        "application/octet-stream",  # filetype reports a font as this
        "application/x-compress",  # two bytes, as the beginning of raw audio may have
        "application/dicom",  # may hold video
        "image/x-icon",  # begins as an MPEG picture may
    }
)
_MORE_MAGIC = {
    b"\x7fELF": "executable",
    b"\xfe\xed\xfa\xce": "executable",
    b"\xfe\xed\xfa\xcf": "executable",
    b"\xcf\xfa\xed\xfe": "executable",
    b"\xca\xfe\xba\xbe": "executable",
    b"PK\x05\x06": "application/zip",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "Office document",
}
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CHARACTER_BYTES = 4
"""Bytes of one character in UTF-8; the head may end inside one."""


def reject_non_media(head: bytes) -> None:
    """Raise NotMediaError for images, documents, archives, executables and text (playlists and subtitles too)."""
    kind = _kind(head)
    if kind is not None:
        raise NotMediaError(f"This file is not an audio or video recording. Its content looks like: {kind}.")


def _kind(head: bytes) -> str | None:
    guess = filetype.guess(head)
    if guess is not None and guess.mime not in _POSSIBLY_MEDIA:
        return str(guess.mime) if guess.mime.startswith(_REJECTED_FAMILIES) else None
    for magic, kind in _MORE_MAGIC.items():
        if head.startswith(magic):
            return kind
    return "text" if _is_text(head) else None


def _is_text(head: bytes) -> bool:
    if head.startswith(_UTF16_MARKS):
        return _is_utf16(head)
    for cut in range(_MAX_CHARACTER_BYTES):
        try:
            text = head[: len(head) - cut].decode()
        except UnicodeDecodeError:
            continue
        return _CONTROL.search(text) is None
    return False


def _is_utf16(head: bytes) -> bool:
    """Return whether most of the text is ASCII in UTF-16: the mark alone is also how a frame of MPEG audio begins."""
    low, high = head[2::2], head[3::2]
    zeros = max(low.count(0), high.count(0))
    return zeros > len(head) // 4
