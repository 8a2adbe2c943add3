"""Invitations and links to choose a password over HTTP."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update
from structlog.testing import capture_logs
from support.factories import PASSWORD, Factory

from app.models import AccountLink, Role, User
from app.models.base import now

ADMIN = "/api/v1/admin/users"
AUTH = "/api/v1/auth"
NEW = {"email": "Zoe@Example.org", "name": "Zoé"}
CHOSEN = "four words that differ"


@pytest.fixture
def desk(client: httpx.AsyncClient, factory: Factory, admin: User) -> httpx.AsyncClient:
    client.headers.update(factory.headers(admin))
    return client


async def sign_in(client: httpx.AsyncClient, email: str, password: str) -> httpx.Response:
    answer = await client.post(f"{AUTH}/login", data={"username": email, "password": password})
    client.cookies.clear()
    return answer


async def invite(desk: httpx.AsyncClient, **fields: Any) -> dict[str, Any]:
    answer = await desk.post(ADMIN, json=NEW | fields)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def token_of(made: dict[str, Any]) -> str:
    return str(made["url"]).split("#")[1]


async def use(client: httpx.AsyncClient, token: str, **fields: Any) -> httpx.Response:
    body = {"token": token, "password": CHOSEN} | fields
    return await client.post(f"{AUTH}/links/use", json=body, headers={"Authorization": ""})


async def test_an_invitation_makes_an_account_whose_owner_chooses_the_password(desk: httpx.AsyncClient) -> None:
    made = await invite(desk, role="admin")
    assert made["kind"] == "invitation"
    assert "/invitation#" in made["url"]
    [listed] = (await desk.get(ADMIN, params={"search": "zoe"})).json()["items"]
    assert (listed["link"], listed["link_expires_at"]) == ("invitation", made["expires_at"])
    assert (await sign_in(desk, "zoe@example.org", "")).status_code in {401, 422}
    assert (await sign_in(desk, "zoe@example.org", "anything")).json()["code"] == "wrong_credentials"

    opened = await desk.post(f"{AUTH}/links/open", json={"token": token_of(made)})
    assert opened.json() == {
        "kind": "invitation",
        "email": "zoe@example.org",
        "name": "Zoé",
        "expires_at": made["expires_at"],
    }
    assert (await use(desk, token_of(made), name="Zoé Martin")).json()["name"] == "Zoé Martin"
    signed_in = await sign_in(desk, "zoe@example.org", CHOSEN)
    me = await desk.get(f"{AUTH}/me", headers={"Authorization": f"Bearer {signed_in.json()['access_token']}"})
    assert (me.json()["name"], me.json()["role"]) == ("Zoé Martin", "admin")


async def test_a_link_is_good_once(desk: httpx.AsyncClient) -> None:
    token = token_of(await invite(desk))
    assert (await use(desk, token)).status_code == 200
    again = await use(desk, token, password="another pass phrase")
    assert (again.status_code, again.json()["code"]) == (404, "link_invalid")
    assert (await sign_in(desk, "zoe@example.org", CHOSEN)).status_code == 200


async def test_a_weak_password_leaves_the_link_good(desk: httpx.AsyncClient) -> None:
    token = token_of(await invite(desk))
    assert (await use(desk, token, password="azertyuiop")).json()["code"] == "weak_password"
    assert (await use(desk, token)).status_code == 200


async def test_a_link_expires(desk: httpx.AsyncClient, factory: Factory) -> None:
    token = token_of(await invite(desk))
    async with factory.database.transaction() as session:
        await session.execute(update(AccountLink).values(expires_at=now() - timedelta(seconds=1)))
    assert (await use(desk, token)).json()["code"] == "link_invalid"
    [listed] = (await desk.get(ADMIN, params={"search": "zoe"})).json()["items"]
    renewed = (await desk.post(f"{ADMIN}/{listed['id']}/link")).json()
    assert renewed["kind"] == "invitation"
    assert (await use(desk, token_of(renewed))).status_code == 200


async def test_a_newer_link_replaces_the_older(desk: httpx.AsyncClient) -> None:
    first = await invite(desk)
    second = (await desk.post(f"{ADMIN}/{first['user_id']}/link")).json()
    assert (await use(desk, token_of(first))).status_code == 404
    assert (await use(desk, token_of(second))).status_code == 200


async def test_only_a_hash_of_the_token_is_kept_and_no_log_has_it(desk: httpx.AsyncClient, factory: Factory) -> None:
    with capture_logs() as logs:
        token = token_of(await invite(desk))
        await use(desk, token)
        token = token_of(await invite(desk, email="second@example.org"))
    async with factory.database.transaction() as session:
        kept = (await session.scalars(select(AccountLink.token_hash))).one()
    assert token.encode() not in kept
    events = {log["event"] for log in logs}
    assert {"account_invited", "password_link_used"} <= events
    assert token not in str(logs)
    assert "example.org" not in str([log for log in logs if log["event"] in {"account_invited", "password_link_used"}])


async def test_an_address_is_invited_once(desk: httpx.AsyncClient, user: User) -> None:
    taken = await desk.post(ADMIN, json=NEW | {"email": user.email.upper()})
    assert (taken.status_code, taken.json()["code"]) == (409, "email_taken")


async def test_a_reset_ends_password_and_sessions_at_once(desk: httpx.AsyncClient, user: User) -> None:
    tokens = (await sign_in(desk, user.email, PASSWORD)).json()
    made = (await desk.post(f"{ADMIN}/{user.id}/link")).json()
    assert made["kind"] == "password_reset"
    assert "/new-password#" in made["url"]
    theirs = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert (await desk.get(f"{AUTH}/me", headers=theirs)).status_code == 401
    refreshed = await desk.post(f"{AUTH}/refresh", json={"refresh_token": tokens["refresh_token"]})
    assert refreshed.status_code == 401
    assert (await sign_in(desk, user.email, PASSWORD)).json()["code"] == "wrong_credentials"
    assert (await use(desk, token_of(made))).status_code == 200
    assert (await sign_in(desk, user.email, CHOSEN)).status_code == 200


async def test_administrators_do_not_reset_themselves(desk: httpx.AsyncClient, admin: User) -> None:
    refused = await desk.post(f"{ADMIN}/{admin.id}/link")
    assert (refused.status_code, refused.json()["code"]) == (409, "own_account")
    assert (await sign_in(desk, admin.email, PASSWORD)).status_code == 200


async def test_somebody_who_was_invited_is_no_administrator_yet(
    desk: httpx.AsyncClient, admin: User, factory: Factory
) -> None:
    made = await invite(desk, role="admin")
    refused = await desk.patch(f"{ADMIN}/{admin.id}", json={"role": "user"})
    assert refused.json()["code"] == "last_administrator"
    await use(desk, token_of(made))
    assert (await desk.patch(f"{ADMIN}/{admin.id}", json={"role": "user"})).status_code == 200


async def test_a_disabled_account_has_no_link(desk: httpx.AsyncClient) -> None:
    made = await invite(desk)
    await desk.patch(f"{ADMIN}/{made['user_id']}", json={"disabled": True})
    assert (await use(desk, token_of(made))).status_code == 404
    await desk.patch(f"{ADMIN}/{made['user_id']}", json={"disabled": False})
    assert (await use(desk, token_of(made))).status_code == 404
    renewed = (await desk.post(f"{ADMIN}/{made['user_id']}/link")).json()
    assert (await use(desk, token_of(renewed))).status_code == 200


async def test_links_are_made_by_administrators_only(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, factory: Factory
) -> None:
    other = await factory.user(role=Role.ADMIN)
    assert (await client.post(ADMIN, json=NEW, headers=headers)).status_code == 403
    assert (await client.post(f"{ADMIN}/{other.id}/link", headers=headers)).status_code == 403
    assert (
        await client.delete(f"{ADMIN}/{other.id}", params={"meetings": "delete"}, headers=headers)
    ).status_code == 403
