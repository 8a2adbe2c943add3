"""Single sign-on over HTTP, with a real small provider and with one that signs anything."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import OctKey, RSAKey
from oidc_provider_mock import User as Known
from pydantic import SecretStr
from sqlalchemy import select
from support.elsewhere.openid import CLIENT_ID, CLIENT_SECRET, Forger, running_forger, running_provider
from support.factories import PASSWORD, Factory
from support.gateway_settings import ORIGIN

from app.core.config import Settings
from app.models import Role, User

SIGN_ON = "/api/v1/auth/sign-on"
ME = "/api/v1/auth/me"
ADA = {"email": "Ada@Example.org", "email_verified": True, "name": "Ada L.", "groups": ["staff", "minute takers"]}
PEOPLE = (
    Known(sub="ada", claims=ADA),
    Known(sub="boss", claims={"email": "boss@example.org", "name": "The Boss", "groups": ["staff", "scribe admins"]}),
    Known(sub="guest", claims={"email": "guest@example.org", "groups": "visitors"}),
    Known(sub="unverified", claims={"email": "ada@example.org", "email_verified": False}),
    Known(sub="nameless", claims={"name": "N."}),
)


@pytest.fixture
def provider() -> Iterator[str]:
    with running_provider(*PEOPLE) as issuer:
        yield issuer


@pytest.fixture
async def settings(settings: Settings, provider: str) -> Settings:
    settings.oidc_issuer = provider
    settings.oidc_client_id, settings.oidc_client_secret = CLIENT_ID, SecretStr(CLIENT_SECRET)
    settings.oidc_label = "Example login"
    settings.registration_open = False
    return settings


async def visit(client: httpx.AsyncClient, person: str, **query: str) -> httpx.Response:
    """Go to the provider, sign in there as this person, and come back."""
    begun = await client.get(SIGN_ON, params=query)
    assert begun.status_code == 303, begun.text
    async with httpx.AsyncClient() as browser:
        back = await browser.post(begun.headers["location"], data={"sub": person})
    assert back.is_redirect, back.text
    address = urlsplit(back.headers["location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{ORIGIN}{SIGN_ON}/callback"
    return await client.get(f"{address.path}?{address.query}")


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Return status and code; the browser is led to the login page, which says the same."""
    code = answer.json()["code"]
    assert answer.headers["refresh"] == f"0; url={ORIGIN}/login?problem={code}"
    return answer.status_code, code


async def test_somebody_whom_the_provider_knows_has_an_account_at_once(client: httpx.AsyncClient) -> None:
    registration = (await client.get("/api/v1/auth/registration")).json()
    assert (registration["open"], registration["sign_on"]) == (False, "Example login")
    answer = await visit(client, "ada", next="/meetings?tag=1")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{ORIGIN}/meetings?tag=1")
    me = (await client.get(ME)).json()
    assert (me["email"], me["name"], me["role"]) == ("ada@example.org", "Ada L.", "user")
    assert (me["has_password"], me["has_sign_on"]) == (False, True)
    # The next time it is the same account, whatever the page.
    for elsewhere in ("//evil.example/", "/é" * 400, "/\\evil.example"):
        again = await visit(client, "ada", next=elsewhere)
        assert again.headers["location"] == f"{ORIGIN}/meetings"
    assert (await client.get(ME)).json()["id"] == me["id"]


async def test_the_session_is_one_as_all_others(client: httpx.AsyncClient) -> None:
    await visit(client, "ada")
    [mine] = (await client.get("/api/v1/auth/sessions")).json()
    assert mine["current"]
    assert (await client.post("/api/v1/auth/refresh", headers={"Origin": ORIGIN})).status_code == 200
    assert (await client.post("/api/v1/auth/logout", headers={"Origin": ORIGIN})).status_code == 204
    assert (await client.get(ME)).status_code == 401
    left = await client.get(f"{SIGN_ON}/leave")
    assert parse_qs(urlsplit(left.headers["location"]).query) == {
        "client_id": [CLIENT_ID],
        "post_logout_redirect_uri": [f"{ORIGIN}/login"],
    }


