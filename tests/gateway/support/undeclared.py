"""Finds problems that routes answer with but do not declare."""

import json
from typing import Any

from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.declarations import errors_by_status
from app.api.problems import MEDIA_TYPE
from app.core.errors import (
    AppError,
    BadRequestError,
    MethodNotAllowedError,
    NotFoundError,
    TooLargeError,
    UnavailableError,
)

_BEYOND_ROUTES = {AppError.code, MethodNotAllowedError.code, BadRequestError.code}
"""Codes of a crash, which any route describes as its default, of a method that the route is not for, and of a body that
could not be parsed before the route was called."""


class UndeclaredProblems:
    """ASGI middleware that lists the undeclared problems: request, status and code."""

    def __init__(self, app: ASGIApp, found: list[str]) -> None:
        self.app = app
        self.found = found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = bytearray()
        is_problem = False

        async def send_and_look(message: Message) -> None:
            nonlocal is_problem
            if message["type"] == "http.response.start":
                is_problem = (b"content-type", MEDIA_TYPE.encode()) in message["headers"]
            elif is_problem:
                body.extend(message.get("body", b""))
            await send(message)

        await self.app(scope, receive, send_and_look)
        if body and not _is_declared(scope.get("route"), problem := json.loads(body)):
            self.found.append(f"{scope['method']} {scope['path']} {problem['status']} {problem['code']}")


def _is_declared(route: Any, problem: dict[str, Any]) -> bool:
    if problem["code"] in _BEYOND_ROUTES:
        return True
    if not isinstance(route, APIRoute):
        # Either there is no such route, or the request was refused before the route was looked for.
        return problem["code"] in {NotFoundError.code, TooLargeError.code, UnavailableError.code}
    declared = errors_by_status(route).get(problem["status"], {})
    return problem["code"] in declared
