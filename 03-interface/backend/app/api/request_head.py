"""A limit on the time in which the head of a request must arrive."""

import asyncio
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MAX_HEAD_SECONDS = 20.0
"""From the connection, or from the first byte of a later request, to the end of its head."""

MAX_READ_BYTES = 64 * 1024
"""Held for each of many senders, thrice at worst, until it is used."""


class TimedH11Protocol(H11Protocol):
    """Closes connections on which no complete head arrives in time; each would otherwise be kept for ever."""

    max_head_seconds: ClassVar[float] = MAX_HEAD_SECONDS
    max_read_bytes: int = MAX_READ_BYTES
    """Bound on one read, where `BoundedReads` does the reading."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._start()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self._start()
        else:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _start(self) -> None:
        """Begin to wait for a head, unless the wait has begun: more bytes give no more time."""
        if self._deadline is None:
            self._deadline = self.loop.call_later(self.max_head_seconds, self._give_up)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        # Not `close`, which waits until the other side has read what is left to send.
        self.transport.abort()
