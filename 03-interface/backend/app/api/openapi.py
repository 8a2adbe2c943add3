"""The API's description, from which front ends generate their clients."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from app.api.declarations import ErrorType, errors_by_status
from app.api.problems import MEDIA_TYPE
from app.api.scopes import describe_scopes

_PROBLEM = {"$ref": "#/components/schemas/Problem"}


def describe_routes(app: FastAPI) -> None:
    """Add to the description of each route the errors it declares, with their meanings, and the keys that open it."""
    describe: Callable[[], dict[str, Any]] = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            _add_problems(describe(), app)
            describe_scopes(describe(), app)
        return describe()

    # FastAPI's own way to extend the description.
    app.openapi = described  # type: ignore[method-assign]


def operation_id(route: APIRoute) -> str:
    """Return the name of the route's function: clients are generated from it, and no two share a name."""
    return route.name


def _add_problems(description: dict[str, Any], app: FastAPI) -> None:
    """Describe each set of codes once, as a component that the routes refer to."""
    components: dict[str, Any] = description["components"].setdefault("responses", {})
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if not isinstance(route, APIRoute) or not route.include_in_schema:
            continue
        for method in context.methods or ():
            responses = description["paths"][context.path_format][method.lower()]["responses"]
            responses["default"]["content"] = {MEDIA_TYPE: {"schema": _PROBLEM}}
            for status, errors in errors_by_status(route).items():
                name = ".".join([str(int(status)), *errors])
                components[name] = _response(status, errors)
                responses[str(int(status))] = {"$ref": f"#/components/responses/{name}"}


def _response(status: HTTPStatus, errors: Mapping[str, Sequence[ErrorType]]) -> dict[str, Any]:
    """Describe one status; its codes one a line, each with the first line of its error's docstring."""
    lines = [f"- `{code}`: {_first_line(kinds[0])}" for code, kinds in errors.items()]
    code = {"type": "string", "enum": list(errors)}
    schema = {"allOf": [_PROBLEM, {"type": "object", "required": ["code"], "properties": {"code": code}}]}
    return {"description": "\n".join([status.phrase, "", *lines]), "content": {MEDIA_TYPE: {"schema": schema}}}


def _first_line(error: ErrorType) -> str:
    return (inspect.getdoc(error) or "").partition("\n")[0]
