"""The description that front ends generate their clients from."""

import re
from collections import Counter
from typing import Any

import httpx
import pytest

from app.core.config import Settings
from app.main import create_app


@pytest.fixture
def operations(settings: Settings) -> list[dict[str, Any]]:
    paths = create_app(settings).openapi()["paths"]
    return [operation for path in paths.values() for operation in path.values()]


def test_operations_have_names_of_their_own(operations: list[dict[str, Any]]) -> None:
    names = Counter(operation["operationId"] for operation in operations)
    assert names.most_common(1)[0][1] == 1
    assert all(name.isidentifier() for name in names)


def test_every_operation_answers_errors_as_problems(operations: list[dict[str, Any]]) -> None:
    for operation in operations:
        content = operation["responses"]["default"]["content"]
        assert content == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        assert "422" not in operation["responses"]


async def test_swagger_needs_no_other_server(client: httpx.AsyncClient) -> None:
    page = (await client.get("/docs")).text
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert addresses
    for address in addresses:
        assert address.startswith("/")
        assert (await client.get(address)).status_code == 200
    scheme = (await client.get("/openapi.json")).json()["components"]["securitySchemes"]["OAuth2PasswordBearer"]
    assert scheme["flows"]["password"]["tokenUrl"] == "/api/v1/auth/login"
