"""Conversion of uploads with FFmpeg: 16 kHz WAV for the models and M4A for browsers, in one pass."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import structlog

from app.core.errors import JobError
from scribe_contracts.events import FailureCode
from scribe_contracts.jobs import Channels

log = structlog.get_logger()

_CPU_SECONDS_LIMIT = 4 * 3600
"""Limit for FFmpeg: twelve hours of video decode in well under one; a crafted file must not occupy the worker."""

_EMPTY_WAV_BYTES = 44
_NO_AUDIO_MESSAGES = ("matches no streams", "does not contain any stream")


@dataclass(frozen=True)
class Converted:
    """Files that a conversion leaves."""

    wav: Path
    """16 kHz, 16 bit; mono, or one channel for each speaker."""

    m4a: Path


class Converter:
    """Runs FFmpeg on recordings of at most `max_seconds`."""

    def __init__(self, ffmpeg: Path | None = None, *, max_seconds: float) -> None:
        self._ffmpeg = str(ffmpeg or imageio_ffmpeg.get_ffmpeg_exe())
        self._max_seconds = max_seconds

    def convert(
        self,
        source: Path,
        folder: Path,
        channels: Channels,
        on_progress: Callable[[float], None] = lambda _: None,
        on_start: Callable[["subprocess.Popen[str]"], None] = lambda _: None,
    ) -> Converted:
        """Decode `source` into `folder`.

        `on_progress` gets the seconds decoded so far and may raise to stop. `on_start` gets the FFmpeg process; if it
        is killed, the files hold a part of the recording.

        Raise JobError if the file holds no audio, cannot be decoded or is too long.
        """
        converted = Converted(wav=folder / "audio.wav", m4a=folder / "audio.m4a")
        messages = folder / "ffmpeg.log"
        with (
            source.open("rb") as stream,
            messages.open("wb") as errors,
            subprocess.Popen(
                self._command(converted, channels), stdin=stream, stdout=subprocess.PIPE, stderr=errors, text=True
            ) as process,
        ):
            try:
                on_start(process)
                self._follow(process, on_progress)
            except BaseException:
                process.kill()
                raise
        if not converted.wav.exists() or converted.wav.stat().st_size <= _EMPTY_WAV_BYTES:
            raise _error_from(messages)
        return converted

    def _command(self, converted: Converted, channels: Channels) -> list[str]:
        # The file is handed over as a descriptor, and no other protocol is allowed for reading: an uploaded playlist
        # could otherwise make FFmpeg open files of this machine or the network.
        program = [self._ffmpeg, "-hide_banner", "-nostdin", "-loglevel", "error", "-progress", "pipe:1"]
        source = ["-timelimit", str(_CPU_SECONDS_LIMIT), "-protocol_whitelist", "fd", "-fd", "0", "-i", "fd:"]
        stream = ["-map", "0:a:0", "-t", str(self._max_seconds + 1)]
        if channels is Channels.MIX:
            stream += ["-ac", "1"]
        wav = ["-ar", "16000", "-c:a", "pcm_s16le", "-fflags", "+bitexact", "-y", str(converted.wav)]
        m4a = ["-c:a", "aac", "-b:a", "64k", "-movflags", "+faststart", "-y", str(converted.m4a)]
        return program + source + stream + wav + stream + m4a

    def _follow(self, process: "subprocess.Popen[str]", on_progress: Callable[[float], None]) -> None:
        for line in process.stdout or ():
            key, _, value = line.strip().partition("=")
            if key != "out_time_us" or not value.isdigit():
                continue
            decoded = int(value) / 1e6
            if decoded > self._max_seconds:
                hours = self._max_seconds / 3600
                raise JobError(FailureCode.TOO_LONG, f"The recording is longer than {hours:g} hours.")
            on_progress(decoded)


def _error_from(messages: Path) -> JobError:
    """Return the error that FFmpeg's messages amount to."""
    with messages.open(encoding="utf-8", errors="replace") as stream:
        said = stream.read(4096)
    log.info("recording_not_decoded", ffmpeg=said)
    if any(sign in said for sign in _NO_AUDIO_MESSAGES):
        return JobError(FailureCode.NO_AUDIO, "The file has no sound track.")
    return JobError(FailureCode.UNREADABLE_MEDIA, "The file is not a recording that can be decoded, or it is damaged.")
