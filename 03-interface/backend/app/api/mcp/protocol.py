"""The protocol's server, which is loaded when a program first speaks it: most installations need none of its memory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
from fastapi import FastAPI

from app.api.middleware.request import HEADER

if TYPE_CHECKING:
    from mcp.server.mcpserver import Context
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    from app.api.mcp.calls import Calls


CLIENT, REQUEST = b"x-scribe-client", HEADER.lower().encode()
"""Headers by which the address and the id of a request reach the calls of its tools; set by the endpoint alone."""


@asynccontextmanager
async def open_mcp(app: FastAPI) -> "AsyncIterator[Protocol]":
    """Have the protocol ready; its tools call the routes of `app` with the token of whoever calls them."""
    protocol = Protocol(app)
    try:
        yield protocol
    finally:
        await protocol.close()


class Protocol:
    """Speaks the protocol over HTTP."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._manager: StreamableHTTPSessionManager | None = None
        self._starting = asyncio.Lock()
        self._stop = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    async def manager(self) -> "StreamableHTTPSessionManager":
        """Return what handles requests, and start it first if nobody has asked for it yet."""
        async with self._starting:
            if self._manager is None:
                # In a thread: it takes half a second.
                manager = await asyncio.to_thread(self._make)
                ready = asyncio.Event()
                # A task of its own enters and leaves its group of tasks, as that group demands.
                self._running = asyncio.create_task(self._run(manager, ready))
                await ready.wait()
                self._manager = manager
            return self._manager

    async def close(self) -> None:
        """End it, if it was started."""
        self._stop.set()
        if self._running is not None:
            await self._running

    async def _run(self, manager: "StreamableHTTPSessionManager", ready: asyncio.Event) -> None:
        async with manager.run():
            ready.set()
            await self._stop.wait()

    def _make(self) -> "StreamableHTTPSessionManager":
        from mcp.server.transport_security import TransportSecuritySettings

        from app.api.mcp.tools import make_server

        server = make_server(self._calls_of)
        # Nothing is kept between requests, so any gateway may answer the next. A token is asked for each time, so that
        # a foreign page that reaches this address has nothing to say here.
        open_to_hosts = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        server.streamable_http_app(stateless_http=True, transport_security=open_to_hosts)
        return server.session_manager

    @asynccontextmanager
    async def _calls_of(self, context: "Context[Any, Any]") -> "AsyncIterator[Calls]":
        from app.api.mcp.calls import ANSWER_SECONDS, Calls

        came = context.headers or {}
        headers = {"Authorization": came.get("authorization", ""), HEADER: came.get(REQUEST.decode(), "")}
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self._app, client=(came.get(CLIENT.decode(), "-"), 0)),
            base_url="http://gateway",
            headers=headers,
            timeout=ANSWER_SECONDS,
        )
        async with client:
            yield Calls(client)