async def test_groups_make_administrators_and_unmake_them(
    client: httpx.AsyncClient, settings: Settings, admin: User, provider: str
) -> None:
    settings.oidc_admin_group = "scribe admins"
    await visit(client, "boss")
    assert (await client.get(ME)).json()["role"] == Role.ADMIN
    async with httpx.AsyncClient(base_url=provider) as desk:
        await desk.put("/users/boss", json={"email": "boss@example.org", "groups": ["staff"]})
    await visit(client, "boss")
    assert (await client.get(ME)).json()["role"] == Role.USER
    assert admin.role is Role.ADMIN


async def test_the_last_administrator_stays_one(client: httpx.AsyncClient, settings: Settings, provider: str) -> None:
    settings.oidc_admin_group = "scribe admins"
    await visit(client, "boss")
    async with httpx.AsyncClient(base_url=provider) as desk:
        await desk.put("/users/boss", json={"email": "boss@example.org"})
    await visit(client, "boss")
    assert (await client.get(ME)).json()["role"] == Role.ADMIN


async def test_who_is_not_in_the_group_stays_outside(
    client: httpx.AsyncClient, settings: Settings, factory: Factory
) -> None:
    settings.oidc_group = "staff"
    assert problem(await visit(client, "guest")) == (403, "sign_on_not_allowed")
    assert (await visit(client, "ada")).status_code == 303
    async with factory.database.transaction() as session:
        assert set(await session.scalars(select(User.email))) == {"ada@example.org"}


async def test_an_account_with_the_same_verified_address_becomes_the_persons_alone(
    client: httpx.AsyncClient, factory: Factory
) -> None:
    known = await factory.user(email="ada@example.org")
    assert problem(await visit(client, "unverified")) == (409, "sign_on_email_taken")
    client.headers.update(factory.headers(known))
    key = await client.post("/api/v1/auth/tokens", json={"name": "n", "scope": "read", "days": 30})
    hook = {"name": "n", "url": "https://hooks.example.org/", "events": ["completed"]}
    assert (await client.post("/api/v1/webhooks", json=hook)).status_code == 201
    del client.headers["Authorization"]
    await visit(client, "ada")
    me = (await client.get(ME)).json()
    assert (me["id"], me["has_password"], me["has_sign_on"]) == (str(known.id), False, True)
    assert (await client.get("/api/v1/webhooks")).json() == []
    client.cookies.clear()
    # Whoever had registered with somebody else's address.
    form = {"username": "ada@example.org", "password": PASSWORD}
    assert (await client.post("/api/v1/auth/login", data=form)).status_code == 401
    assert (await client.get(ME, headers=factory.headers(known))).status_code == 401
    assert (await client.get(ME, headers={"Authorization": f"Bearer {key.json()['token']}"})).status_code == 401


async def test_another_provider_knows_the_same_person(
    client: httpx.AsyncClient, settings: Settings, forger: Forger
) -> None:
    await visit(client, "ada")
    mine = (await client.get(ME)).json()["id"]
    assert (await meet(client, settings, forger)).status_code == 303
    assert (await client.get(ME)).json()["id"] == mine


async def test_an_administrator_of_a_provider_that_is_gone_is_no_administrator_left(
    client: httpx.AsyncClient, settings: Settings, factory: Factory, admin: User
) -> None:
    settings.oidc_admin_group = "scribe admins"
    await visit(client, "boss")
    settings.oidc_issuer = None
    demoted = await client.patch(
        f"/api/v1/admin/users/{admin.id}", json={"role": "user"}, headers=factory.headers(admin)
    )
    assert (demoted.status_code, demoted.json()["code"]) == (409, "last_administrator")


async def test_an_account_without_a_password_is_told_so(client: httpx.AsyncClient) -> None:
    await visit(client, "ada")
    passwords = {"current_password": "any", "new_password": "something else 42"}
    answer = await client.post("/api/v1/auth/password", json=passwords, headers={"Origin": ORIGIN})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_password")


