"""The connection of one person who reads."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from ops.load.sockets import Browser

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@asynccontextmanager
async def serving(*, answers_per_connection: int) -> AsyncIterator[tuple[int, list[int]]]:
    """Yield the port of a server that hangs up after so many answers, and the answers on each of its connections."""
    connections: list[int] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        place = len(connections)
        connections.append(0)
        for _ in range(answers_per_connection):
            if not await reader.readline():
                break
            await reader.readuntil(b"\r\n\r\n")
            writer.write(ANSWER)
            connections[place] += 1
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], connections


async def read(port: int, count: int) -> list[int]:
    browser = Browser(port)
    try:
        return [await browser.get("meetings", {}) for _ in range(count)]
    finally:
        browser.close()


def test_a_connection_is_kept() -> None:
    async def run() -> None:
        async with serving(answers_per_connection=10) as (port, connections):
            assert await read(port, 3) == [200, 200, 200]
            assert connections == [3]

    asyncio.run(run())


def test_a_connection_that_was_closed_meanwhile_is_opened_anew() -> None:
    async def run() -> None:
        async with serving(answers_per_connection=1) as (port, connections):
            assert await read(port, 3) == [200, 200, 200]
            assert connections == [1, 1, 1]

    asyncio.run(run())


def test_a_server_that_hangs_up_on_everybody_is_an_error() -> None:
    async def run() -> None:
        async with serving(answers_per_connection=0) as (port, _):
            with pytest.raises(ConnectionError):
                await read(port, 1)

    asyncio.run(run())
