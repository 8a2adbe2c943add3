"""Limits on guessing: per account, per address and per both, whatever headers a client sends."""

from collections.abc import AsyncIterator

import httpx
import pytest
from redis.asyncio import Redis
from support.factories import PASSWORD, Factory
from support.gateway_settings import ORIGIN, make_settings

from app.api.v1.auth import MAX_REFRESHES, MAX_REGISTRATIONS
from app.core.config import Settings
from app.main import create_app
from app.models import User
from app.services.accounts.login_limit import LoginLimit
from servers.infrastructure import Endpoints

LOGIN = "/api/v1/auth/login"


@pytest.fixture
async def client(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a gateway behind a proxy on 127.0.0.1, which the client may write any header through."""
    app = create_app(settings.model_copy(update={"login_attempts": 5, "trusted_proxies": ("127.0.0.1",)}))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ORIGIN) as client,
    ):
        yield client


async def attempt(client: httpx.AsyncClient, email: str, password: str, *, via: str) -> int:
    form = {"username": email, "password": password}
    answer = await client.post(LOGIN, data=form, headers={"X-Forwarded-For": via})
    return answer.status_code


async def test_a_forged_header_brings_no_more_guesses(client: httpx.AsyncClient, user: User) -> None:
    """The proxy appends the true address; what stands in front of it was written by the client."""
    statuses = [await attempt(client, user.email, "guess", via=f"10.0.0.{n}, 198.51.100.1") for n in range(25)]

    assert statuses == [401] * 5 + [429] * 20


async def test_many_addresses_together_have_few_guesses_at_one_account(client: httpx.AsyncClient, user: User) -> None:
    statuses = [await attempt(client, user.email, "guess", via=f"198.51.100.{n}") for n in range(25)]

    assert statuses == [401] * 15 + [429] * 10


async def test_one_address_has_few_guesses_at_many_accounts(client: httpx.AsyncClient) -> None:
    emails = [f"{number}@example.org" for number in range(60)]
    statuses = [await attempt(client, email, "guess", via="198.51.100.1") for email in emails]

    assert statuses == [401] * 50 + [429] * 10


async def test_strangers_do_not_lock_somebody_out_of_a_known_browser(client: httpx.AsyncClient, user: User) -> None:
    assert await attempt(client, user.email, PASSWORD, via="203.0.113.5") == 200
    device = {"scribe_device": client.cookies["scribe_device"]}
    client.cookies.clear()
    for number in range(20):
        await attempt(client, user.email, "guess", via=f"198.51.100.{number}")

    assert await attempt(client, user.email, PASSWORD, via="203.0.113.5") == 429
    client.cookies.update(device)
    assert await attempt(client, user.email, PASSWORD, via="203.0.113.5") == 200


async def test_a_known_browser_of_one_account_is_not_known_to_another(
    client: httpx.AsyncClient, user: User, factory: Factory
) -> None:
    assert await attempt(client, user.email, PASSWORD, via="203.0.113.5") == 200
    other = await factory.user()

    statuses = [await attempt(client, other.email, "guess", via="198.51.100.1") for _ in range(7)]

    assert statuses == [401] * 5 + [429] * 2


async def test_a_known_browser_may_not_guess_for_ever(client: httpx.AsyncClient, user: User) -> None:
    assert await attempt(client, user.email, PASSWORD, via="203.0.113.5") == 200

    statuses = [await attempt(client, user.email, "guess", via=f"198.51.100.{n}") for n in range(7)]

    assert statuses == [401] * 5 + [429] * 2


async def test_who_signs_in_uses_nothing_up(client: httpx.AsyncClient, factory: Factory) -> None:
    users = [await factory.user() for _ in range(20)]

    for _ in range(3):
        for user in users:
            assert await attempt(client, user.email, PASSWORD, via="198.51.100.1") == 200
            client.cookies.clear()


async def test_registrations_and_refreshes_from_one_address_are_limited(client: httpx.AsyncClient) -> None:
    via = {"X-Forwarded-For": "198.51.100.1"}
    registrations = [await client.post("/api/v1/auth/register", json={}, headers=via) for _ in range(MAX_REGISTRATIONS)]
    assert {answer.status_code for answer in registrations} == {422}
    account = {"email": "a@example.org", "password": "a long pass phrase", "name": "A"}
    refused = await client.post("/api/v1/auth/register", json=account, headers=via)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0

    for _ in range(MAX_REFRESHES):
        await client.post("/api/v1/auth/refresh", json={"refresh_token": "guess"}, headers=via)
    assert (await client.post("/api/v1/auth/refresh", json={"refresh_token": "x"}, headers=via)).status_code == 429
    elsewhere = {"X-Forwarded-For": "198.51.100.2"}
    again = await client.post("/api/v1/auth/refresh", json={"refresh_token": "x"}, headers=elsewhere)
    assert again.status_code == 401


async def test_a_counter_that_expires_during_a_sign_in_does_not_lock_for_ever(endpoints: Endpoints) -> None:
    settings = make_settings(endpoints)
    async with Redis.from_url(endpoints.redis_url) as redis:
        limit = LoginLimit(redis, settings, email="ada@example.org", address="198.51.100.1")
        await limit.count()
        await redis.flushdb()
        await limit.forget()
        await limit.count()
        keys = await redis.keys("scribe:limit:*")
        assert len(keys) == 3
        assert all([0 < await redis.ttl(key) <= settings.login_window_seconds for key in keys])
        await redis.flushdb()
