"""Other people's accounts and the instance's settings over HTTP."""

import asyncio
from typing import Any

import httpx
import pytest
from support.factories import PASSWORD, Factory
from support.gateway_settings import ORIGIN

from app.core.config import Settings
from app.main import create_app
from app.models import Role, User
from app.resources import Resources
from app.services.accounts import instance

ADMIN = "/api/v1/admin"
AUTH = "/api/v1/auth"
NEW = {"email": "new@example.org", "password": "a good password", "name": "New"}


@pytest.fixture
def admin_client(client: httpx.AsyncClient, factory: Factory, admin: User) -> httpx.AsyncClient:
    client.headers.update(factory.headers(admin))
    return client


async def sign_in(client: httpx.AsyncClient, user: User) -> httpx.Response:
    return await client.post(f"{AUTH}/login", data={"username": user.email, "password": PASSWORD})


async def change(admin_client: httpx.AsyncClient, user: User, **wanted: Any) -> httpx.Response:
    return await admin_client.patch(f"{ADMIN}/users/{user.id}", json=wanted)


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "users"), ("PATCH", f"users/{'0' * 32}"), ("GET", "settings"), ("PUT", "settings")]
)
async def test_only_for_administrators(
    client: httpx.AsyncClient, headers: dict[str, str], method: str, path: str
) -> None:
    refused = await client.request(method, f"{ADMIN}/{path}", headers=headers, json={})
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert (await client.request(method, f"{ADMIN}/{path}", json={})).status_code == 401


async def test_accounts_are_listed_by_name_and_found_by_a_part(
    admin_client: httpx.AsyncClient, factory: Factory
) -> None:
    await factory.user(name="zoé", email="zoe@example.org")
    await factory.user(name="Bea 100%")
    everybody = (await admin_client.get(f"{ADMIN}/users", params={"size": 2})).json()
    assert ([account["name"] for account in everybody["items"]], everybody["total"]) == (["Bea 100%", "Grace"], 3)
    assert everybody["items"][0] | {"role": "user", "disabled_at": None, "seen_at": None} == everybody["items"][0]
    assert "password_hash" not in everybody["items"][0]
    for search, name in {"ZOE@": "zoé", "0%": "Bea 100%", "gra": "Grace"}.items():
        found = (await admin_client.get(f"{ADMIN}/users", params={"search": search})).json()
        assert [account["name"] for account in found["items"]] == [name]
    assert (await admin_client.get(f"{ADMIN}/users", params={"search": "_"})).json()["total"] == 0


async def test_signing_in_sets_the_time_last_seen(admin_client: httpx.AsyncClient, user: User) -> None:
    await sign_in(admin_client, user)
    [account] = (await admin_client.get(f"{ADMIN}/users", params={"search": user.email})).json()["items"]
    assert account["seen_at"] is not None


async def test_a_disabled_account_has_no_access_from_that_moment(admin_client: httpx.AsyncClient, user: User) -> None:
    tokens = (await sign_in(admin_client, user)).json()
    admin_client.cookies.clear()
    theirs = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert (await admin_client.get(f"{AUTH}/me", headers=theirs)).status_code == 200

    disabled = await change(admin_client, user, disabled=True)
    assert (disabled.status_code, disabled.json()["disabled_at"] is None) == (200, False)
    assert (await admin_client.get(f"{AUTH}/me", headers=theirs)).status_code == 401
    refreshed = await admin_client.post(f"{AUTH}/refresh", json={"refresh_token": tokens["refresh_token"]})
    assert (refreshed.status_code, refreshed.json()["code"]) == (401, "invalid_refresh_token")
    refused = await sign_in(admin_client, user)
    assert (refused.status_code, refused.json()["code"]) == (403, "account_disabled")

    assert (await change(admin_client, user, disabled=False)).json()["disabled_at"] is None
    assert (await admin_client.get(f"{AUTH}/me", headers=theirs)).status_code == 401
    assert (await sign_in(admin_client, user)).status_code == 200


async def test_without_the_password_a_disabled_account_looks_like_any_other(
    admin_client: httpx.AsyncClient, user: User
) -> None:
    await change(admin_client, user, disabled=True)
    guess = await admin_client.post(f"{AUTH}/login", data={"username": user.email, "password": "not the password"})
    assert guess.json()["code"] == "wrong_credentials"


async def test_a_session_that_is_renewed_while_all_end_is_worth_nothing(
    admin_client: httpx.AsyncClient, user: User, factory: Factory
) -> None:
    """Its row was written by a transaction that the end of all sessions did not see."""
    tokens = (await sign_in(admin_client, user)).json()
    async with factory.database.transaction() as session:
        row = await session.get_one(User, user.id)
        row.token_epoch += 1
    refreshed = await admin_client.post(f"{AUTH}/refresh", json={"refresh_token": tokens["refresh_token"]})
    assert refreshed.status_code == 401


async def test_promote_and_demote(admin_client: httpx.AsyncClient, user: User, factory: Factory) -> None:
    theirs = factory.headers(user)
    assert (await change(admin_client, user, role="admin")).json()["role"] == "admin"
    assert (await admin_client.get(f"{ADMIN}/users", headers=theirs)).status_code == 200
    assert (await change(admin_client, user, role="user")).json()["role"] == "user"
    assert (await admin_client.get(f"{ADMIN}/users", headers=theirs)).status_code == 403


