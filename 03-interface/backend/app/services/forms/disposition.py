"""The Content-Disposition of a form's part, and file names that are safe to keep."""

import re
import unicodedata
from email.message import Message
from typing import Any, NamedTuple

from app.core.limits import MAX_FILENAME_LENGTH

_UNNAMED = "recording"
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_UNKNOWN_TYPE = "application/octet-stream"
_ESCAPE = re.compile(r"%(22|0A|0D)", re.IGNORECASE)
_CHARSETS = frozenset({"utf-8", "us-ascii", "iso-8859-1", "windows-1252"})
"""Encodings that browsers and mail programs write. Others of Python's fail, decompress or run on long input."""


class Disposition(NamedTuple):
    name: str | None
    filename: str | None
    """File name as sent: clean it before use."""


def read_disposition(header: bytes) -> Disposition:
    """Parse the header as browsers write it (UTF-8 in quotes) or as in RFC 2231 (`filename*=UTF-8''…`, preferred)."""
    message = Message()
    try:
        message["Content-Disposition"] = _decode(header)
        parameters: list[tuple[str, Any]] = message.get_params(failobj=[], header="content-disposition")
    except ValueError:  # a line break, or a section's number of thousands of digits
        return Disposition(None, None)
    plain: dict[str, str] = {}
    extended: dict[str, str] = {}
    for name, value in parameters:
        if isinstance(value, tuple):
            extended[name.lower()] = _decode_extended(*value)
        else:
            plain.setdefault(name.lower(), _undo_escapes(value))
    if "form-data" not in plain:
        return Disposition(None, None)
    return Disposition(plain.get("name"), extended.get("filename", plain.get("filename")))


def clean_filename(filename: str) -> str:
    """Return the last part of a path of any system, without control characters, 1 to 255 characters long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", filename))[-1]
    visible = "".join(character for character in last if not unicodedata.category(character).startswith("C"))
    name = visible.strip(" .") or _UNNAMED
    if len(name) <= MAX_FILENAME_LENGTH:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 16:  # noqa: PLR2004 - no suffix of a media file is that long
        return name[:MAX_FILENAME_LENGTH]
    return f"{stem[: MAX_FILENAME_LENGTH - len(suffix) - 1]}.{suffix}"


def clean_content_type(header: bytes | None) -> str:
    """Return type and subtype alone; application/octet-stream if the client names none that is valid."""
    bare = _decode(header or b"").partition(";")[0].strip().lower()
    return bare if len(bare) <= MAX_FILENAME_LENGTH and _TYPE.fullmatch(bare) else _UNKNOWN_TYPE


def _undo_escapes(value: str) -> str:
    """Return the name as it was: browsers write a quotation mark and line breaks in percent, and nothing else."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value)


def _decode_extended(charset: str | None, _: str | None, value: str) -> str:
    """Decode a value of RFC 2231, whose bytes the parser hands over as characters."""
    known = (charset or "").lower()
    return value.encode("latin-1", "replace").decode(known if known in _CHARSETS else "utf-8", "replace")


def _decode(header: bytes) -> str:
    try:
        return header.decode()
    except UnicodeDecodeError:
        return header.decode("latin-1")
