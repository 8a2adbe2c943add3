"""TLS for PostgreSQL's own programs, which the wheel has built without.

They talk to a socket that only this user can reach; what comes there goes to the server by TLS, once its certificate
and name have been verified. Without either, they are told why, as by a server that refuses them.
"""

import asyncio
import atexit
import shutil
import ssl
import struct
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from ops.backup.errors import BackupError
from scribe_contracts.credentials.trust import describe_refusal, trusting

PORT = 5432
"""Ends the socket's name, and is no port."""

_TLS_REQUEST = struct.pack("!ii", 8, 80877103)
"""SSLRequest of PostgreSQL's protocol, which the server answers with S or N."""

_UNREACHABLE = "08001"
"""SQLSTATE: the connection could not be made."""

_HEAD, _LENGTH = 5, 4
"""Bytes of a message's kind and length, and of the length, which counts itself."""

_SASL = struct.pack("!i", 10)
"""Begins a request for authentication that lists mechanisms; the programs refuse the one below without TLS."""

_BOUND = b"SCRAM-SHA-256-PLUS\0"

_SECONDS = 5.0
_PIECE = 1 << 16


@cache
def open_to(host: str, port: int, ca_file: Path | None) -> str:
    """Return the folder of a socket that leads to the server for as long as this process lives."""
    # Not in the folder for temporary files, whose path may be too long for a socket.
    folder = tempfile.mkdtemp(prefix="scribe-", dir="/tmp")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    tunnel, ready = _Tunnel(host, port, trusting(ca_file)), threading.Event()
    path = f"{folder}/.s.PGSQL.{PORT}"
    threading.Thread(target=lambda: asyncio.run(tunnel.serve(path, ready.set)), daemon=True).start()
    if not ready.wait(_SECONDS):
        raise BackupError("The way to PostgreSQL by TLS could not be opened.")
    return folder


class _Tunnel:
    def __init__(self, host: str, port: int, context: ssl.SSLContext) -> None:
        self._host, self._port, self._context = host, port, context

    async def serve(self, path: str, on_ready: Callable[[], None]) -> None:
        server = await asyncio.start_unix_server(self._handle, path)
        on_ready()
        await server.serve_forever()

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_SECONDS):
                there, back = await self._connect()
        except (OSError, asyncio.IncompleteReadError) as error:
            writer.write(_refusal(describe_refusal(error) or f"cannot be reached by TLS: {error}"))
        else:
            await asyncio.gather(_pass(reader, back), _answer(there, writer))
        writer.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        try:
            writer.write(_TLS_REQUEST)
            if await reader.readexactly(1) != b"S":
                raise ConnectionError("it does not speak TLS")  # noqa: TRY301 - closed as after any other fault
            await writer.start_tls(self._context, server_hostname=self._host)
        except BaseException:
            writer.close()
            raise
        return reader, writer


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass on what the server says, without its offer to bind the password to TLS, which its programs do not see."""
    # Whoever asks for a statement to be cancelled gets no answer.
    with suppress(OSError, asyncio.IncompleteReadError):
        kind, length = struct.unpack("!ci", await reader.readexactly(_HEAD))
        body = await reader.readexactly(length - _LENGTH)
        if kind == b"R" and body.startswith(_SASL):
            body = body.replace(_BOUND, b"")
        writer.write(struct.pack("!ci", kind, len(body) + _LENGTH) + body)
    await _pass(reader, writer)


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(_PIECE):
            writer.write(piece)
            await writer.drain()
    # The other direction ends with it.
    writer.close()


def _refusal(why: str) -> bytes:
    """Return an ErrorResponse, which PostgreSQL's programs print."""
    fields = {"S": "FATAL", "C": _UNREACHABLE, "M": f"PostgreSQL: {why}"}
    body = b"".join(f"{name}{text}\0".encode() for name, text in fields.items()) + b"\0"
    return struct.pack("!ci", b"E", len(body) + _LENGTH) + body