@pytest.mark.parametrize("wanted", [{"role": "user"}, {"disabled": True}])
async def test_one_active_administrator_stays(
    admin_client: httpx.AsyncClient, admin: User, factory: Factory, wanted: dict[str, Any]
) -> None:
    other = await factory.user(role=Role.ADMIN)
    assert (await change(admin_client, other, disabled=True)).status_code == 200
    refused = await change(admin_client, admin, **wanted)
    assert (refused.status_code, refused.json()["code"]) == (409, "last_administrator")
    [kept] = (await admin_client.get(f"{ADMIN}/users", params={"search": admin.email})).json()["items"]
    assert (kept["role"], kept["disabled_at"]) == ("admin", None)


async def test_two_administrators_do_not_unmake_each_other(
    admin_client: httpx.AsyncClient, admin: User, factory: Factory
) -> None:
    other = await factory.user(role=Role.ADMIN)
    answers = await asyncio.gather(
        change(admin_client, other, role="user"),
        admin_client.patch(f"{ADMIN}/users/{admin.id}", json={"role": "user"}, headers=factory.headers(other)),
    )
    assert sorted(answer.status_code for answer in answers) in ([200, 403], [200, 409])


async def test_an_unknown_account_is_not_found(admin_client: httpx.AsyncClient, user: User) -> None:
    assert (await admin_client.patch(f"{ADMIN}/users/{'0' * 32}", json={"disabled": True})).status_code == 404
    assert (await change(admin_client, user, email="x@example.org")).status_code == 422


KEPT = {"recording_days": 0, "transcript_days": 0, "max_recording_days": 0, "max_transcript_days": 0}


async def test_registration_is_closed_and_opened(admin_client: httpx.AsyncClient) -> None:
    assert (await admin_client.get(f"{AUTH}/registration")).json()["open"] is True
    assert (await admin_client.put(f"{ADMIN}/settings", json={"registration_open": False})).status_code == 200
    assert (await admin_client.get(f"{AUTH}/registration", headers={"Authorization": ""})).json()["open"] is False
    refused = await admin_client.post(f"{AUTH}/register", json=NEW)
    assert (refused.status_code, refused.json()["code"]) == (403, "registration_closed")
    assert (await admin_client.get(f"{ADMIN}/settings")).json() == {
        "registration_open": False,
        "registration_contact": None,
        "guest_links": True,
        "minutes_for_all": False,
        "identification": "on",
        **KEPT,
    }
    await admin_client.put(f"{ADMIN}/settings", json={"registration_open": True})
    assert (await admin_client.post(f"{AUTH}/register", json=NEW)).status_code == 201


async def test_changed_settings_take_precedence_over_the_environment(
    settings: Settings, factory: Factory, admin: User
) -> None:
    app = create_app(settings.model_copy(update={"registration_open": False}))
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=factory.headers(admin)) as admin_client,
    ):
        assert (await admin_client.get(f"{ADMIN}/settings")).json() == {
            "registration_open": False,
            "registration_contact": None,
            "guest_links": True,
            "minutes_for_all": False,
            "identification": "on",
            **KEPT,
        }
        await admin_client.put(f"{ADMIN}/settings", json={"registration_open": True})
        assert (await admin_client.post(f"{AUTH}/register", json=NEW)).status_code == 201


async def test_a_change_of_something_else_stores_no_choice_of_registration(
    admin_client: httpx.AsyncClient, settings: Settings, resources: Resources
) -> None:
    assert settings.registration_open
    changed = await admin_client.put(f"{ADMIN}/settings", json={"registration_contact": "Ada", "recording_days": 30})
    assert changed.json()["registration_open"] is True
    async with resources.database.look() as session:
        for is_open in (False, True):
            now_set = settings.model_copy(update={"registration_open": is_open})
            assert await instance.is_registration_open(session, now_set) is is_open


async def test_closed_registration_says_whom_to_ask(settings: Settings, factory: Factory, admin: User) -> None:
    app = create_app(settings.model_copy(update={"registration_contact": "Help desk, 4217"}))
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=factory.headers(admin)) as admin_client,
    ):

        async def contact() -> str | None:
            named: str | None = (await admin_client.get(f"{AUTH}/registration")).json()["contact"]
            return named

        assert await contact() == "Help desk, 4217"
        await admin_client.put(f"{ADMIN}/settings", json={"minutes_for_all": True})
        moved = settings.model_copy(update={"registration_contact": "Help desk, 11"})
        async with app.state.resources.database.look() as session:
            assert await instance.find_contact(session, moved) == "Help desk, 11"
        for wanted, said in {" Camille, room 12 ": "Camille, room 12", "": None}.items():
            changed = await admin_client.put(f"{ADMIN}/settings", json={"registration_contact": wanted})
            assert changed.json()["registration_contact"] == said
            await admin_client.put(f"{ADMIN}/settings", json={"registration_open": False})
            assert await contact() == said
        refused = await admin_client.put(f"{ADMIN}/settings", json={"registration_contact": "two\nlines"})
        assert refused.status_code == 422
