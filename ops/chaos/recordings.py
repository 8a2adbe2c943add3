"""Recordings to send: a few seconds of speech, small or larger than one part of an upload."""

import struct
import wave
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from servers.program import ServerError

SKIPPED_SECONDS = 6
"""The sample of pyannote.audio begins with silence."""

SECONDS = 5
PART_BYTES = 8 * 2**20


def speech(source: Path | None = None) -> bytes:
    """Return a WAV of a few seconds of a recording; without one, of the sample of pyannote.audio."""
    with wave.open(str(source or _sample()), "rb") as file:
        parameters, frames = file.getparams(), file.readframes((SKIPPED_SECONDS + SECONDS) * file.getframerate())
    stream = BytesIO()
    with wave.open(stream, "wb") as file:
        file.setparams(parameters)
        skipped = SKIPPED_SECONDS * parameters.framerate * parameters.sampwidth * parameters.nchannels
        file.writeframes(frames[skipped:])
    return stream.getvalue()


def padded(recording: bytes, size: int = PART_BYTES + 3 * 2**20) -> bytes:
    """Return the same WAV with a chunk that players skip, so that it has `size` bytes and costs no more to compute."""
    empty = size - len(recording) - 8
    return recording + b"JUNK" + struct.pack("<I", empty) + bytes(empty)


def _sample() -> Path:
    spec = find_spec("pyannote.audio")
    for folder in spec.submodule_search_locations or () if spec else ():
        found = Path(folder) / "sample" / "sample.wav"
        if found.is_file():
            return found
    raise ServerError("There is no recording to send: name a WAV with --recording.")
