"""Other people's accounts and the instance's settings over HTTP."""

import asyncio
from typing import Any

import httpx
import pytest
from conftest import ORIGIN
from support.factories import PASSWORD, Factory

from app.core.config import Settings
from app.main import create_app
from app.models import Role, User

ADMIN = "/api/v1/admin"
AUTH = "/api/v1/auth"
NEW = {"email": "new@example.org", "password": "a good password", "name": "New"}


@pytest.fixture
def chief(client: httpx.AsyncClient, factory: Factory, admin: User) -> httpx.AsyncClient:
    client.headers.update(factory.headers(admin))
    return client


async def sign_in(client: httpx.AsyncClient, user: User) -> httpx.Response:
    return await client.post(f"{AUTH}/login", data={"username": user.email, "password": PASSWORD})


async def change(chief: httpx.AsyncClient, user: User, **wanted: Any) -> httpx.Response:
    return await chief.patch(f"{ADMIN}/users/{user.id}", json=wanted)


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "users"), ("PATCH", f"users/{'0' * 32}"), ("GET", "settings"), ("PUT", "settings")]
)
async def test_only_for_administrators(
    client: httpx.AsyncClient, headers: dict[str, str], method: str, path: str
) -> None:
    refused = await client.request(method, f"{ADMIN}/{path}", headers=headers, json={})
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert (await client.request(method, f"{ADMIN}/{path}", json={})).status_code == 401


async def test_accounts_are_listed_by_name_and_found_by_a_part(chief: httpx.AsyncClient, factory: Factory) -> None:
    await factory.user(name="zoé", email="zoe@example.org")
    await factory.user(name="Bea 100%")
    everybody = (await chief.get(f"{ADMIN}/users", params={"size": 2})).json()
    assert ([account["name"] for account in everybody["items"]], everybody["total"]) == (["Bea 100%", "Grace"], 3)
    assert everybody["items"][0] | {"role": "user", "disabled_at": None, "seen_at": None} == everybody["items"][0]
    assert "password_hash" not in everybody["items"][0]
    for search, name in {"ZOE@": "zoé", "0%": "Bea 100%", "gra": "Grace"}.items():
        found = (await chief.get(f"{ADMIN}/users", params={"search": search})).json()
        assert [account["name"] for account in found["items"]] == [name]
    assert (await chief.get(f"{ADMIN}/users", params={"search": "_"})).json()["total"] == 0


async def test_who_signed_in_was_seen(chief: httpx.AsyncClient, user: User) -> None:
    await sign_in(chief, user)
    [account] = (await chief.get(f"{ADMIN}/users", params={"search": user.email})).json()["items"]
    assert account["seen_at"] is not None


async def test_a_disabled_account_has_no_access_from_that_moment(chief: httpx.AsyncClient, user: User) -> None:
    tokens = (await sign_in(chief, user)).json()
    chief.cookies.clear()
    theirs = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert (await chief.get(f"{AUTH}/me", headers=theirs)).status_code == 200

    disabled = await change(chief, user, disabled=True)
    assert (disabled.status_code, disabled.json()["disabled_at"] is None) == (200, False)
    assert (await chief.get(f"{AUTH}/me", headers=theirs)).status_code == 401
    refreshed = await chief.post(f"{AUTH}/refresh", json={"refresh_token": tokens["refresh_token"]})
    assert (refreshed.status_code, refreshed.json()["code"]) == (401, "invalid_refresh_token")
    refused = await sign_in(chief, user)
    assert (refused.status_code, refused.json()["code"]) == (403, "account_disabled")

    assert (await change(chief, user, disabled=False)).json()["disabled_at"] is None
    assert (await chief.get(f"{AUTH}/me", headers=theirs)).status_code == 401
    assert (await sign_in(chief, user)).status_code == 200


