"""A small TCP proxy between two parts of the stack, which cuts, slows or holds up what passes."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto

_CHUNK = 64 * 1024
_SLOW_SECONDS = 0.15
_TICK_SECONDS = 0.05


class Mode(Enum):
    """Ways in which a link treats its connections."""

    OPEN = auto()
    CUT = auto()
    SLOW = auto()
    SILENT = auto()


class Link:
    """Listens on one port of the loopback interface and passes everything on to another."""

    def __init__(self, port: int, to: int) -> None:
        self.port = port
        self._to = to
        self._mode = Mode.OPEN
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def set(self, mode: Mode) -> None:
        """Change the mode; cutting ends every connection at once. Safe in any thread."""
        self._mode = mode
        if mode is Mode.CUT and self._loop is not None:
            self._loop.call_soon_threadsafe(self._cut)

    async def serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        async with server:
            await server.serve_forever()

    def _cut(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._mode is Mode.CUT:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to)
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, far_writer}
        self._writers |= ends
        try:
            await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))
        finally:
            self._writers -= ends
            for end in ends:
                end.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while chunk := await reader.read(_CHUNK):
                if self._mode is Mode.SLOW:
                    await asyncio.sleep(_SLOW_SECONDS)
                while self._mode is Mode.SILENT:  # noqa: ASYNC110 - set by another thread
                    await asyncio.sleep(_TICK_SECONDS)
                writer.write(chunk)
                await writer.drain()
            if writer.can_write_eof():
                writer.write_eof()


@contextmanager
def running(links: dict[str, Link]) -> Iterator[dict[str, Link]]:
    """Serve the links in a thread of their own while the block runs."""
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        await asyncio.gather(*(link.serve() for link in links.values()))

    def run() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(task)

    task = loop.create_task(serve())
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield links
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join(5)
