"""The signed-in user's own account over HTTP."""

import httpx
import pytest
from support.factories import PASSWORD, Factory
from support.gateway_settings import ORIGIN

from app.models import User

AUTH = "/api/v1/auth"
CHANGE = {"current_password": PASSWORD, "new_password": "another battery"}


async def sign_in(client: httpx.AsyncClient, user: User, password: str = PASSWORD) -> httpx.Response:
    return await client.post(f"{AUTH}/login", data={"username": user.email, "password": password})


async def test_an_account_is_renamed(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    renamed = await client.patch(f"{AUTH}/me", json={"name": " Zoé Lefèvre "}, headers=headers)
    assert (renamed.status_code, renamed.json()["name"]) == (200, "Zoé Lefèvre")
    assert (await client.get(f"{AUTH}/me", headers=headers)).json() == renamed.json() | {"needs_second_factor": False}
    assert (await client.patch(f"{AUTH}/me", json={"name": ""}, headers=headers)).status_code == 422
    assert (await client.patch(f"{AUTH}/me", json={"name": "x", "role": "admin"}, headers=headers)).status_code == 422


async def test_a_new_password_ends_all_other_sessions(client: httpx.AsyncClient, user: User) -> None:
    other = (await sign_in(client, user)).json()
    await sign_in(client, user)
    changed = await client.post(f"{AUTH}/password", json=CHANGE, headers={"Origin": ORIGIN})
    assert changed.status_code == 200
    assert (await client.get(f"{AUTH}/me")).status_code == 200  # by the cookies of the answer
    theirs = {"Authorization": f"Bearer {other['access_token']}"}
    assert (await client.get(f"{AUTH}/me", headers=theirs)).status_code == 401
    ended = await client.post(f"{AUTH}/refresh", json={"refresh_token": other["refresh_token"]})
    assert ended.status_code == 401
    renewed = await client.post(f"{AUTH}/refresh", json={"refresh_token": changed.json()["refresh_token"]})
    assert renewed.status_code == 200
    assert (await sign_in(client, user)).status_code == 401
    assert (await sign_in(client, user, CHANGE["new_password"])).status_code == 200


async def test_the_current_password_is_asked_for(
    client: httpx.AsyncClient, headers: dict[str, str], user: User
) -> None:
    wrong = await client.post(f"{AUTH}/password", json=CHANGE | {"current_password": "a guess"}, headers=headers)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "wrong_password")
    assert [error["field"] for error in wrong.json()["errors"]] == ["current_password"]
    assert (await client.get(f"{AUTH}/me", headers=headers)).status_code == 200
    assert (await sign_in(client, user)).status_code == 200


@pytest.mark.parametrize("new", ["short", "é" * 501, "motdepasse1"])
async def test_an_invalid_new_password_is_rejected(
    client: httpx.AsyncClient, headers: dict[str, str], new: str
) -> None:
    answer = await client.post(f"{AUTH}/password", json=CHANGE | {"new_password": new}, headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "new_password")


async def test_guessing_the_current_password_is_slowed_down(
    client: httpx.AsyncClient, headers: dict[str, str], factory: Factory
) -> None:
    for _ in range(10):
        await client.post(f"{AUTH}/password", json=CHANGE | {"current_password": "a guess"}, headers=headers)
    refused = await client.post(f"{AUTH}/password", json=CHANGE, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
    other = factory.headers(await factory.user())
    assert (await client.post(f"{AUTH}/password", json=CHANGE, headers=other)).status_code == 200
