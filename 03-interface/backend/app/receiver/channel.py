"""The channel between the gateway's two processes: connections go one way, news go the other."""

import json
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

MAX_BEGUN_BYTES = 64 * 1024
"""Bytes of a request that may be handed over with its connection; the system takes messages of about 200 kB."""

_MAX_MESSAGE_BYTES = MAX_BEGUN_BYTES + 1

News: TypeAlias = dict[str, str | int | float]


@dataclass(frozen=True)
class Connection:
    """A client's connection, and what has been read from it."""

    socket: socket.socket
    begun: bytes


class ChannelClosedError(Exception):
    """The other process has gone."""


class Channel:
    """One end of the channel. Nothing waits: a message for which there is no room is not sent."""

    def __init__(self, end: socket.socket) -> None:
        end.settimeout(0)
        self._end = end
        self.is_ended = False

    @classmethod
    def pair(cls) -> "tuple[Channel, Channel]":
        """Return both ends."""
        first, second = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        return cls(first), cls(second)

    def fileno(self) -> int:
        return self._end.fileno()

    def hand_over(self, connection: int, begun: bytes) -> bool:
        """Send a connection's descriptor and what was read from it; return False if it was not sent."""
        if len(begun) > MAX_BEGUN_BYTES:
            return False
        try:
            # The first byte is there because a message without any would be the end.
            socket.send_fds(self._end, [b"c" + begun], [connection])
        except OSError:
            return False
        return True

    def take(self) -> Connection | None:
        """Return the next connection, None if there is none by now; raise ChannelClosedError at the end.

        One that comes while this process may open no more files is lost: the system has closed it.
        """
        try:
            message, descriptors, *_ = socket.recv_fds(self._end, _MAX_MESSAGE_BYTES, 1)
        except BlockingIOError:
            return None
        except OSError as error:
            raise ChannelClosedError from error
        if not message:
            raise ChannelClosedError
        if not descriptors:
            return None
        return Connection(socket.socket(fileno=descriptors[0]), message[1:])

    def tell(self, news: News) -> None:
        """Send news, unless the other process has gone or has no room for them."""
        with suppress(OSError):
            self._end.send(json.dumps(news).encode())

    def hear(self) -> News | None:
        """Return the next news, None if there are none by now; raise ChannelClosedError at the end."""
        try:
            message = self._end.recv(_MAX_MESSAGE_BYTES)
        except BlockingIOError:
            return None
        except OSError as error:
            raise ChannelClosedError from error
        if not message:
            raise ChannelClosedError
        news: News = json.loads(message)
        return news

    def end(self) -> None:
        """Let the other process see the end, and go on to hear it."""
        self.is_ended = True
        with suppress(OSError):
            self._end.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        self._end.close()
