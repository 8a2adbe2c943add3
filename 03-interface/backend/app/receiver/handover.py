"""The protocol of connections that are handed to the receiver as soon as a recording comes on them."""

import asyncio
from typing import Any
from urllib.parse import unquote_to_bytes

import h11

from app.api.middleware.body_limit import body_limit
from app.api.request_head import TimedH11Protocol
from app.receiver.channel import MAX_BEGUN_BYTES, Channel

_MAX_LINE_BYTES = 16 * 1024
_READ_BYTES = MAX_BEGUN_BYTES - _MAX_LINE_BYTES


def handing_over(channel: Channel) -> type[TimedH11Protocol]:
    """Return the protocol of a gateway that has a receiver."""

    class HandingOverProtocol(TimedH11Protocol):
        """Looks at the first line of each request, before anything is parsed."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._begun = b""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            # What is read at once has to fit into a message.
            transport.max_size = _READ_BYTES  # type: ignore[attr-defined]
            super().connection_made(transport)

        def data_received(self, data: bytes) -> None:
            if self.conn.their_state is not h11.IDLE or self.conn.trailing_data[0]:
                super().data_received(data)
                return
            self._begun += data
            if _is_unfinished(self._begun):
                self._unset_keepalive_if_required()
                self._start()
                return
            begun, self._begun = self._begun, b""
            if not (brings_recording(begun) and self._hand_over(begun)):
                super().data_received(begun)

        def _hand_over(self, begun: bytes) -> bool:
            if self.transport.get_write_buffer_size():
                # The answer to an earlier request is still on its way.
                return False
            if not channel.hand_over(self.transport.get_extra_info("socket").fileno(), begun):
                return False
            self._stop()
            # Closes this process's descriptor and not the connection, which the receiver has by now.
            self.transport.abort()
            return True

    return HandingOverProtocol


def _is_unfinished(begun: bytes) -> bool:
    """Return whether more has to come before the first line is known. Lines that begin like this are no requests."""
    return b"\n" not in begun and len(begun) < _MAX_LINE_BYTES and begun[:1] > b" "


def brings_recording(begun: bytes) -> bool:
    """Return whether the request that begins like this has a body that its route reads piece by piece."""
    words = begun.partition(b"\n")[0].split()
    if len(words) != 3:  # noqa: PLR2004 - method, target, version
        return False
    method, target, _ = words
    path = unquote_to_bytes(target.partition(b"?")[0])
    return body_limit(method.decode("latin-1"), path.decode("utf-8", "replace")) is None
