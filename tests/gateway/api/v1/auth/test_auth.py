"""Accounts and sessions over HTTP."""

import asyncio
from datetime import timedelta
from time import perf_counter
from typing import Any

import httpx
import pytest
from passlib.hash import bcrypt
from sqlalchemy import select, update
from support.factories import PASSWORD, Factory
from support.gateway_settings import ORIGIN, SETUP_CODE

from app.core.config import Settings
from app.core.db import Database
from app.main import create_app
from app.models import RefreshToken, User
from app.models.base import now
from app.resources import Resources

AUTH = "/api/v1/auth"
MAX_WAIT_SECONDS = 8.0
NEW = {"email": "Ada@Example.org", "password": "a good password", "name": " Ada "}


async def sign_in(client: httpx.AsyncClient, user: User, password: str = PASSWORD) -> httpx.Response:
    return await client.post(f"{AUTH}/login", data={"username": user.email, "password": password})


async def refresh(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.post(f"{AUTH}/refresh", json={"refresh_token": token})


async def age_rotations(resources: Resources, seconds: float) -> None:
    """Make the tokens look as if they had been exchanged that much earlier."""
    async with resources.database.transaction() as session:
        await session.execute(
            update(RefreshToken).values(rotated_at=RefreshToken.rotated_at - timedelta(seconds=seconds))
        )


async def needs_administrator(client: httpx.AsyncClient) -> bool:
    answer: bool = (await client.get(f"{AUTH}/registration")).json()["needs_administrator"]
    return answer


async def test_the_setup_code_makes_the_administrator_once(client: httpx.AsyncClient) -> None:
    assert await needs_administrator(client)
    first = await client.post(f"{AUTH}/register", json=NEW | {"setup_code": f" {SETUP_CODE} "})
    assert first.status_code == 201
    assert set(first.json()) == {"id", "email", "name", "role", "created_at", "has_password", "has_sign_on"}
    assert first.json() | {"email": "ada@example.org", "name": "Ada", "role": "admin"} == first.json()
    assert not await needs_administrator(client)
    again = await client.post(f"{AUTH}/register", json=NEW | {"email": "b@example.org", "setup_code": SETUP_CODE})
    assert (again.status_code, again.json()["code"]) == (422, "wrong_setup_code")
    second = await client.post(f"{AUTH}/register", json=NEW | {"email": "b@example.org"})
    assert (second.status_code, second.json()["role"]) == (201, "user")


@pytest.mark.parametrize("setup_code", [None, "", "  "])
async def test_whoever_comes_first_without_the_code_is_an_ordinary_user(
    client: httpx.AsyncClient, setup_code: str | None
) -> None:
    first = await client.post(f"{AUTH}/register", json=NEW | {"setup_code": setup_code})
    assert (first.status_code, first.json()["role"]) == (201, "user")
    owner = await client.post(f"{AUTH}/register", json=NEW | {"email": "b@example.org", "setup_code": SETUP_CODE})
    assert owner.json()["role"] == "admin"


@pytest.mark.parametrize("guess", ["0123456789abcdee", "é", "x" * 1000, "0123456789ABCDEF"])
async def test_a_wrong_setup_code_makes_no_account(client: httpx.AsyncClient, guess: str) -> None:
    refused = await client.post(f"{AUTH}/register", json=NEW | {"setup_code": guess})
    assert (refused.status_code, refused.json()["code"]) == (422, "wrong_setup_code")
    assert [error["field"] for error in refused.json()["errors"]] == ["setup_code"]
    assert (await client.post(f"{AUTH}/register", json=NEW)).status_code == 201


async def test_without_a_setup_code_nobody_becomes_administrator(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"setup_code": None}))
    transport = httpx.ASGITransport(app=app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        assert (await client.post(f"{AUTH}/register", json=NEW | {"setup_code": "guess"})).status_code == 422
        assert (await client.post(f"{AUTH}/register", json=NEW)).json()["role"] == "user"


async def test_simultaneous_registrations_with_the_code_make_one_administrator(client: httpx.AsyncClient) -> None:
    forms = [NEW | {"email": f"{number}@example.org", "setup_code": SETUP_CODE} for number in range(6)]
    answers = await asyncio.gather(*(client.post(f"{AUTH}/register", json=form) for form in forms))
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 5


async def test_an_address_is_registered_once(client: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*(client.post(f"{AUTH}/register", json=NEW) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    taken = await client.post(f"{AUTH}/register", json=NEW | {"email": "ADA@EXAMPLE.ORG"})
    assert taken.json()["code"] == "email_taken"


async def test_registration_is_closed_unless_somebody_opens_it(settings: Settings) -> None:
    """Only the set-up code makes an account, and the first alone."""
    app = create_app(
        settings.model_copy(update={"registration_open": Settings.model_fields["registration_open"].default})
    )
    transport = httpx.ASGITransport(app=app)
    first = NEW | {"setup_code": SETUP_CODE}

    async def refusal(form: dict[str, str]) -> tuple[int, str]:
        answer = await client.post(f"{AUTH}/register", json=form)
        return answer.status_code, answer.json()["code"]

    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        assert (await client.get(f"{AUTH}/registration")).json()["open"] is False
        assert await refusal(NEW) == (403, "registration_closed")
        assert await refusal(NEW | {"setup_code": "  "}) == (403, "registration_closed")
        assert await refusal(NEW | {"setup_code": "a guess"}) == (422, "wrong_setup_code")
        assert (await client.post(f"{AUTH}/register", json=first)).json()["role"] == "admin"
        assert await refusal(first | {"email": "b@example.org"}) == (403, "registration_closed")


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"password": "é" * 501}, "password", "500"),
        ({"password": "Azerty123!"}, "password", "easily guessed"),
        ({"password": "ada@example.org"}, "password", "easily guessed"),
        ({"password": "short"}, "password", "8"),
        ({"password": "nul\0nul\0nul"}, "password", "NUL"),
        ({"email": "nobody"}, "email", "email"),
        ({"name": "  "}, "name", "1 character"),
    ],
    ids=["long password", "weak password", "own address", "short password", "NUL", "address", "name"],
)
async def test_an_invalid_registration_names_the_field(
    client: httpx.AsyncClient, change: dict[str, str], field: str, says: str
) -> None:
    answer = await client.post(f"{AUTH}/register", json=NEW | change)
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert error["field"] == field
    assert says in error["message"]
    assert NEW["password"] not in answer.text


