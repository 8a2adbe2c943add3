"""Answers HEAD wherever GET is answered."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ASKED = "scribe.head"


def is_head(request: Request) -> bool:
    """Return whether only status and headers are asked for: what is dear to make need not be made."""
    return request.scope.get(_ASKED) is True


class HeadMiddleware:
    """Runs a HEAD request as a GET and sends its status and headers alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return
        answered = False

        async def receive_until_answered() -> Message:
            # A stream of events goes on until its reader has gone.
            return {"type": "http.disconnect"} if answered else await receive()

        async def send_head(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                await send(message)
            elif not answered:
                answered = True
                await send({"type": "http.response.body", "body": b"", "more_body": False})

        await self.app({**scope, "method": "GET", _ASKED: True}, receive_until_answered, send_head)
