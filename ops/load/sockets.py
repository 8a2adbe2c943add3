"""Requests over bare sockets, for bodies and streams that a client library would hold in memory or hurry through."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress

_HEAD_SECONDS = 120.0


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """Connect to a port of this machine; OSError where that fails."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


def head(method: str, path: str, headers: Mapping[str, str]) -> bytes:
    """Return the head of a request."""
    lines = {"Host": "127.0.0.1", "Connection": "close"} | dict(headers)
    listed = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} /api/v1/{path} HTTP/1.1\r\n{listed}\r\n".encode()


async def status(reader: asyncio.StreamReader) -> int:
    """Return the status of the answer; 0 where the connection ends without one."""
    with suppress(OSError, ValueError, IndexError):
        line = await asyncio.wait_for(reader.readline(), _HEAD_SECONDS)
        return int(line.split()[1])
    return 0
