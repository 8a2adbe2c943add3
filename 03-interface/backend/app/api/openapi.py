"""The API's description, from which front ends generate their clients."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.api.problems import MEDIA_TYPE


def describe_problems(app: FastAPI) -> None:
    """Have errors described under the media type they are sent with."""
    describe: Callable[[], dict[str, Any]] = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            for operations in describe()["paths"].values():
                for operation in operations.values():
                    content = operation["responses"]["default"]["content"]
                    content[MEDIA_TYPE] = content.pop("application/json")
        return describe()

    # FastAPI's own way to extend the description.
    app.openapi = described  # type: ignore[method-assign]


def operation_id(route: APIRoute) -> str:
    """The route's function alone: clients are generated from it, and no two share a name."""
    return route.name
