"""The servers of both processes. The receiver's listens nowhere, and is handed its connections."""

import asyncio
import socket
from typing import Any

import structlog
import uvicorn

from app.api.request_head import TimedH11Protocol
from app.receiver.bounded import BoundedReads
from app.receiver.channel import Channel, ChannelClosedError, Connection


class ReceiverServer(uvicorn.Server):
    """Serves what comes through the channel, and ends when the channel does."""

    def __init__(self, config: uvicorn.Config, channel: Channel) -> None:
        super().__init__(config)
        self._channel = channel
        self._accepting: set[asyncio.Task[None]] = set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002 - it has none
        await super().startup(sockets=[])
        asyncio.get_running_loop().add_reader(self._channel.fileno(), self._take)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        asyncio.get_running_loop().remove_reader(self._channel.fileno())
        await super().shutdown(sockets)

    def _take(self) -> None:
        try:
            connection = self._channel.take()
        except ChannelClosedError:
            asyncio.get_running_loop().remove_reader(self._channel.fileno())
            self.should_exit = True
            return
        if connection is not None:
            task = asyncio.create_task(self._accept(connection))
            self._accepting.add(task)
            task.add_done_callback(self._accepting.discard)

    async def _accept(self, connection: Connection) -> None:
        try:
            await asyncio.get_running_loop().connect_accepted_socket(
                lambda: BoundedReads(
                    _BegunProtocol(
                        connection.begun,
                        config=self.config,
                        server_state=self.server_state,
                        app_state=self.lifespan.state,
                    )
                ),
                connection.socket,
            )
        except OSError as error:
            connection.socket.close()
            structlog.get_logger().info("connection_lost_at_hand_over", error=str(error))


class FrontServer(uvicorn.Server):
    """Serves one port. When it stops, so does the receiver, at the same time."""

    def __init__(self, config: uvicorn.Config, channel: Channel) -> None:
        super().__init__(config)
        self._channel = channel

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._channel.end()
        await super().shutdown(sockets)


class _BegunProtocol(TimedH11Protocol):
    """Begins with what another process has read."""

    def __init__(self, begun: bytes, **options: Any) -> None:
        super().__init__(**options)
        self._begun = begun

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        begun, self._begun = self._begun, b""
        self.data_received(begun)
