"""Gives every request an id, a line in the log and its metrics, and answers when nothing else did."""

import re
from http import HTTPMethod, HTTPStatus
from time import perf_counter
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import render
from app.core.errors import AppError
from app.core.metrics import Request, count_request

HEADER = "X-Request-ID"
_ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = frozenset(HTTPMethod)
_POLLED_PATHS = frozenset({"/health/live", "/health/ready", "/metrics"})
"""Paths that machines ask for all the time; not logged while they answer well."""


class RequestMiddleware:
    """Plain ASGI middleware, so that bodies stream through it untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        status = 0
        began = perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[HEADER] = request_id
                _protect(headers, scope["path"])
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_id)
            except Exception:  # whatever it is, the client gets a problem document
                structlog.get_logger().exception("request_crashed", path=scope["path"])
                if status:
                    raise
                crash = AppError("Something went wrong on our side.")
                answer = render(crash, path=scope["path"], request_id=request_id)
                await answer(scope, receive, send_with_id)
            finally:
                _record(scope, status or HTTPStatus.INTERNAL_SERVER_ERROR, perf_counter() - began)


def _protect(headers: MutableHeaders, path: str) -> None:
    """Keep browsers from guessing types, and answers of the API from being stored where others find them.

    Recordings come in ranges that browsers ask for again and again; their routes say themselves what may be kept.
    """
    headers["X-Content-Type-Options"] = "nosniff"
    if path.startswith("/api/") and not headers.get("Content-Type", "").startswith("audio/"):
        headers.setdefault("Cache-Control", "no-store")


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get(HEADER, "")
    return given if _ACCEPTABLE_ID.fullmatch(given) else uuid4().hex


def _route_template(scope: Scope) -> str:
    """Return the path as the route declares it, with its prefix; real ids would make one metric per meeting."""
    route = scope.get("route")
    if route is None:
        return "unmatched"
    template: str = route.path
    path: str = scope["path"]
    prefix = path.split("/")[: path.count("/") - template.count("/") + 1]
    return "/".join(prefix) + template


def _record(scope: Scope, status: int, seconds: float) -> None:
    route = _route_template(scope)
    # Strangers invent methods, and each would be a series of its own.
    method = scope["method"] if scope["method"] in _METHODS else "other"
    count_request(Request(route, method, int(status), seconds))
    if scope["path"] in _POLLED_PATHS and status < HTTPStatus.BAD_REQUEST:
        return
    structlog.get_logger("app.access").info(
        "request",
        method=scope["method"],
        path=scope["path"],
        status=int(status),
        seconds=round(seconds, 4),
        client=(scope.get("client") or ("-",))[0],
    )
