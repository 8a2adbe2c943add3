"""Connections of which a bounded amount is read at once, whatever event loop reads them."""

import asyncio

from app.api.request_head import MAX_READ_BYTES, TimedH11Protocol

_buffer = memoryview(bytearray(MAX_READ_BYTES))
"""One for all connections: what a read puts there is taken before the next read."""


class BoundedReads(asyncio.BufferedProtocol):
    """Reads at most so many bytes at once for a protocol that is given copies of them."""

    def __init__(self, protocol: TimedH11Protocol) -> None:
        self._protocol = protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._protocol.connection_made(transport)  # type: ignore[arg-type]

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002 - the loop's wish, which the bound overrides
        return _buffer[: self._protocol.max_read_bytes]

    def buffer_updated(self, nbytes: int) -> None:
        self._protocol.data_received(bytes(_buffer[:nbytes]))

    def eof_received(self) -> None:
        self._protocol.eof_received()

    def pause_writing(self) -> None:
        self._protocol.pause_writing()

    def resume_writing(self) -> None:
        self._protocol.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._protocol.connection_lost(exc)
