"""Enrolment audio: checks recordings that are sent, and cuts a speaker's own words out of a meeting.

Both read files that strangers uploaded, so neither decodes them here: a confined program does (`decoder.py`).
"""

import io
from collections.abc import Sequence
from typing import BinaryIO

import filetype

from app.core.errors import InvalidError
from app.services.voices.decoding import DecodingError, decode

MAX_SAMPLE_BYTES = 20 * 2**20
"""Largest enrolment recording accepted."""

MIN_SECONDS = 1.5
"""Less speech gives an embedding that is not worth comparing."""

MAX_SECONDS = 600.0
RATE = 16_000
"""Samples per second of what is cut out, as the models need it."""


class UnreadableSampleError(InvalidError):
    """The sample is not audio that can be read."""

    code = "sample_unreadable"


class SampleWithoutAudioError(InvalidError):
    """The sample has no audio track."""

    code = "sample_without_audio"


class SampleTooShortError(InvalidError):
    """The sample holds too little audio."""

    code = "sample_too_short"


class SampleTooLongError(InvalidError):
    """The sample holds too much audio."""

    code = "sample_too_long"


SAMPLE_ERRORS = (UnreadableSampleError, SampleWithoutAudioError, SampleTooShortError, SampleTooLongError)
"""Why a recording cannot be a voice's sample."""


def probe_sample(data: bytes) -> float:
    """Return the seconds of audio that decode, 1.5 to 600; raise one of SAMPLE_ERRORS otherwise."""
    seconds = float(_decode(io.BytesIO(data), verb="probe", max_seconds=MAX_SECONDS))
    if seconds > MAX_SECONDS:
        raise SampleTooLongError(f"The sample is longer than {MAX_SECONDS / 60:.0f} minutes.")
    if not seconds:
        raise UnreadableSampleError("The sample's audio cannot be decoded.")
    if seconds < MIN_SECONDS:
        raise SampleTooShortError(f"The sample holds {seconds:.1f} s of audio; it takes {MIN_SECONDS} s or more.")
    return round(seconds, 3)


def content_type_of(data: bytes) -> str:
    """Return the type under which a browser plays the sample; never one that it would show as a page."""
    guess = filetype.guess_mime(data[:8192])
    is_sound = guess is not None and guess.startswith(("audio/", "video/"))
    return str(guess) if is_sound else "application/octet-stream"


def cut_spans(source: BinaryIO, spans: Sequence[tuple[float, float]], limit_seconds: float = 60.0) -> bytes:
    """Return a mono 16 kHz 16-bit WAV of the spans (start and end in seconds), one after the other, up to the limit."""
    return _decode(source, verb="cut", spans=spans, limit_seconds=limit_seconds, rate=RATE)


def _decode(source: BinaryIO, **task: object) -> bytes:
    try:
        return decode(source, **task)
    except DecodingError as error:
        if str(error) == SampleWithoutAudioError.code:
            raise SampleWithoutAudioError("The sample has no audio track.") from error
        raise UnreadableSampleError("The sample is not audio that can be read.") from error
