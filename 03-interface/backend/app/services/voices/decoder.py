"""The decoder of strangers' recordings, as a program of its own: it has no secret, no network and no file to read.

It gets a task as its argument (JSON) and talks with the gateway over the socket that is its standard input: it asks for
bytes of the recording (`R`, offset and length), sends pieces of what it encodes (`P`), and ends with a result (`D`) or
the code of an error (`E`). The other side is `decoding.py`. Run with `python -I`, so it imports nothing of the gateway.

FFmpeg's playlist formats would open whatever they name, so only formats that hold their own sound are opened, and
nothing may open a second file.
"""

import io
import json
import socket
import struct
import sys
import wave
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

HEADER = struct.Struct("!cQI")
"""Kind of message; offset; length of what is asked for or of what follows."""

_SAMPLE_BYTES = 2
_ENCODERS = {"m4a": "aac", "mp3": "libmp3lame"}
_MUXERS = {"m4a": "ipod", "mp3": "mp3"}
_MAX_RATE = 48_000
_BIT_RATE = 64_000
"""Bits per second and channel; speech is as good as before with it."""

_PIECE_BYTES = 1 << 16

_RUN_UP_SECONDS = 0.2
"""A decoder that starts in the middle needs some frames before its output is right."""

_FORMATS = (
    "wav,w64,aiff,au,caf,flac,mp3,aac,ogg,opus,amr,ac3,eac3,ape,wv,tta,gsm,"
    "matroska,webm,mov,mp4,m4a,3gp,avi,asf,flv,mpeg,mpegts"
)
_OPTIONS = {"format_whitelist": _FORMATS, "protocol_whitelist": "none", "enable_drefs": "0"}


class _DecodingError(Exception):
    """The recording is not what it should be; the argument is the code of the error."""


class _Recording(io.RawIOBase):
    """The recording, of which the gateway sends what is asked for."""

    def __init__(self, channel: socket.socket, size: int) -> None:
        super().__init__()
        self._channel = channel
        self._size = size
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), max(0, self._size - self._position))
        if wanted == 0:
            return 0
        self._channel.sendall(HEADER.pack(b"R", self._position, wanted))
        received = 0
        while received < wanted:
            count = self._channel.recv_into(view[received:wanted])
            if count == 0:
                # The gateway gave up.
                sys.exit(1)
            received += count
        self._position += received
        return received


class _Outlet(io.RawIOBase):
    """Sends what is written to the gateway, which waits for nobody to go back in it."""

    def __init__(self, channel: socket.socket) -> None:
        super().__init__()
        self._channel = channel

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        piece = memoryview(data).cast("B")
        self._channel.sendall(HEADER.pack(b"P", 0, len(piece)))
        self._channel.sendall(piece)
        return len(piece)


def main() -> None:
    """Do the task and send its result."""
    task = json.loads(sys.argv[1])
    with socket.socket(fileno=0) as channel:
        channel.sendall(HEADER.pack(b"H", 0, 0))
        try:
            with _open(_Recording(channel, task["size"])) as container:
                if task["verb"] == "probe":
                    kind, result = b"D", str(_measure(container, task["max_seconds"])).encode()
                elif task["verb"] == "clip":
                    kind, result = b"D", _clip(container, _Outlet(channel), task["start"], task["end"], task["format"])
                else:
                    kind, result = b"D", _cut_all(container, task["spans"], task["limit_seconds"], task["rate"])
        except _DecodingError as error:
            kind, result = b"E", str(error).encode()
        channel.sendall(HEADER.pack(kind, 0, len(result)) + result)


def _measure(container: InputContainer, max_seconds: float) -> float:
    """Return the seconds of audio that decode, of which a little more than `max_seconds` are enough."""
    seconds = 0.0
    for frame in _decode(container, _audio_stream(container)):
        seconds += frame.samples / frame.sample_rate
        if seconds > max_seconds:
            break
    return seconds


