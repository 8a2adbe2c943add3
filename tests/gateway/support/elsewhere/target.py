"""A receiver of webhooks on loopback, which answers as it is told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

OK = b"HTTP/1.1 204 No Content\r\n\r\n"
BROKEN = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"
GONE = b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"


@dataclass(frozen=True)
class Request:
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Target:
    port: int = 0
    answer: Callable[[Request], bytes] = lambda _: OK
    """Bytes that are answered; none at all keep the sender waiting."""

    requests: list[Request] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?for=scribe"


@asynccontextmanager
async def webhook_target() -> AsyncIterator[Target]:
    """Run a receiver for as long as the block lasts."""
    target, waiting = Target(), asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:]) if name}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        request = Request(head[0].split(" ")[1], headers, body)
        target.requests.append(request)
        answer = target.answer(request)
        if not answer:
            await waiting.wait()
        writer.write(answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    target.port = server.sockets[0].getsockname()[1]
    try:
        yield target
    finally:
        waiting.set()
        server.close()