@pytest.mark.parametrize("proof", [{}, {"current_password": "any"}, {"email": "eve@example.org"}, {"email": ""}])
async def test_an_account_without_a_password_is_deleted_by_its_address(
    client: httpx.AsyncClient, proof: dict[str, str]
) -> None:
    await visit(client, "ada")
    wrong = await client.post("/api/v1/auth/me/delete", json=proof, headers={"Origin": ORIGIN})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "wrong_email")
    right = {"email": " Ada@example.org"}
    deleted = await client.post("/api/v1/auth/me/delete", json=right, headers={"Origin": ORIGIN})
    assert deleted.status_code == 204
    assert (await client.get(ME)).status_code == 401


async def test_a_disabled_account_opens_nothing(client: httpx.AsyncClient, factory: Factory, admin: User) -> None:
    await visit(client, "ada")
    mine = (await client.get(ME)).json()["id"]
    disabled = await client.patch(
        f"/api/v1/admin/users/{mine}", json={"disabled": True}, headers=factory.headers(admin)
    )
    assert disabled.status_code == 200
    assert problem(await visit(client, "ada")) == (403, "account_disabled")
    assert (await client.get(ME)).status_code == 401


async def test_without_an_address_there_is_no_account(client: httpx.AsyncClient) -> None:
    assert problem(await visit(client, "nameless")) == (401, "sign_on_refused")


async def test_the_way_back_is_good_once_and_in_one_browser(client: httpx.AsyncClient) -> None:
    begun = await client.get(SIGN_ON)
    async with httpx.AsyncClient() as browser:
        back = urlsplit((await browser.post(begun.headers["location"], data={"sub": "ada"})).headers["location"])
    kept = client.cookies["scribe_sign_on"]
    client.cookies.clear()
    # Somebody else's browser, which an attacker would sign in as themselves.
    assert problem(await client.get(f"{back.path}?{back.query}")) == (401, "sign_on_refused")
    client.cookies.set("scribe_sign_on", kept)
    assert (await client.get(f"{back.path}?{back.query}")).status_code == 303
    client.cookies.set("scribe_sign_on", kept)
    assert problem(await client.get(f"{back.path}?{back.query}")) == (401, "sign_on_refused")
    assert problem(await client.get(f"{SIGN_ON}/callback", params={"error": "access_denied"}))[0] == 401
    assert problem(await client.get(f"{SIGN_ON}/callback", params={"state": "", "code": "x"}))[0] == 401


async def test_a_provider_that_is_down_is_said(client: httpx.AsyncClient, settings: Settings) -> None:
    settings.oidc_issuer = "http://127.0.0.1:9"
    assert problem(await client.get(SIGN_ON)) == (503, "sign_on_unavailable")
    assert (await client.get(f"{SIGN_ON}/leave")).headers["location"] == f"{ORIGIN}/login"


async def test_without_the_setting_there_is_none(client: httpx.AsyncClient, settings: Settings) -> None:
    settings.oidc_issuer = None
    assert (await client.get("/api/v1/auth/registration")).json()["sign_on"] is None
    assert problem(await client.get(SIGN_ON)) == (404, "no_sign_on")


@pytest.fixture(scope="module")
def forger() -> Iterator[Forger]:
    with running_forger() as running:
        yield running


async def meet(client: httpx.AsyncClient, settings: Settings, forger: Forger, **forged: Any) -> httpx.Response:
    settings.oidc_issuer = forger.issuer
    begun = await client.get(SIGN_ON)
    assert begun.status_code == 303, begun.text
    query = {name: values[0] for name, values in parse_qs(urlsplit(begun.headers["location"]).query).items()}
    assert (query["code_challenge_method"], query["response_type"]) == ("S256", "code")
    forger.nonce = query["nonce"]
    forger.header, forger.signing_key = forged.pop("header", {}), forged.pop("key", None)
    forger.claims = forged
    return await client.get(f"{SIGN_ON}/callback", params={"code": "given", "state": query["state"]})


