"""Generated recordings."""

import io
import math
import struct
import wave

import av

from app.services.voices.audio import RATE


def tone(seconds: float, hertz: float = 440.0, *, rate: int = RATE) -> bytes:
    """Return a tone as 16-bit mono samples."""
    return b"".join(
        struct.pack("<h", int(12_000 * math.sin(2 * math.pi * hertz * at / rate))) for at in range(int(seconds * rate))
    )


def wav(samples: bytes, *, rate: int = RATE) -> bytes:
    """Return mono samples as a WAV file."""
    made = io.BytesIO()
    with wave.open(made, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(rate)
        target.writeframes(samples)
    return made.getvalue()


def m4a(samples: bytes) -> bytes:
    """Return mono samples as the worker encodes them for browsers."""
    made = io.BytesIO()
    with av.open(io.BytesIO(wav(samples)), "r") as source, av.open(made, "w", format="ipod") as target:
        stream = target.add_stream("aac", rate=RATE, layout="mono")
        for frame in source.decode(audio=0):
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return made.getvalue()
