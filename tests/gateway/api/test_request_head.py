"""Requests whose head never ends are cut off, and hold up nobody meanwhile."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest

from app.api.request_head import TimedH11Protocol

STRANGERS = 300
HALVES = (b"", b"G", b"GET /health/live HTTP/1.1\r\n", b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nX-A: ")


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TimedH11Protocol, "max_head_seconds", 1.5)


async def until_closed(reader: asyncio.StreamReader) -> bytes:
    """Return what arrives until the other side closes."""
    with contextlib.suppress(ConnectionError):
        return await reader.read()
    return b""


async def test_half_sent_heads_are_closed_while_others_are_served(server: str) -> None:
    address = urlsplit(server)
    streams = []
    for number in range(STRANGERS):
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        writer.write(HALVES[number % len(HALVES)])
        streams.append((reader, writer))
    async with httpx.AsyncClient(base_url=server) as client:
        assert (await client.get("/health/live")).status_code == 200
    async with asyncio.timeout(15):
        assert set(await asyncio.gather(*(until_closed(reader) for reader, _ in streams))) == {b""}
    for _, writer in streams:
        writer.close()


async def test_a_head_that_drips_gets_no_more_time(server: str) -> None:
    address = urlsplit(server)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)

    async def drip() -> None:
        with contextlib.suppress(ConnectionError):
            writer.write(b"GET /health/live HTTP/1.1\r\n")
            while True:
                writer.write(b"X-Header: x\r\n")
                await writer.drain()
                await asyncio.sleep(0.1)

    dripping = asyncio.create_task(drip())
    async with asyncio.timeout(10):
        assert await until_closed(reader) == b""
    dripping.cancel()
    writer.close()


async def test_a_connection_is_used_again_and_a_slow_answer_is_waited_for(server: str) -> None:
    """The limit is on the head, not on bodies, answers, or the number of requests."""
    address = urlsplit(server)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    head = (
        b"POST /api/v1/auth/refresh HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n"
    )
    for _ in range(2):
        writer.write(head + b"{")
        await writer.drain()
        await asyncio.sleep(2)  # longer than a head may take
        writer.write(b"}")
        assert (await reader.readline()).startswith(b"HTTP/1.1 401")
        lengths = [line async for line in _head(reader)]
        await reader.readexactly(next(int(value) for name, value in lengths if name == b"content-length"))
    writer.close()


async def _head(reader: asyncio.StreamReader) -> AsyncIterator[tuple[bytes, bytes]]:
    while (line := (await reader.readline()).strip()) != b"":
        name, _, value = line.partition(b":")
        yield name.lower(), value.strip()
