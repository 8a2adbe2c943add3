"""The one place that runs FFmpeg: without the worker's secrets, within limits, and stopped with its children."""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import imageio_ffmpeg
import structlog

from app.services.audio.stalls import MAX_STALL_SECONDS, StallGuard
from scribe_contracts.confinement.confinement import ENVIRONMENT, SYSTEM, Confinement

log = structlog.get_logger()

_POLL_SECONDS = 0.25
"""Interval at which a cancellation is noticed, whether or not FFmpeg writes anything."""

_BLOCK_BYTES = 1 << 16
_MAX_LINE_BYTES = 4096

_MEMORY_BYTES = 4 << 30
"""Address space. A stereo recording takes 0.5 GB of it, most of which is the program and its threads' stacks."""

_MIN_CPU_SECONDS = 600
_CPU_SHARE = 1 / 3
"""CPU time, as a share of the longest recording: twelve hours of video decode in well under one."""


@dataclass(frozen=True)
class Limits:
    """Limits of one run."""

    seconds: float
    """Length of the longest recording."""

    output_bytes: int
    """Size of the largest file that may be written."""

    folder: Path
    """Folder in which alone files may be written."""

    def as_confinement(self, program: Path) -> Confinement:
        """Return what FFmpeg may use: it reads the descriptor, the system's libraries and its own, and the folder."""
        cpu_seconds = round(_MIN_CPU_SECONDS + self.seconds * _CPU_SHARE)
        readable = (*SYSTEM, program, _installation(program))
        return Confinement(cpu_seconds, _MEMORY_BYTES, self.output_bytes, readable, (self.folder,))


def _installation(program: Path) -> Path:
    """Return the folder that a program was installed in, with its libraries; itself where there is none."""
    resolved = program.resolve()
    return resolved.parent.parent if resolved.parent.name == "bin" else resolved


class Ffmpeg:
    """An FFmpeg binary; the one of imageio-ffmpeg if none is named."""

    def __init__(self, binary: Path | None = None, *, max_stall_seconds: float = MAX_STALL_SECONDS) -> None:
        self._binary = Path(binary or imageio_ffmpeg.get_ffmpeg_exe())
        self._max_stall_seconds = max_stall_seconds

    def run(
        self,
        arguments: Sequence[str],
        source: Path,
        limits: Limits,
        on_line: Callable[[str], None],
        on_poll: Callable[[], None] = lambda: None,
    ) -> int:
        """Run FFmpeg with `source` as the descriptor 0, from which `-i fd:` reads; return its exit status.

        The status is negative if a signal ended it, as one does after `max_stall_seconds` in which it says and does
        nothing. `on_line` gets each line that it says, `on_poll` is called several times a second; what they raise
        stops FFmpeg with all its children.
        """
        command = limits.as_confinement(self._binary).command(
            [str(self._binary), "-hide_banner", "-nostdin", "-nostats", *arguments]
        )
        with (
            source.open("rb") as stream,
            subprocess.Popen(
                command,
                stdin=stream,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=ENVIRONMENT,
                start_new_session=True,
            ) as process,
        ):
            guard = StallGuard(process.pid, self._max_stall_seconds)

            def poll() -> None:
                on_poll()
                if guard.is_stalled():
                    log.warning("ffmpeg_stalled", seconds=self._max_stall_seconds)
                    _kill_group(process)

            try:
                if process.stderr is not None:
                    _read_lines(process, process.stderr, on_line, poll)
                _wait(process, poll)
            finally:
                _kill_group(process)
        return process.returncode


def input_from_descriptor() -> list[str]:
    """Return the arguments that read the descriptor 0 and nothing else.

    An uploaded playlist could otherwise make FFmpeg open files of this machine or the network.
    """
    return ["-protocol_whitelist", "fd", "-fd", "0", "-i", "fd:"]


def _read_lines(
    process: "subprocess.Popen[bytes]",
    stream: IO[bytes],
    on_line: Callable[[str], None],
    on_poll: Callable[[], None],
) -> None:
    """Hand over what is written, line by line, until the stream or the process ends."""
    os.set_blocking(stream.fileno(), False)
    rest, polled = b"", 0.0
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while True:
            if time.monotonic() - polled >= _POLL_SECONDS:
                on_poll()
                polled = time.monotonic()
            if selector.select(_POLL_SECONDS):
                block = stream.read(_BLOCK_BYTES)
                if not block:
                    break
                lines = (rest + block).split(b"\n")
                rest = lines.pop()[:_MAX_LINE_BYTES]
                for line in lines:
                    on_line(line[:_MAX_LINE_BYTES].decode("utf-8", errors="replace"))
            elif process.poll() is not None:
                # A child that FFmpeg left behind may hold the stream open.
                break
    if rest:
        on_line(rest.decode("utf-8", errors="replace"))


def _wait(process: "subprocess.Popen[bytes]", on_poll: Callable[[], None]) -> None:
    while process.poll() is None:
        on_poll()
        try:
            process.wait(_POLL_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _kill_group(process: "subprocess.Popen[bytes]") -> None:
    """End FFmpeg if it still runs, and whatever it started. The group has the number of its first process."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        if process.poll() is None:
            process.kill()
