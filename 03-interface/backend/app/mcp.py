"""The Model Context Protocol over standard input and output: python -m app.mcp URL, which `./manage.sh mcp` runs.

It calls the gateway's API with the token in SCRIBE_CLI_TOKEN, or signs in as the account in SCRIBE_CLI_EMAIL and
SCRIBE_CLI_PASSWORD, and again when its token has expired.
"""

import sys
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

import anyio
import httpx
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.api.mcp.calls import ANSWER_SECONDS, Calls
from app.api.mcp.tools import make_server

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class McpSettings(BaseSettings):
    """The account that asks: settings of the command line, which describes them."""

    model_config = SettingsConfigDict(env_prefix="SCRIBE_", extra="ignore")

    cli_token: SecretStr | None = None
    cli_email: str | None = None
    cli_password: SecretStr | None = None


class Session(httpx.Auth):
    """Authentication with the token, or with that of the account, taken anew when it has expired."""

    requires_response_body = True

    def __init__(self, url: str, settings: McpSettings) -> None:
        self._url = url
        self._settings = settings
        self._token = settings.cli_token.get_secret_value() if settings.cli_token else None

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        has_account = bool(self._settings.cli_email and self._settings.cli_password)
        if self._token is None and has_account:
            self._take(await self._login((yield self._login_request())))
        if self._token is not None:
            request.headers["Authorization"] = f"Bearer {self._token}"
        response = yield request
        if response.status_code == HTTPStatus.UNAUTHORIZED and has_account:
            self._take(await self._login((yield self._login_request())))
            request.headers["Authorization"] = f"Bearer {self._token}"
            yield request

    def _login_request(self) -> httpx.Request:
        password = self._settings.cli_password or SecretStr("")
        form = {"username": self._settings.cli_email or "", "password": password.get_secret_value()}
        return httpx.Request("POST", f"{self._url.rstrip('/')}/api/v1/auth/login", data=form)

    async def _login(self, response: httpx.Response) -> dict[str, Any]:
        await response.aread()
        if not response.is_success:
            raise ToolError("The account in SCRIBE_CLI_EMAIL cannot sign in.")
        answer: dict[str, Any] = response.json()
        return answer

    def _take(self, answer: dict[str, Any]) -> None:
        self._token = str(answer["access_token"])


def main() -> int:
    if len(sys.argv) != 2:  # noqa: PLR2004
        print("Name the gateway: python -m app.mcp URL", file=sys.stderr)  # noqa: T201
        return 2
    settings = McpSettings()
    if settings.cli_token is None and not (settings.cli_email and settings.cli_password):
        print("Set SCRIBE_CLI_TOKEN, or SCRIBE_CLI_EMAIL and SCRIBE_CLI_PASSWORD.", file=sys.stderr)  # noqa: T201
        return 2
    url = httpx.URL(sys.argv[1])
    session = Session(str(url), settings)

    @asynccontextmanager
    async def calls_of(_: Context[Any, Any]) -> AsyncIterator[Calls]:
        client = httpx.AsyncClient(
            base_url=url,
            auth=session,
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=10.0),
            # Proxies of the environment are for other machines.
            trust_env=url.host not in LOOPBACK,
        )
        async with client:
            yield Calls(client)

    anyio.run(make_server(calls_of).run_stdio_async)
    return 0


if __name__ == "__main__":
    sys.exit(main())
