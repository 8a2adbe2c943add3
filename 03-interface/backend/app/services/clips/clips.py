"""Clips of a recording, encoded anew by the confined decoder while they are sent."""

from collections.abc import AsyncIterator, Generator
from enum import StrEnum
from functools import partial
from typing import BinaryIO

from app.core.errors import InvalidError
from app.core.quotas.encoders import EncoderThread
from app.resources import Resources
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


class Clip:
    """A clip that is encoded while its pieces are taken; close it, whether or not all were."""

    def __init__(self, thread: EncoderThread, pieces: Generator[bytes], first: bytes | None) -> None:
        self._thread = thread
        self._pieces = pieces
        self._first = first

    async def pieces(self) -> AsyncIterator[bytes]:
        piece = self._first
        while piece is not None:
            yield piece
            piece = await self._thread.run(partial(_next, self._pieces))

    def close(self) -> None:
        """End the decoder, and give its slot to the next; returns at once."""
        self._thread.close(self._pieces.close)


async def open_clip(
    resources: Resources, location: S3Location, audio_format: ClipFormat, start: float, end: float | None
) -> Clip:
    """Return a clip, the first piece of which is made; `start` and `end` are seconds.

    Raise ObjectMissingError, ClipEmptyError, ClipUnreadableError or EncodersBusyError.
    """
    objects = Objects(resources)
    source: BinaryIO = await objects.run(lambda: objects.reader(location))
    thread = await resources.encoders.take()
    pieces = encode(source, verb="clip", start=start, end=_FOREVER if end is None else end, format=audio_format)
    try:
        return Clip(thread, pieces, await thread.run(partial(_next, pieces)))
    except BaseException:
        thread.close(pieces.close)
        raise


def _next(pieces: Generator[bytes]) -> bytes | None:
    try:
        return next(pieces, None)
    except DecodingError as error:
        if str(error) == ClipEmptyError.code:
            raise ClipEmptyError("The recording has no sound there.") from error
        raise ClipUnreadableError("The recording cannot be decoded.") from error
