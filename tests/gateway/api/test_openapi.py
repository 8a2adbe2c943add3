"""The API's description, from which front ends generate their clients."""

import re
from collections import Counter
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from app.api.declarations import declared_errors
from app.core.config import Settings
from app.core.errors import AppError, BadRequestError, ConflictError, MethodNotAllowedError, UnsupportedMediaError
from app.main import create_app


@pytest.fixture
def description(settings: Settings) -> dict[str, Any]:
    return create_app(settings).openapi()


@pytest.fixture
def operations(description: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in description["paths"].values() for operation in path.values()]


def test_operations_have_names_of_their_own(operations: list[dict[str, Any]]) -> None:
    names = Counter(operation["operationId"] for operation in operations)
    assert names.most_common(1)[0][1] == 1
    assert all(name.isidentifier() for name in names)


def test_every_operation_answers_errors_as_problems(
    description: dict[str, Any], operations: list[dict[str, Any]]
) -> None:
    problem = {"$ref": "#/components/schemas/Problem"}
    for operation in operations:
        responses = dict(operation["responses"])
        assert responses.pop("default")["content"] == {"application/problem+json": {"schema": problem}}
        for status in responses.keys() - {"200", "201", "202", "204", "206", "303"}:
            content = resolve(description, responses[status])["content"]
            assert content.keys() == {"application/problem+json"}
            assert content["application/problem+json"]["schema"]["allOf"][0] == problem


def test_a_route_describes_its_errors_and_those_of_its_dependencies(description: dict[str, Any]) -> None:
    responses = description["paths"]["/api/v1/meetings/{meeting_id}/revisions"]["post"]["responses"]
    found = {status: resolve(description, responses[status]) for status in ("401", "403", "409")}
    assert codes(found["401"]) == ["unauthorized"]
    assert codes(found["403"]) == ["forbidden", "insufficient_scope", "meeting_read_only", "second_factor_missing"]
    assert codes(found["409"]) == ["edit_overlaps", "meeting_not_completed", "revision_conflict"]
    assert "- `edit_overlaps`: The changes to be reverted have been changed again since." in found["409"]["description"]


def resolve(description: dict[str, Any], response: dict[str, Any]) -> dict[str, Any]:
    """Return the component that a response refers to."""
    found: dict[str, Any] = description["components"]["responses"][response["$ref"].rpartition("/")[2]]
    return found


def codes(response: dict[str, Any]) -> list[str]:
    """Return the codes of a response."""
    schema = response["content"]["application/problem+json"]["schema"]
    found: list[str] = schema["allOf"][1]["properties"]["code"]["enum"]
    return found


def test_every_error_is_declared_by_a_route(app: FastAPI) -> None:
    """A crash and unmatched requests have no route to declare them; base classes are raised as their subclasses."""
    undeclarable = {AppError, BadRequestError, ConflictError, MethodNotAllowedError, UnsupportedMediaError}
    routes = [context.original_route for context in iter_route_contexts(app.routes)]
    declared = {error for route in routes if isinstance(route, APIRoute) for error in declared_errors(route)}
    assert {error.__name__ for error in every_error(AppError) - declared - undeclarable} == set()


def every_error(base: type[AppError]) -> set[type[AppError]]:
    """Return the class and all that derive from it."""
    return {base}.union(*(every_error(error) for error in base.__subclasses__()))


def test_every_error_says_what_it_means() -> None:
    assert [error.__name__ for error in every_error(AppError) if not error.__doc__] == []


async def test_swagger_needs_no_other_server(client: httpx.AsyncClient) -> None:
    page = (await client.get("/docs")).text
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert addresses
    for address in addresses:
        assert address.startswith("/")
        assert (await client.get(address)).status_code == 200
    scheme = (await client.get("/openapi.json")).json()["components"]["securitySchemes"]["OAuth2PasswordBearer"]
    assert scheme["flows"]["password"]["tokenUrl"] == "/api/v1/auth/login"