async def test_a_disabled_account_is_no_news_to_who_does_not_know_its_password(
    chief: httpx.AsyncClient, user: User
) -> None:
    await change(chief, user, disabled=True)
    guess = await chief.post(f"{AUTH}/login", data={"username": user.email, "password": "not the password"})
    assert guess.json()["code"] == "wrong_credentials"


async def test_a_session_that_is_renewed_while_all_end_is_worth_nothing(
    chief: httpx.AsyncClient, user: User, factory: Factory
) -> None:
    """Its row was written by a transaction that the end of all sessions did not see."""
    tokens = (await sign_in(chief, user)).json()
    async with factory.database.transaction() as session:
        row = await session.get_one(User, user.id)
        row.token_epoch += 1
    refreshed = await chief.post(f"{AUTH}/refresh", json={"refresh_token": tokens["refresh_token"]})
    assert refreshed.status_code == 401


async def test_promote_and_demote(chief: httpx.AsyncClient, user: User, factory: Factory) -> None:
    theirs = factory.headers(user)
    assert (await change(chief, user, role="admin")).json()["role"] == "admin"
    assert (await chief.get(f"{ADMIN}/users", headers=theirs)).status_code == 200
    assert (await change(chief, user, role="user")).json()["role"] == "user"
    assert (await chief.get(f"{ADMIN}/users", headers=theirs)).status_code == 403


@pytest.mark.parametrize("wanted", [{"role": "user"}, {"disabled": True}])
async def test_one_active_administrator_stays(
    chief: httpx.AsyncClient, admin: User, factory: Factory, wanted: dict[str, Any]
) -> None:
    other = await factory.user(role=Role.ADMIN)
    assert (await change(chief, other, disabled=True)).status_code == 200
    refused = await change(chief, admin, **wanted)
    assert (refused.status_code, refused.json()["code"]) == (409, "last_administrator")
    [kept] = (await chief.get(f"{ADMIN}/users", params={"search": admin.email})).json()["items"]
    assert (kept["role"], kept["disabled_at"]) == ("admin", None)


async def test_two_administrators_do_not_unmake_each_other(
    chief: httpx.AsyncClient, admin: User, factory: Factory
) -> None:
    other = await factory.user(role=Role.ADMIN)
    answers = await asyncio.gather(
        change(chief, other, role="user"),
        chief.patch(f"{ADMIN}/users/{admin.id}", json={"role": "user"}, headers=factory.headers(other)),
    )
    assert sorted(answer.status_code for answer in answers) in ([200, 403], [200, 409])


async def test_an_account_that_is_not_there(chief: httpx.AsyncClient, user: User) -> None:
    assert (await chief.patch(f"{ADMIN}/users/{'0' * 32}", json={"disabled": True})).status_code == 404
    assert (await change(chief, user, email="x@example.org")).status_code == 422


async def test_registration_is_closed_and_opened(chief: httpx.AsyncClient) -> None:
    assert (await chief.get(f"{AUTH}/registration")).json() == {"open": True}
    assert (await chief.put(f"{ADMIN}/settings", json={"registration_open": False})).status_code == 200
    assert (await chief.get(f"{AUTH}/registration", headers={"Authorization": ""})).json() == {"open": False}
    refused = await chief.post(f"{AUTH}/register", json=NEW)
    assert (refused.status_code, refused.json()["code"]) == (403, "registration_closed")
    assert (await chief.get(f"{ADMIN}/settings")).json() == {"registration_open": False}
    await chief.put(f"{ADMIN}/settings", json={"registration_open": True})
    assert (await chief.post(f"{AUTH}/register", json=NEW)).status_code == 201


async def test_what_is_set_goes_before_the_environment(settings: Settings, factory: Factory, admin: User) -> None:
    app = create_app(settings.model_copy(update={"registration_open": False}))
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=factory.headers(admin)) as chief,
    ):
        assert (await chief.get(f"{ADMIN}/settings")).json() == {"registration_open": False}
        await chief.put(f"{ADMIN}/settings", json={"registration_open": True})
        assert (await chief.post(f"{AUTH}/register", json=NEW)).status_code == 201