async def test_a_key_of_an_unknown_kind_is_in_nobodys_way(
    client: httpx.AsyncClient, settings: Settings, forger: Forger
) -> None:
    forger.more_keys = [{"kty": "unheard of", "kid": "new"}, {"kid": "broken"}]
    assert (await meet(client, settings, forger)).status_code == 303
    assert (await meet(client, settings, forger, groups=7)).status_code == 303
    forger.more_keys = []


async def test_a_token_that_is_right_opens(client: httpx.AsyncClient, settings: Settings, forger: Forger) -> None:
    assert (await meet(client, settings, forger)).status_code == 303
    assert (await meet(client, settings, forger, aud=[CLIENT_ID, "other"], azp=CLIENT_ID)).status_code == 303


@pytest.mark.parametrize(
    "forged",
    [
        {"iss": "http://127.0.0.1:1"},
        {"aud": "another product"},
        {"aud": [CLIENT_ID, "other"], "azp": "other"},
        {"aud": "other", "azp": CLIENT_ID},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"iat": 99_000_000_000},
        {"nonce": "of another visit"},
        {"nonce": None},
        {"sub": None},
        {"email": None},
        {"key": RSAKey.generate_key(2048, {"kid": "shown"})},
        {"header": {"alg": "HS256"}, "key": OctKey.import_key(CLIENT_SECRET)},
        {"header": {"alg": "none"}},
        {"header": {"kid": "unknown"}},
    ],
    ids=str,
)
async def test_a_token_that_is_wrong_opens_nothing(
    client: httpx.AsyncClient, settings: Settings, forger: Forger, forged: dict[str, Any]
) -> None:
    assert problem(await meet(client, settings, forger, **forged)) == (401, "sign_on_refused")
    assert (await client.get(ME)).status_code == 401


@pytest.mark.parametrize(
    "description",
    [{"issuer": "http://another.example"}, {"authorization_endpoint": "javascript:alert(1)"}],
    ids=str,
)
async def test_a_description_that_is_wrong_leads_nowhere(
    client: httpx.AsyncClient, settings: Settings, forger: Forger, description: dict[str, Any]
) -> None:
    settings.oidc_issuer = forger.issuer
    forger.description = description
    try:
        assert problem(await client.get(SIGN_ON)) == (503, "sign_on_unavailable")
    finally:
        forger.description = {}


async def test_groups_of_the_provider_fill_groups_here(
    client: httpx.AsyncClient, factory: Factory, admin: User, provider: str
) -> None:
    takers = await factory.group(name="Takers", sign_on_group="minute takers")
    legal = await factory.group(name="Legal", sign_on_group="legal")
    by_hand = await factory.group(name="Board")

    async def mine() -> list[str]:
        return [group["name"] for group in (await client.get("/api/v1/groups")).json()]

    async def send(method: str, path: str, **body: Any) -> None:
        headers = factory.headers(admin)
        answer = await client.request(method, f"/api/v1/admin/groups/{path}", json=body or None, headers=headers)
        assert answer.is_success, answer.text

    await visit(client, "ada")
    assert await mine() == ["Takers"]
    ada = (await client.get(ME)).json()["id"]
    for group in (by_hand, legal):
        await send("PUT", f"{group.id}/members/{ada}")
    async with httpx.AsyncClient(base_url=provider) as desk:
        await desk.put("/users/ada", json=ADA | {"groups": ["staff"]})
    await visit(client, "ada")
    # What an administrator gave, no sign-on takes.
    assert await mine() == ["Board", "Legal"]
    async with httpx.AsyncClient(base_url=provider) as desk:
        await desk.put("/users/ada", json=ADA)
    await visit(client, "ada")
    assert await mine() == ["Board", "Legal", "Takers"]
    # Another group of the provider fills it now.
    await send("PATCH", str(takers.id), sign_on_group="staff")
    assert await mine() == ["Board", "Legal"]
    await visit(client, "ada")
    assert await mine() == ["Board", "Legal", "Takers"]
