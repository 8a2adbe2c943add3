"""Requests over bare sockets, for bodies and streams that a client library would hold in memory or hurry through."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress

_HEAD_SECONDS = 120.0
_READ_SECONDS = 60.0


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


class Browser:
    """One person's connection, which is kept and opened anew as a browser does.

    A client library with a pool of hundreds of connections looks at all of them for each request, and so measures
    itself.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str, headers: Mapping[str, str]) -> int:
        """Return the status of the answer, once it is read to its end; OSError where the connection breaks."""
        request = head("GET", path, {"Connection": "keep-alive"} | dict(headers))
        kept = self._streams
        if kept is not None:
            try:
                return await self._ask(kept, request)
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                self.close()
                if getattr(error, "partial", b""):
                    raise ConnectionResetError from error
                # The other side has closed it meanwhile, as it may between two requests.
            except BaseException:
                self.close()
                raise
        self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            return await self._ask(self._streams, request)
        except EOFError as error:
            self.close()
            raise ConnectionResetError from error
        except BaseException:
            self.close()
            raise

    @staticmethod
    async def _ask(streams: tuple[asyncio.StreamReader, asyncio.StreamWriter], request: bytes) -> int:
        reader, writer = streams
        async with asyncio.timeout(_READ_SECONDS):
            writer.write(request)
            lines = (await reader.readuntil(b"\r\n\r\n")).lower().split(b"\r\n")
            sizes = [line.partition(b":")[2] for line in lines if line.startswith(b"content-length:")]
            if not sizes:
                raise ConnectionResetError("An answer to a read has a length.")
            await reader.readexactly(int(sizes[0]))
        return int(lines[0].split()[1])

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].transport.abort()
            self._streams = None


async def status(reader: asyncio.StreamReader) -> int:
    """Return the status of the answer; 0 where the connection ends without one."""
    with suppress(OSError, ValueError, IndexError):
        line = await asyncio.wait_for(reader.readline(), _HEAD_SECONDS)
        return int(line.split()[1])
    return 0
