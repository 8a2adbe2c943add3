"""Clips of a recording, encoded anew by the confined decoder while they are sent."""

import asyncio
from collections.abc import AsyncIterator, Generator
from enum import StrEnum
from typing import BinaryIO

from app.core.errors import InvalidError
from app.services.exports.document import format_clock
from app.services.storage.objects import Objects
from app.services.voices.decoding import DecodingError, encode
from scribe_contracts.storage import S3Location

_FOREVER = 10**6
"""Seconds, more than any recording has."""


class ClipFormat(StrEnum):
    M4A = "m4a"
    MP3 = "mp3"

    @property
    def content_type(self) -> str:
        return "audio/mp4" if self is ClipFormat.M4A else "audio/mpeg"


class ClipEmptyError(InvalidError):
    """The recording has no sound between these seconds."""

    code = "clip_empty"


class ClipUnreadableError(InvalidError):
    """The recording cannot be decoded."""

    code = "clip_unreadable"


def require_span(start: float, end: float | None) -> None:
    """Raise InvalidError if the end is not after the start."""
    if end is not None and end <= start:
        raise InvalidError.field("end", "The end must lie after the start.")


def name_of(title: str, start: float, end: float | None) -> str:
    """Return the name of the file, with the place of a clip in the recording."""
    if start == 0 and end is None:
        return title
    span = format_clock(start) if end is None else f"{format_clock(start)}-{format_clock(end)}"
    return f"{title} {span.replace(':', '.')}"


async def open_clip(
    objects: Objects, location: S3Location, audio_format: ClipFormat, start: float, end: float | None
) -> AsyncIterator[bytes]:
    """Return the pieces of a clip, the first of which is made; `start` and `end` are seconds.

    Raise ObjectMissingError, ClipEmptyError or ClipUnreadableError.
    """
    source: BinaryIO = await objects.run(lambda: objects.reader(location))
    pieces = encode(source, verb="clip", start=start, end=_FOREVER if end is None else end, format=audio_format)
    first = await asyncio.to_thread(_next, pieces)
    return _pieces(pieces, first)


async def _pieces(pieces: Generator[bytes], first: bytes | None) -> AsyncIterator[bytes]:
    try:
        piece = first
        while piece is not None:
            yield piece
            piece = await asyncio.to_thread(_next, pieces)
    finally:
        # Ends the decoder where the client has gone.
        await asyncio.to_thread(pieces.close)


def _next(pieces: Generator[bytes]) -> bytes | None:
    try:
        return next(pieces, None)
    except DecodingError as error:
        if str(error) == ClipEmptyError.code:
            raise ClipEmptyError("The recording has no sound there.") from error
        raise ClipUnreadableError("The recording cannot be decoded.") from error
