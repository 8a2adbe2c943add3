"""Bounded reads, by the event loop that the gateway runs and by Python's own."""

import asyncio
import socket
from collections.abc import Callable

import pytest
import uvloop

from app.receiver.bounded import BoundedReads

_MAX_BYTES = 1000


class _Noting(asyncio.Protocol):
    """Stands for the protocol of HTTP: notes what it is given, and widens the bound after the first read."""

    max_read_bytes = _MAX_BYTES

    def __init__(self) -> None:
        self.given: list[bytes] = []
        self.ended = asyncio.get_running_loop().create_future()

    def data_received(self, data: bytes) -> None:
        self.given.append(data)
        self.max_read_bytes = 4 * _MAX_BYTES

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended.set_result(exc)


@pytest.mark.parametrize("new_loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_a_read_takes_no_more_than_the_protocol_allows_at_that_time(
    new_loop: Callable[[], asyncio.AbstractEventLoop],
) -> None:
    sent = bytes(range(256)) * 40

    async def receive() -> list[bytes]:
        ours, theirs = socket.socketpair()
        theirs.sendall(sent)
        theirs.close()
        protocol = _Noting()
        await asyncio.get_running_loop().connect_accepted_socket(
            lambda: BoundedReads(protocol),  # type: ignore[arg-type]
            ours,
        )
        assert await protocol.ended is None
        return protocol.given

    with asyncio.Runner(loop_factory=new_loop) as runner:
        given = runner.run(receive())
    assert b"".join(given) == sent
    assert len(given[0]) == _MAX_BYTES
    assert {len(piece) for piece in given[1:-1]} == {4 * _MAX_BYTES}
