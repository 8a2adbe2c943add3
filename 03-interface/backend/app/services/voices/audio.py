"""Enrolment audio: checks recordings that are sent, and cuts a speaker's own words out of a meeting.

Both read files that strangers uploaded. FFmpeg's playlist formats would open whatever they name, files of this machine
included, so only formats that hold their own sound are opened, and nothing may open a second file.
"""

import io
import wave
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import av
import filetype
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer

from app.core.errors import InvalidError

MAX_SAMPLE_BYTES = 20 * 2**20
"""Largest enrolment recording accepted."""

MIN_SECONDS = 1.5
"""Less speech gives an embedding that is not worth comparing."""

MAX_SECONDS = 600.0
RATE = 16_000
"""Samples per second of what is cut out, as the models need it."""

_SAMPLE_BYTES = 2
_RUN_UP_SECONDS = 0.2
"""A decoder that starts in the middle needs some frames before its output is right."""

_FORMATS = (
    "wav,w64,aiff,au,caf,flac,mp3,aac,ogg,opus,amr,ac3,eac3,ape,wv,tta,gsm,"
    "matroska,webm,mov,mp4,m4a,3gp,avi,asf,flv,mpeg,mpegts"
)
_OPTIONS = {"format_whitelist": _FORMATS, "protocol_whitelist": "none", "enable_drefs": "0"}


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
    seconds = 0.0
    with _open(io.BytesIO(data)) as container:
        for frame in _decode(container, _audio_stream(container)):
            seconds += frame.samples / frame.sample_rate
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
    wanted = int(limit_seconds * RATE)
    made = io.BytesIO()
    with _open(source) as container, wave.open(made, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(_SAMPLE_BYTES)
        target.setframerate(RATE)
        stream = _audio_stream(container)
        for start, end in spans:
            for samples in _cut(container, stream, start, min(end, start + wanted / RATE)):
                target.writeframesraw(samples)
                wanted -= len(samples) // _SAMPLE_BYTES
            if wanted <= 0:
                break
    return made.getvalue()


def _open(source: BinaryIO) -> InputContainer:
    try:
        return av.open(source, "r", options=_OPTIONS, io_open=_reject_second_file)
    except (av.FFmpegError, ValueError, OSError) as error:
        raise UnreadableSampleError("The sample is not audio that can be read.") from error


def _reject_second_file(url: str, *_: Any) -> Any:
    raise PermissionError(url)


def _audio_stream(container: InputContainer) -> AudioStream:
    if not container.streams.audio:
        raise SampleWithoutAudioError("The sample has no audio track.")
    return container.streams.audio[0]


def _decode(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Yield every frame that decodes; a damaged packet costs only itself."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.FFmpegError):
            return
        try:
            yield from packet.decode()
        except av.FFmpegError:
            continue


def _cut(container: InputContainer, stream: AudioStream, start: float, end: float) -> Iterator[bytes]:
    """Yield the samples from start to end."""
    if stream.time_base is None:
        return
    container.seek(int(max(0.0, start - _RUN_UP_SECONDS) / stream.time_base), stream=stream)
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    position: int | None = None
    first, last = round(start * RATE), round(end * RATE)
    for frame in _decode(container, stream):
        if position is None:
            if frame.time is None:
                continue
            position = round(frame.time * RATE)
        for resampled in resampler.resample(frame):
            samples = bytes(resampled.planes[0])[: resampled.samples * _SAMPLE_BYTES]
            kept = slice(max(0, first - position) * _SAMPLE_BYTES, max(0, last - position) * _SAMPLE_BYTES)
            position += resampled.samples
            if samples[kept]:
                yield samples[kept]
        if position >= last:
            return
