"""Recordings made by FFmpeg for the tests: tones whose frequency tells who is heard when."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray
from scipy.io import wavfile

from app.services.audio.conversion import Converted, Converter
from app.services.audio.samples import SAMPLE_RATE, Audio
from scribe_contracts.jobs import Channels
from scribe_contracts.transcript import RecordingWarning, WarningCode

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
LOUD = 0.005
_LEVEL = 9000


@dataclass
class Heard:
    """The results of a conversion."""

    audio: Audio
    played: NDArray[np.float32]
    """The decoded M4A, mixed to mono, at 16 kHz."""

    converted: Converted

    @property
    def warnings(self) -> tuple[RecordingWarning, ...]:
        return self.converted.warnings

    @property
    def codes(self) -> list[WarningCode]:
        return [warning.code for warning in self.warnings]

    def level(self, hertz: float, start: float, end: float, channel: int = 0) -> float:
        """Return the amplitude of a tone in the WAV between two times."""
        return amplitude(self.audio.crop(start, end, channel), hertz)

    def played_level(self, hertz: float, start: float, end: float) -> float:
        """Return the amplitude of a tone in the M4A between two times."""
        return amplitude(self.played[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)], hertz)

    def starts(self) -> tuple[float, float]:
        """Return when the first sound is heard in the WAV and in the M4A, in seconds."""
        wav = np.abs(self.audio.samples[:, 0] / 32768.0)
        return first_sound(wav), first_sound(np.abs(self.played))

    def lengths(self) -> tuple[float, float, float]:
        """Return the lengths of the WAV, the M4A and the waveform, in seconds."""
        return self.audio.duration, len(self.played) / SAMPLE_RATE, self.audio.peaks().duration


def amplitude(samples: NDArray[np.float32], hertz: float) -> float:
    times = np.arange(len(samples)) / SAMPLE_RATE
    return float(2 * abs(np.mean(samples * np.exp(-2j * np.pi * hertz * times))))


def first_sound(samples: NDArray[np.float32]) -> float:
    return float(np.argmax(samples > 0.05)) / SAMPLE_RATE


def tone(path: Path, seconds: float, *hertz: float, rate: int = SAMPLE_RATE) -> Path:
    """Write a WAV with a tone in each channel; 0 is silence, below 0 is the tone upside down."""
    times = np.arange(round(seconds * rate)) / rate
    channels = [np.sign(h) * _LEVEL * np.sin(2 * np.pi * abs(h) * times) for h in hertz]
    wavfile.write(path, rate, np.stack(channels, axis=1).astype(np.int16))
    return path


def ffmpeg(*arguments: object) -> None:
    subprocess.run([FFMPEG, "-loglevel", "error", "-y", *map(str, arguments)], check=True)


def hear(source: Path, folder: Path, channels: Channels = Channels.MIX) -> Heard:
    """Convert a recording and read what came out."""
    out = folder / f"out-{source.name}-{channels}"
    out.mkdir()
    converted = Converter(max_seconds=3600).convert(source, out, channels)
    assert {path.name for path in out.iterdir()} == {"audio.wav", "audio.m4a"}
    raw = out / "played.raw"
    ffmpeg("-i", converted.m4a, "-ac", "1", "-ar", SAMPLE_RATE, "-f", "s16le", raw)
    played = np.fromfile(raw, dtype=np.int16).astype(np.float32) / 32768.0
    return Heard(Audio.open(converted.wav), played, converted)


def damage(path: Path, start: float, end: float) -> Path:
    """Overwrite a part of a file, from one share of its bytes to another, with noise."""
    body = bytearray(path.read_bytes())
    first, last = int(len(body) * start), int(len(body) * end)
    body[first:last] = np.random.default_rng(1).bytes(last - first)
    out = path.with_name(f"damaged-{path.name}")
    out.write_bytes(body)
    return out


def cut(path: Path, share: float) -> Path:
    """Write the first part of a file."""
    out = path.with_name(f"cut-{path.name}")
    out.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    return out
