"""Refuses a body that is too large before anybody is authenticated and before anything is parsed."""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import render
from app.core.errors import TooLargeError

MAX_BODY_BYTES = 256 * 2**10
"""Bytes of a body that is held in memory as a whole: JSON, or the form of a login."""

MAX_EDIT_BYTES = 4 * 2**20
"""Bytes of an edit: one that gives every segment of a long meeting to somebody else lists the ids of all."""

_EDITS = re.compile(r"/api/v1/meetings/[^/]+/revisions")
_STREAMED = re.compile(r"/api/v1/(process|imports|uploads/[^/]+/parts/[^/]+|voices|voices/[^/]+/samples)")
"""Read part by part by routes that authenticate first and have limits of their own."""


class BodyLimitMiddleware:
    """Counts the bytes of each body as they arrive, whatever its headers say."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = body_limit(scope["method"], scope["path"]) if scope["type"] == "http" else None
        if limit is None:
            await self.app(scope, receive, send)
            return
        error = TooLargeError(f"The body of this request may have at most {limit} bytes.")
        answer = render(error, path=scope["path"], request_id=scope["state"]["request_id"])
        if _declared_length(scope) > limit:
            await answer(scope, receive, send)
            return
        body = _CountedBody(receive, limit)
        started = False

        async def send_unless_exceeded(message: Message) -> None:
            nonlocal started
            if body.exceeded and not started:
                # The application answers that its client has gone, which is what it was told.
                return
            started = True
            await send(message)

        await self.app(scope, body.receive, send_unless_exceeded)
        if body.exceeded and not started:
            await answer(scope, receive, send)


def body_limit(method: str, path: str) -> int | None:
    """Return the bytes that a body of this request may have; None where its route counts them itself."""
    if method in {"POST", "PUT"} and _STREAMED.fullmatch(path):
        return None
    return MAX_EDIT_BYTES if _EDITS.fullmatch(path) else MAX_BODY_BYTES


class _CountedBody:
    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit
        self.exceeded = False

    async def receive(self) -> Message:
        """Return the next message; once the limit is exceeded, that the client has gone."""
        if not self.exceeded:
            message = await self._receive()
            self._left -= len(message.get("body", b""))
            self.exceeded = self._left < 0
        return {"type": "http.disconnect"} if self.exceeded else message


def _declared_length(scope: Scope) -> int:
    length = Headers(scope=scope).get("Content-Length", "0")
    return int(length) if length.isascii() and length.isdecimal() else 0
