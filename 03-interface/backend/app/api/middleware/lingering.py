"""Reads on after an early error response, so that the client receives it.

A server that closes a connection while the client still sends makes the client's system throw the answer away, so
that a person who chose the wrong file would see a network error in place of the reason. Reading on for a while, and
keeping nothing, is the remedy.
"""

import asyncio
from contextlib import suppress
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.middleware.body_limit import body_limit

_MAX_LINGER_SECONDS = 10.0
_PAUSE_SECONDS = 0.02
"""Between two pieces of a body that should have been small: 3 MB a second are skipped, and cost next to nothing."""


class LingeringMiddleware:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_small = body_limit(scope["method"], scope["path"]) is not None
        request = _Body(receive, Headers(scope=scope), pause=_PAUSE_SECONDS if is_small else 0.0)

        async def send_after_rest(message: Message) -> None:
            if message["type"] == "http.response.start" and _may_come_early(message["status"]):
                await request.skip_rest()
            await send(message)

        await self.app(scope, request.receive, send_after_rest)


def _may_come_early(status: int) -> bool:
    """Return whether such an answer may come before the body's end; who sends too slowly is not waited for again."""
    return status >= HTTPStatus.BAD_REQUEST and status != HTTPStatus.REQUEST_TIMEOUT


class _Body:
    def __init__(self, receive: Receive, headers: Headers, *, pause: float) -> None:
        self._pause = pause
        self._receive = receive
        self._ended = headers.get("Content-Length", "0") == "0" and "Transfer-Encoding" not in headers
        # Such a client sends its body only when it is asked to, and reading would ask.
        self._unasked = headers.get("Expect", "").lower() == "100-continue"

    async def receive(self) -> Message:
        self._unasked = False
        message = await self._receive()
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            self._ended = True
        return message

    async def skip_rest(self) -> None:
        if self._unasked:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(_MAX_LINGER_SECONDS):
                while not self._ended:
                    await self.receive()
                    await asyncio.sleep(self._pause)
