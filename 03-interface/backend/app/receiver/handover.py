"""The protocol of connections that are handed to the receiver as soon as work for it comes on them."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

import h11

from app.api.middleware.body_limit import body_limit
from app.api.request_head import MAX_READ_BYTES, TimedH11Protocol
from app.receiver.bounded import BoundedReads
from app.receiver.channel import Channel

_MAX_LINE_BYTES = 4 * 1024
_FIRST_BYTES = 8 * 1024
"""Read of a request at once until its path is known: the channel has room for dozens of such messages."""

_RETRY_SECONDS = 0.02
_MAX_WAIT_SECONDS = 5.0
"""Time that a request waits for room in the channel; then it is answered here."""

_COMPUTED = re.compile(
    r"POST /api/v1/meetings/[^/]+/revisions|GET /api/v1/(meetings/[^/]+/(minutes/[^/]+/)?export|exports)/[^/]+"
    r"|GET /api/v1/shared/[^/]+/(transcript|export/[^/]+)"
)
"""Edits and exports: a thread that computes makes each read wait for Python's lock, which is one for a process."""


_PATH = re.compile(rb"([^ \r\n]+) ([^ ?\r\n]+)[ ?]")
"""Method and path. Whatever follows, and however long it is, has no say."""


class HandingOverProtocol(TimedH11Protocol):
    """Looks at the path of each request, before anything is parsed."""

    max_read_bytes = _FIRST_BYTES

    def __init__(self, channel: Channel, **options: Any) -> None:
        super().__init__(**options)
        self._channel = channel
        self._begun = b""

    def on_response_complete(self) -> None:
        self.max_read_bytes = _FIRST_BYTES
        super().on_response_complete()

    def data_received(self, data: bytes) -> None:
        if self.conn.their_state is not h11.IDLE or self.conn.trailing_data[0]:
            super().data_received(data)
            return
        self._begun += data
        self._unset_keepalive_if_required()
        if _is_unfinished(self._begun):
            self._start()
            return
        begun, self._begun = self._begun, b""
        if is_for_receiver(begun) and not self.transport.get_write_buffer_size():
            self._stop()
            self._pass_on(begun, self.loop.time() + _MAX_WAIT_SECONDS)
        else:
            # Answered here, as is what comes while the answer to an earlier request is still on its way.
            self._receive(begun)

    def _pass_on(self, begun: bytes, until: float) -> None:
        """Hand the connection over, as soon as there is room in the channel."""
        if self.transport.is_closing():
            return
        if self._channel.hand_over(self.transport.get_extra_info("socket").fileno(), begun):
            # Closes this process's descriptor and not the connection, which the receiver has by now.
            self.transport.abort()
        elif self.loop.time() < until:
            self.transport.pause_reading()
            self.loop.call_later(_RETRY_SECONDS, self._pass_on, begun, until)
        else:
            self.transport.resume_reading()
            self._receive(begun)

    def _receive(self, begun: bytes) -> None:
        self.max_read_bytes = MAX_READ_BYTES
        super().data_received(begun)


def handing_over(channel: Channel) -> Callable[..., BoundedReads]:
    """Return what makes the protocol of a connection to a gateway that has a receiver."""
    return lambda **options: BoundedReads(HandingOverProtocol(channel, **options))


def _is_unfinished(begun: bytes) -> bool:
    """Return whether more has to come before the path is known. Lines that begin like this are no requests."""
    is_known = b"\n" in begun or _PATH.match(begun) is not None
    return not is_known and len(begun) < _MAX_LINE_BYTES and begun[:1] > b" "


def is_for_receiver(begun: bytes) -> bool:
    """Return whether the request that begins like this brings a recording, or asks for what takes long to compute."""
    found = _PATH.match(begun)
    if found is None:
        return False
    method, path = found[1].decode("latin-1"), unquote_to_bytes(found[2]).decode("utf-8", "replace")
    return body_limit(method, path) is None or _COMPUTED.fullmatch(f"{method} {path}") is not None
