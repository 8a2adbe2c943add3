"""A key, or sign-in, repeated when the access token has expired: jobs outlast tokens."""

from collections.abc import Generator
from http import HTTPStatus
from typing import NamedTuple

import httpx
from pydantic import SecretStr

from cli.client.problems import raise_for_refusal, read
from cli.client.schemas import Tokens


class Account(NamedTuple):
    email: str
    password: SecretStr


class Key(NamedTuple):
    """A program's key, or an access token, instead of an account."""

    token: SecretStr


class KeyAuth(httpx.Auth):
    """Authentication of every request with a key."""

    def __init__(self, key: Key) -> None:
        self._key = key

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._key.token.get_secret_value()}"
        yield request


class Session(httpx.Auth):
    """Authentication of every request with the access token of one account."""

    def __init__(self, account: Account, login_url: str) -> None:
        self._account = account
        self._login_url = login_url
        self._token: str | None = None

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._token is None:
            yield from self._log_in()
        response = yield self._sign(request)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            yield from self._log_in()
            yield self._sign(request)

    def _log_in(self) -> Generator[httpx.Request, httpx.Response, None]:
        form = {"username": self._account.email, "password": self._account.password.get_secret_value()}
        response = yield httpx.Request("POST", self._login_url, data=form)
        response.read()
        raise_for_refusal(response)
        self._token = read(Tokens, response.content, self._login_url).access_token

    def _sign(self, request: httpx.Request) -> httpx.Request:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request