@pytest.mark.parametrize("password", ["😀" * 64, "éà" * 60, "trombone-salade-orage-92"])
async def test_long_and_unusual_passwords_are_welcome(client: httpx.AsyncClient, password: str) -> None:
    assert (await client.post(f"{AUTH}/register", json=NEW | {"password": password})).status_code == 201
    form = {"username": NEW["email"], "password": password}
    assert (await client.post(f"{AUTH}/login", data=form)).status_code == 200
    assert (await client.post(f"{AUTH}/login", data=form | {"password": password[:-1]})).status_code == 401
    assert (await client.post(f"{AUTH}/login", data=form | {"password": password + "x"})).status_code == 401


async def test_hashes_of_older_versions_are_renewed_at_the_next_login(
    client: httpx.AsyncClient, factory: Factory, resources: Resources
) -> None:
    user = await factory.user(password_hash=bcrypt.using(rounds=4).hash(PASSWORD))
    assert (await sign_in(client, user, "a wrong guess")).status_code == 401
    answers = await asyncio.gather(*(sign_in(client, user) for _ in range(3)))
    assert [answer.status_code for answer in answers] == [200] * 3
    async with resources.database.transaction() as session:
        renewed = (await session.get_one(User, user.id)).password_hash
    assert renewed.startswith("$bcrypt-sha256$")
    assert (await sign_in(client, user)).status_code == 200


async def test_login_gives_tokens_and_cookies(client: httpx.AsyncClient, user: User) -> None:
    answer = await sign_in(client, user)
    assert answer.status_code == 200
    tokens = answer.json()
    assert tokens["token_type"] == "bearer"
    assert tokens["expires_in"] == 900
    cookies = {line.split("=")[0]: line for line in answer.headers.get_list("set-cookie")}
    assert all("HttpOnly" in line and "SameSite=lax" in line for line in cookies.values())
    assert "Path=/;" in cookies["scribe_access"]
    assert "Path=/api/v1/auth;" in cookies["scribe_refresh"]
    client.cookies.clear()
    me = await client.get(f"{AUTH}/me", headers={"Authorization": f"Bearer {tokens['access_token']}"})
    assert me.json()["email"] == user.email


