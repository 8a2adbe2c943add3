"""Puts the address of the client in place of its proxy's."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.core.client_address import TrustedProxies


class ClientAddressMiddleware:
    """Everything behind it, logs and limits, sees the client. The server in front must not look at such headers."""

    def __init__(self, app: ASGIApp, proxies: TrustedProxies) -> None:
        self.app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope.get("client"):
            peer, port = scope["client"]
            forwarded_for = ",".join(Headers(scope=scope).getlist("X-Forwarded-For"))
            await self._proxies.refresh()
            address = self._proxies.client_address(peer, forwarded_for)
            scope["client"] = (address, port if address == peer else 0)
        await self.app(scope, receive, send)