def _cut_all(container: InputContainer, spans: Sequence[tuple[float, float]], limit_seconds: float, rate: int) -> bytes:
    """Return a mono 16-bit WAV of the spans, one after the other, up to the limit."""
    wanted = int(limit_seconds * rate)
    made = io.BytesIO()
    with wave.open(made, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(_SAMPLE_BYTES)
        target.setframerate(rate)
        stream = _audio_stream(container)
        for start, end in spans:
            for samples in _cut(container, stream, start, min(end, start + wanted / rate), rate):
                target.writeframesraw(samples)
                wanted -= len(samples) // _SAMPLE_BYTES
            if wanted <= 0:
                break
    return made.getvalue()


def _clip(container: InputContainer, outlet: _Outlet, start: float, end: float, audio_format: str) -> bytes:
    """Encode the sound from start to end, in seconds, and send it; nothing is left to return.

    An MP3 is sent while it is made. An M4A begins with what is known at its end, so it is sent then.
    """
    stream = _audio_stream(container)
    rate = min(stream.rate, _MAX_RATE)
    layout = "mono" if stream.channels == 1 else "stereo"
    channels = 1 if layout == "mono" else 2
    whole = io.BytesIO()
    target: io.RawIOBase | io.BytesIO = whole if audio_format == "m4a" else outlet
    written = 0
    with av.open(target, "w", format=_MUXERS[audio_format]) as made:
        encoded = cast("AudioStream", made.add_stream(_ENCODERS[audio_format], rate=rate, layout=layout))
        encoded.bit_rate = _BIT_RATE * channels
        for samples in _cut(container, stream, start, end, rate, layout=layout):
            frame = AudioFrame(format="s16", layout=layout, samples=len(samples) // (_SAMPLE_BYTES * channels))
            frame.planes[0].update(samples)
            frame.rate, frame.pts, frame.time_base = rate, written, Fraction(1, rate)
            written += frame.samples
            made.mux(encoded.encode(frame))
        if written:
            made.mux(encoded.encode(None))
    if not written:
        raise _DecodingError("clip_empty")
    for at in range(0, len(content := whole.getbuffer()), _PIECE_BYTES):
        outlet.write(content[at : at + _PIECE_BYTES])
    return b""


def _open(source: io.RawIOBase) -> InputContainer:
    try:
        return av.open(source, "r", options=_OPTIONS, io_open=_reject_second_file)
    except (av.FFmpegError, ValueError, OSError) as error:
        raise _DecodingError("sample_unreadable") from error


def _reject_second_file(url: str, *_: Any) -> Any:
    raise PermissionError(url)


def _audio_stream(container: InputContainer) -> AudioStream:
    if not container.streams.audio:
        raise _DecodingError("sample_without_audio")
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


def _cut(
    container: InputContainer, stream: AudioStream, start: float, end: float, rate: int, *, layout: str = "mono"
) -> Iterator[bytes]:
    """Yield the samples from start to end, of all channels in turn."""
    if stream.time_base is None:
        return
    container.seek(int(max(0.0, start - _RUN_UP_SECONDS) / stream.time_base), stream=stream)
    resampler = av.AudioResampler(format="s16", layout=layout, rate=rate)
    position: int | None = None
    frame_bytes = _SAMPLE_BYTES * (2 if layout == "stereo" else 1)
    first, last = round(start * rate), round(end * rate)
    for frame in _decode(container, stream):
        if position is None:
            if frame.time is None:
                continue
            position = round(frame.time * rate)
        for resampled in resampler.resample(frame):
            samples = bytes(resampled.planes[0])[: resampled.samples * frame_bytes]
            kept = slice(max(0, first - position) * frame_bytes, max(0, last - position) * frame_bytes)
            position += resampled.samples
            if samples[kept]:
                yield samples[kept]
        if position >= last:
            return


if __name__ == "__main__":
    main()
