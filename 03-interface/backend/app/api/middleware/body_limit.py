"""Refuses a body that is too large or too slow before anybody is authenticated and before anything is parsed."""

import asyncio
import re
from typing import ClassVar

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import render
from app.core.errors import AppError, TooLargeError
from app.core.quotas.pace import TooSlowError

MAX_BODY_BYTES = 256 * 2**10
"""Bytes of a body that is held in memory as a whole: JSON, or the form of a login."""

MAX_EDIT_BYTES = 4 * 2**20
"""Bytes of an edit: one that gives every segment of a long meeting to somebody else lists the ids of all."""

MAX_BODY_SECONDS = 60.0
"""Time in which it has to arrive; the largest edit then comes at 70 kB a second."""

_EDITS = re.compile(r"/api/v1/meetings/[^/]+/revisions")
_STREAMED = re.compile(r"/api/v1/(process|imports|uploads/[^/]+/parts/[^/]+|voices|voices/[^/]+/samples)")
"""Read part by part by routes that authenticate first and have limits of their own."""


class BodyLimitMiddleware:
    """Counts the bytes of each body as they arrive, whatever its headers say, and the time that they take."""

    max_body_seconds: ClassVar[float] = MAX_BODY_SECONDS

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = body_limit(scope["method"], scope["path"]) if scope["type"] == "http" else None
        if limit is None:
            await self.app(scope, receive, send)
            return
        body = _CountedBody(receive, limit, self.max_body_seconds)
        if _declared_length(scope) > limit:
            await self._refuse(body.too_large, scope, receive, send)
            return
        started = False

        async def send_unless_exceeded(message: Message) -> None:
            nonlocal started
            if body.refusal is not None and not started:
                # The application answers that its client has gone, which is what it was told.
                return
            started = True
            await send(message)

        await self.app(scope, body.receive, send_unless_exceeded)
        if body.refusal is not None and not started:
            await self._refuse(body.refusal, scope, receive, send)

    @staticmethod
    async def _refuse(error: AppError, scope: Scope, receive: Receive, send: Send) -> None:
        answer = render(error, path=scope["path"], request_id=scope["state"]["request_id"])
        await answer(scope, receive, send)


def body_limit(method: str, path: str) -> int | None:
    """Return the bytes that a body of this request may have; None where its route counts them itself."""
    if method in {"POST", "PUT"} and _STREAMED.fullmatch(path):
        return None
    return MAX_EDIT_BYTES if _EDITS.fullmatch(path) else MAX_BODY_BYTES


class _CountedBody:
    def __init__(self, receive: Receive, limit: int, seconds: float) -> None:
        self._receive = receive
        self._left = limit
        self._seconds = seconds
        self._deadline: float | None = None
        self._ended = False
        self.too_large = TooLargeError(f"The body of this request may have at most {limit} bytes.")
        self.refusal: AppError | None = None

    async def receive(self) -> Message:
        """Return the next message; once the body is refused, that the client has gone."""
        if self._ended:
            # Whoever waits for the client to go may wait for long.
            return await self._receive()
        if self.refusal is None:
            message = await self._receive_in_time()
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                self.refusal = self.too_large
            self._ended = self.refusal is None and not message.get("more_body", False)
        return {"type": "http.disconnect"} if self.refusal is not None else message

    async def _receive_in_time(self) -> Message:
        now = asyncio.get_running_loop().time()
        # From the first look at the body: a request that waits for its turn has not been slow.
        self._deadline = self._deadline or now + self._seconds
        try:
            async with asyncio.timeout_at(self._deadline):
                return await self._receive()
        except TimeoutError:
            self.refusal = TooSlowError(f"The body of this request has to arrive within {self._seconds:.0f} seconds.")
            return {"type": "http.disconnect"}


def _declared_length(scope: Scope) -> int:
    length = Headers(scope=scope).get("Content-Length", "0")
    return int(length) if length.isascii() and length.isdecimal() else 0