async def test_login_tells_nobody_which_addresses_are_known(client: httpx.AsyncClient, user: User) -> None:
    wrong = await sign_in(client, user, "not the password")
    unknown = await client.post(f"{AUTH}/login", data={"username": "x@example.org", "password": PASSWORD})
    too_long = await sign_in(client, user, "x" * 100)
    assert wrong.status_code == unknown.status_code == too_long.status_code == 401
    assert wrong.headers["WWW-Authenticate"] == "Bearer"
    bodies = [answer.json() for answer in (wrong, unknown, too_long)]
    for body in bodies:
        del body["request_id"]
    assert bodies[0] == bodies[1] == bodies[2]
    assert bodies[0]["code"] == "wrong_credentials"


async def test_guessing_is_slowed_down(client: httpx.AsyncClient, user: User, factory: Factory) -> None:
    for _ in range(10):
        assert (await sign_in(client, user, "wrong guess")).status_code == 401
    refused = await sign_in(client, user)
    assert refused.status_code == 429
    assert refused.json()["code"] == "rate_limited"
    assert 0 < int(refused.headers["Retry-After"]) <= 300
    assert (await sign_in(client, await factory.user())).status_code == 200


async def test_the_right_password_starts_the_count_anew(client: httpx.AsyncClient, user: User) -> None:
    for _ in range(3):
        for _ in range(5):
            assert (await sign_in(client, user, "wrong guess")).status_code == 401
        assert (await sign_in(client, user)).status_code == 200


async def test_refresh_rotates(client: httpx.AsyncClient, user: User) -> None:
    first = (await sign_in(client, user)).json()["refresh_token"]
    second = await refresh(client, first)
    assert second.status_code == 200
    assert second.json()["refresh_token"] != first
    assert (await refresh(client, second.json()["refresh_token"])).status_code == 200


async def test_parallel_tabs_may_use_a_token_together(client: httpx.AsyncClient, user: User) -> None:
    first = (await sign_in(client, user)).json()["refresh_token"]
    answers = await asyncio.gather(*(refresh(client, first) for _ in range(4)))
    assert [answer.status_code for answer in answers] == [200] * 4
    successors = {answer.json()["refresh_token"] for answer in answers}
    assert len(successors) == 4
    for successor in successors:
        assert (await refresh(client, successor)).status_code == 200


async def test_a_token_used_again_later_ends_the_session(
    client: httpx.AsyncClient, resources: Resources, user: User
) -> None:
    first = (await sign_in(client, user)).json()["refresh_token"]
    other_session = (await sign_in(client, user)).json()["refresh_token"]
    second = (await refresh(client, first)).json()["refresh_token"]
    await age_rotations(resources, 31)
    reused = await refresh(client, first)
    assert reused.status_code == 401
    assert reused.json()["code"] == "invalid_refresh_token"
    assert (await refresh(client, second)).status_code == 401
    assert (await refresh(client, other_session)).status_code == 200


async def test_a_session_ends_by_itself(client: httpx.AsyncClient, resources: Resources, user: User) -> None:
    token = (await sign_in(client, user)).json()["refresh_token"]
    async with resources.database.transaction() as session:
        await session.execute(update(RefreshToken).values(expires_at=now()))
    assert (await refresh(client, token)).status_code == 401


async def test_tokens_are_not_kept_in_clear(client: httpx.AsyncClient, resources: Resources, user: User) -> None:
    token: str = (await sign_in(client, user)).json()["refresh_token"]
    async with resources.database.transaction() as session:
        [row] = await session.scalars(select(RefreshToken))
    assert len(row.token_hash) == 32
    assert token.encode() not in row.token_hash


@pytest.mark.parametrize("body", [None, {}, {"refresh_token": "unknown"}])
async def test_refresh_needs_a_token(client: httpx.AsyncClient, body: dict[str, Any] | None) -> None:
    answer = await client.post(f"{AUTH}/refresh", json=body)
    assert answer.status_code == 401


