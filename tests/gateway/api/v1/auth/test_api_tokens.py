"""Tokens for programs: what they open, until when, and what is kept of them."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from support.factories import PASSWORD, Factory

from app.api.cookies import ACCESS_COOKIE
from app.models import ApiToken, User
from app.models.base import now
from app.services.accounts.api_tokens import MAX_TOKENS

TOKENS = "/api/v1/auth/tokens"
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
TYPES = {"Accept": "application/json, text/event-stream"}


@pytest.fixture
async def made(client: httpx.AsyncClient, headers: dict[str, str]) -> dict[str, Any]:
    answer = await client.post(TOKENS, json={"name": "Assistant", "days": 30}, headers=headers)
    assert answer.status_code == 201, answer.text
    token: dict[str, Any] = answer.json()
    return token


async def opens(client: httpx.AsyncClient, token: str) -> bool:
    answer = await client.post("/api/mcp", json=PING, headers={**TYPES, "Authorization": f"Bearer {token}"})
    assert answer.status_code in {200, 401}, answer.text
    return answer.status_code == 200


async def stored(factory: Factory) -> ApiToken:
    async with factory.database.transaction() as session:
        return (await session.scalars(select(ApiToken))).one()


async def test_a_token_is_shown_once_and_kept_as_a_hash(
    client: httpx.AsyncClient, headers: dict[str, str], made: dict[str, Any], factory: Factory
) -> None:
    text = made.pop("token")

    assert await opens(client, text)

    [listed] = (await client.get(TOKENS, headers=headers)).json()
    assert listed.pop("last_used_at") is not None
    assert made.pop("last_used_at") is None
    assert listed == made
    assert (listed["name"], listed["scope"], listed["ending"]) == ("Assistant", "mcp", text[-4:])
    row = await stored(factory)
    assert text not in str(vars(row))
    assert timedelta(days=29) < row.expires_at - now() < timedelta(days=31)


async def test_a_token_opens_nothing_but_the_protocol(client: httpx.AsyncClient, made: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {made['token']}"}
    for method, path in (("GET", "/api/v1/meetings"), ("GET", "/api/v1/auth/me"), ("POST", TOKENS), ("GET", TOKENS)):
        answer = await client.request(method, path, headers=headers, json={"name": "Another"})
        assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")
    answer = await client.get("/api/v1/meetings", headers={"Cookie": f"{ACCESS_COOKIE}={made['token']}"})
    assert (answer.status_code, "not in a cookie" in answer.text) == (401, True)


async def test_a_revoked_token_opens_nothing(
    client: httpx.AsyncClient, headers: dict[str, str], made: dict[str, Any], factory: Factory
) -> None:
    other = factory.headers(await factory.user())
    assert (await client.delete(f"{TOKENS}/{made['id']}", headers=other)).status_code == 404
    assert await opens(client, made["token"])

    assert (await client.delete(f"{TOKENS}/{made['id']}", headers=headers)).status_code == 204

    assert not await opens(client, made["token"])
    assert (await client.get(TOKENS, headers=headers)).json() == []


async def test_an_expired_token_opens_nothing_and_is_still_listed(
    client: httpx.AsyncClient, headers: dict[str, str], made: dict[str, Any], factory: Factory
) -> None:
    row = await stored(factory)
    async with factory.database.transaction() as session:
        (await session.get_one(ApiToken, row.id)).expires_at = now() - timedelta(seconds=1)

    assert not await opens(client, made["token"])
    assert [each["id"] for each in (await client.get(TOKENS, headers=headers)).json()] == [made["id"]]


async def test_a_disabled_account_has_no_token(
    client: httpx.AsyncClient, made: dict[str, Any], user: User, factory: Factory
) -> None:
    async with factory.database.transaction() as session:
        (await session.get_one(User, user.id)).disabled_at = now()

    assert not await opens(client, made["token"])


async def test_a_new_password_ends_tokens_as_it_ends_sessions(
    client: httpx.AsyncClient, headers: dict[str, str], made: dict[str, Any]
) -> None:
    body = {"current_password": PASSWORD, "new_password": "another long passphrase"}
    changed = await client.post("/api/v1/auth/password", json=body, headers=headers)
    assert changed.status_code == 200, changed.text
    headers = {"Authorization": f"Bearer {changed.json()['access_token']}"}

    assert not await opens(client, made["token"])
    assert (await client.get(TOKENS, headers=headers)).json() == []


async def test_wrong_tokens_open_nothing(client: httpx.AsyncClient, made: dict[str, Any]) -> None:
    token = made["token"]
    for wrong in (token[:-1], token + "x", token.upper(), "scribe_", "scribe_\u00e9"):
        answer = await client.post(
            "/api/mcp", json=PING, headers={**TYPES, "Authorization": f"Bearer {wrong}".encode()}
        )
        assert answer.status_code == 401


async def test_an_account_has_so_many_tokens(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    for number in range(MAX_TOKENS):
        assert (await client.post(TOKENS, json={"name": str(number)}, headers=headers)).status_code == 201

    refused = await client.post(TOKENS, json={"name": "One more"}, headers=headers)

    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_tokens")


@pytest.mark.parametrize("body", [{}, {"name": " "}, {"name": "A", "days": 0}, {"name": "A", "days": 367},
                                  {"name": "A", "scope": "everything"}])  # fmt: skip
async def test_wrong_wishes_are_refused(
    client: httpx.AsyncClient, headers: dict[str, str], body: dict[str, Any]
) -> None:
    assert (await client.post(TOKENS, json=body, headers=headers)).status_code == 422
