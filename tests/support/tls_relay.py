"""TLS before a server that does not speak it: the wheels' PostgreSQL and Valkey are built without.

Clients cannot tell the difference: PostgreSQL's own request for TLS is answered as PostgreSQL answers it.
"""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TypeAlias

POSTGRES_REQUEST = bytes([0, 0, 0, 8, 4, 210, 22, 47])
"""SSLRequest: the length 8 and the number 80877103."""

_SASL = b"R" + bytes([0, 0, 0, 23, 0, 0, 0, 10])
"""Kind, length and code of a request that lists the one mechanism SCRAM-SHA-256."""

_BOUND = b"SCRAM-SHA-256-PLUS\0"
_PIECE = 1 << 16
_Handler: TypeAlias = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Relay:
    """Decrypts what comes on `port` for the server at `target`, and keeps what clients have sent as it came."""

    def __init__(self, target: int, certificate: Path, *, postgres: bool = False) -> None:
        self._target = target
        self._postgres = postgres
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._context.load_cert_chain(certificate)
        self.wire = bytearray()
        self.connections = 0
        self.port = 0

    async def run(self, ready: threading.Event) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        inner = await self._listen(self._decrypt, None if self._postgres else self._context)
        outer = await self._listen(partial(self._record, _port(inner)))
        self.port = _port(outer)
        ready.set()
        await self._end.wait()
        outer.close()
        inner.close()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._end.set)

    @staticmethod
    async def _listen(handler: _Handler, context: ssl.SSLContext | None = None) -> asyncio.Server:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            # A client that refuses the certificate ends the connection; the end of the relay ends those that are left.
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await handler(reader, writer)
            writer.close()

        return await asyncio.start_server(handle, "127.0.0.1", 0, ssl=context)

    async def _record(self, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        await _join(reader, writer, port, self.wire.extend)

    async def _decrypt(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._postgres:
            if await reader.readexactly(len(POSTGRES_REQUEST)) != POSTGRES_REQUEST:
                return
            writer.write(b"S")
            await writer.start_tls(self._context)
        await _join(reader, writer, self._target, change=_offer_binding if self._postgres else None)


@contextmanager
def tls_before(target: int, certificate: Path, *, postgres: bool = False) -> Iterator[Relay]:
    """Run a relay in a thread of its own."""
    relay = Relay(target, certificate, postgres=postgres)
    ready = threading.Event()
    # Connections that are left are closed with the loop.
    thread = threading.Thread(target=lambda: asyncio.run(relay.run(ready)), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield relay
    finally:
        relay.stop()
        thread.join(10)


async def _join(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    port: int,
    note: Callable[[bytes], None] = lambda _: None,
    change: Callable[[bytes], bytes] | None = None,
) -> None:
    """Pass bytes both ways until either side ends."""
    there, back = await asyncio.open_connection("127.0.0.1", port)
    try:
        sides = [
            asyncio.create_task(_pass(reader, back, note)),
            asyncio.create_task(_pass(there, writer, change=change)),
        ]
        _, pending = await asyncio.wait(sides, return_when=asyncio.FIRST_COMPLETED)
        for side in pending:
            side.cancel()
    finally:
        back.close()


async def _pass(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    note: Callable[[bytes], None] = lambda _: None,
    change: Callable[[bytes], bytes] | None = None,
) -> None:
    """Pass bytes on, the first of them changed."""
    with suppress(OSError):
        while piece := await reader.read(_PIECE):
            note(piece)
            writer.write(change(piece) if change else piece)
            change = None
            await writer.drain()


def _offer_binding(answer: bytes) -> bytes:
    """Return the request for authentication with what PostgreSQL offers besides where it was built with TLS."""
    if not answer.startswith(_SASL):
        return answer
    body = _BOUND + answer[len(_SASL) :]
    return b"R" + (len(body) + 8).to_bytes(4, "big") + answer[5:9] + body


def _port(server: asyncio.Server) -> int:
    port: int = server.sockets[0].getsockname()[1]
    return port