async def test_logout_ends_the_session_and_its_cookies(client: httpx.AsyncClient, user: User) -> None:
    token = (await sign_in(client, user)).json()["refresh_token"]
    answer = await client.post(f"{AUTH}/logout", headers={"Origin": ORIGIN})
    assert answer.status_code == 204
    # The browser stays known as one in which the account was signed in to.
    assert set(client.cookies) == {"scribe_device"}
    assert (await refresh(client, token)).status_code == 401
    assert (await client.get(f"{AUTH}/me")).status_code == 401


async def test_access_tokens_end_with_their_session(
    client: httpx.AsyncClient, resources: Resources, user: User
) -> None:
    session = (await sign_in(client, user)).json()
    renewed = (await refresh(client, session["refresh_token"])).json()
    other = (await sign_in(client, user)).json()
    client.cookies.clear()

    async def is_good(tokens: dict[str, Any]) -> bool:
        bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
        return (await client.get(f"{AUTH}/me", headers=bearer)).status_code == 200

    assert [await is_good(tokens) for tokens in (session, renewed, other)] == [True, True, True]
    await client.post(f"{AUTH}/logout", json={"refresh_token": renewed["refresh_token"]})
    assert [await is_good(tokens) for tokens in (session, renewed, other)] == [False, False, True]
    successor = (await refresh(client, other["refresh_token"])).json()
    await age_rotations(resources, 31)
    await refresh(client, other["refresh_token"])  # a copied token, used again
    assert [await is_good(tokens) for tokens in (other, successor)] == [False, False]


async def test_browsers_live_on_cookies(client: httpx.AsyncClient, user: User) -> None:
    await sign_in(client, user)
    assert (await client.get(f"{AUTH}/me")).json()["id"] == str(user.id)
    assert (await client.post(f"{AUTH}/refresh", headers={"Origin": ORIGIN})).status_code == 200


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
@pytest.mark.parametrize("path", ["refresh", "logout"])
async def test_a_write_by_cookie_needs_an_origin(
    client: httpx.AsyncClient, user: User, path: str, origin: dict[str, str]
) -> None:
    token = (await sign_in(client, user)).json()["refresh_token"]
    answer = await client.post(f"{AUTH}/{path}", headers=origin)
    assert answer.status_code == 403
    assert (await refresh(client, token)).status_code == 200


async def test_foreign_pages_sign_nobody_in(client: httpx.AsyncClient, user: User) -> None:
    answer = await client.post(
        f"{AUTH}/login",
        data={"username": user.email, "password": PASSWORD},
        headers={"Origin": "https://evil.example"},
    )
    assert answer.status_code == 403
    assert not client.cookies


async def test_an_account_that_is_gone_has_no_access(
    client: httpx.AsyncClient, factory: Factory, settings: Settings
) -> None:
    ghost = User(id=(await factory.user()).id)
    headers = factory.headers(ghost)
    assert (await client.get(f"{AUTH}/me", headers=headers)).status_code == 200
    database = Database(settings)
    async with database.transaction() as session:
        await session.delete(await session.get_one(User, ghost.id))
    await database.close()
    assert (await client.get(f"{AUTH}/me", headers=headers)).status_code == 401


async def test_a_crowd_at_the_door_stops_nobody_else(settings: Settings, factory: Factory) -> None:
    """Hashes are slow, and hold neither the connections nor the threads that everybody else needs."""
    app = create_app(settings.model_copy(update={"bcrypt_rounds": 12}))
    headers = factory.headers(await factory.user())
    transport = httpx.ASGITransport(app=app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        forms = [{"username": f"{number}@example.org", "password": "guess"} for number in range(60)]
        strangers = [asyncio.create_task(client.post(f"{AUTH}/login", data=form)) for form in forms]
        longest = 0.0
        while not all(task.done() for task in strangers):
            began = perf_counter()
            assert (await client.get("/api/v1/meetings", headers=headers)).status_code == 200
            longest = max(longest, perf_counter() - began)

    assert {task.result().status_code for task in strangers} <= {401, 503}
    # It was 46 s on two quiet cores; on busy ones a request alone may take seconds.
    assert longest < MAX_WAIT_SECONDS
