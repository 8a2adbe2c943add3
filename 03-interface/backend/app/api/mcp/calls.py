"""Calls of the tools to the API: the same routes, rights and limits as for anybody."""

import json
from collections.abc import Mapping
from typing import Any

import httpx
from mcp.server.mcpserver.exceptions import ToolError

ANSWER_SECONDS = 900.0
"""Longer than a slow model takes."""


class Calls:
    """A client of the API for one user. Every refusal is a ToolError with the API's own reason."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:
        """Return the answer; parameters that are None are left out."""
        wanted = {name: value for name, value in (params or {}).items() if value is not None}
        return (await self._send("GET", path, params=wanted)).json()

    async def find(self, path: str, params: Mapping[str, Any]) -> Any | None:
        """Return the answer; None where the state of the installation refuses it (409)."""
        wanted = {name: value for name, value in params.items() if value is not None}
        response = await self._request("GET", path, params=wanted)
        if response.status_code == httpx.codes.CONFLICT:
            return None
        return _checked(response).json()

    async def post(self, path: str, body: Mapping[str, Any]) -> Any:
        return (await self._send("POST", path, json=body)).json()

    async def events(self, path: str, body: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the data of all server-sent events of an answer."""
        response = await self._send("POST", path, json=body)
        lines = (line.removeprefix("data:") for line in response.text.splitlines() if line.startswith("data:"))
        return [json.loads(line) for line in lines]

    async def _send(self, method: str, path: str, **request: Any) -> httpx.Response:
        return _checked(await self._request(method, path, **request))

    async def _request(self, method: str, path: str, **request: Any) -> httpx.Response:
        try:
            return await self._client.request(method, f"/api/v1/{path}", **request)
        except httpx.HTTPError as error:
            raise ToolError(f"The gateway does not answer ({type(error).__name__}).") from error


def _checked(response: httpx.Response) -> httpx.Response:
    if response.is_success:
        return response
    try:
        problem = response.json()
        raise ToolError(f"{problem['detail']} ({problem['code']})")
    except (ValueError, KeyError, TypeError):
        raise ToolError(f"The gateway answered {response.status_code}.") from None
