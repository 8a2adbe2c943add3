"""The gateway's side of the decoder: starts it confined, hands it the recording piece by piece, takes its result."""

import io
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from app.core.errors import UnavailableError
from scribe_contracts.confinement.confinement import ENVIRONMENT, SYSTEM, Confinement

_HEADER = struct.Struct("!cQI")
"""As the decoder packs it: kind of message; offset; length."""

_DECODER = Path(__file__).with_name("decoder.py")

_AT_ONCE = threading.BoundedSemaphore(4)
"""Decoders that run at the same time; the others wait."""

_CPU_SECONDS = 30
"""Ten minutes in a slow codec decode in under five."""

_SECONDS = 120.0
"""For all of it, storage included."""

_ENCODING_CPU_SECONDS = 900
_ENCODING_SECONDS = 3600.0
"""For hours of sound, to somebody whose line is slow."""

_MEMORY_BYTES = 2 << 30
"""Address space, most of which is libraries and the stacks of their threads."""

_MAX_PIECE_BYTES = 4 << 20
_MAX_RESULT_BYTES = 64 << 20
_MAX_CODE_BYTES = 64


class DecodingError(Exception):
    """The decoder refused the recording; the argument is the code of the error."""


def decode(source: BinaryIO, **task: Any) -> bytes:
    """Return what the decoder makes of the recording. It blocks: call it in a thread.

    Raise DecodingError for a recording that is not what it should be, that takes too much time or memory, or that
    takes the decoder down; UnavailableError if the decoder cannot be started.
    """
    with _AT_ONCE, _started(source, task, _CPU_SECONDS) as channel:
        return b"".join(_answer(channel, source, time.monotonic() + _SECONDS))


def encode(source: BinaryIO, **task: Any) -> Generator[bytes]:
    """Yield pieces of what the decoder encodes. It blocks: call it in a thread, and close it to give up.

    How many run at once is the caller's to limit: to wait for another here would keep a thread from it.
    Errors are those of `decode`, at the first piece as a rule: what comes later would cut off what was sent.
    """
    with _started(source, task, _ENCODING_CPU_SECONDS) as channel:
        yield from _answer(channel, source, time.monotonic() + _ENCODING_SECONDS)


@contextmanager
def _started(source: BinaryIO, task: Mapping[str, Any], cpu_seconds: int) -> Iterator[socket.socket]:
    """Run the decoder on the task, and yield the socket to it."""
    described = json.dumps({**task, "size": source.seek(0, io.SEEK_END)})
    command = _confinement(cpu_seconds).command([sys.executable, "-I", "-B", str(_DECODER), described])
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            process = subprocess.Popen(
                command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=ENVIRONMENT,
                start_new_session=True,
            )
        try:
            yield ours
        finally:
            _end(process)


def _confinement(cpu_seconds: int) -> Confinement:
    prefixes = {Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()}
    readable = (*SYSTEM, *prefixes, Path(sys.executable).parent, _DECODER)
    return Confinement(cpu_seconds, _MEMORY_BYTES, 0, readable)


def _answer(channel: socket.socket, source: BinaryIO, deadline: float) -> Iterator[bytes]:
    """Answer the decoder's requests, and yield the pieces of its result until that is whole."""
    started = False
    try:
        while True:
            kind, offset, length = _HEADER.unpack(_receive(channel, _HEADER.size, deadline))
            started = True
            match kind:
                case b"R" if length <= _MAX_PIECE_BYTES:
                    source.seek(offset)
                    # Whatever it asks for, it gets nothing but this recording.
                    piece = source.read(length)
                    if len(piece) < length:
                        raise DecodingError("sample_unreadable")
                    channel.sendall(piece)
                case b"P" if length <= _MAX_PIECE_BYTES:
                    yield _receive(channel, length, deadline)
                case b"D" if length <= _MAX_RESULT_BYTES:
                    yield _receive(channel, length, deadline)
                    return
                case b"E" if length <= _MAX_CODE_BYTES:
                    raise DecodingError(_receive(channel, length, deadline).decode("ascii", errors="replace"))
                case b"H":
                    continue
                case _:
                    raise DecodingError("sample_unreadable")
    except (EOFError, ConnectionError, TimeoutError) as error:
        if not started:
            raise UnavailableError("The decoder of recordings could not be started.") from error
        raise DecodingError("sample_unreadable") from error


def _receive(channel: socket.socket, length: int, deadline: float) -> bytes:
    received = bytearray()
    while len(received) < length:
        channel.settimeout(max(0.001, deadline - time.monotonic()))
        piece = channel.recv(min(length - len(received), 1 << 16))
        if not piece:
            raise EOFError
        received += piece
    return bytes(received)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the decoder, which has nothing more to say, and whatever it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        process.kill()
    process.wait()
