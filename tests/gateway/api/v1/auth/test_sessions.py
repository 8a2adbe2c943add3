"""The list of one's sessions, and ending them, over HTTP."""

import asyncio
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select, text, update
from support.factories import PASSWORD, Factory
from support.gateway_settings import ORIGIN
from support.waiting import wait_until

from app.core.config import Settings
from app.models import User, UserSession
from app.resources import Resources
from app.services.accounts import sessions

AUTH = "/api/v1/auth"
SESSIONS = f"{AUTH}/sessions"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1"


class Device:
    """A client of its own, without cookies, signed in to an account."""

    def __init__(self, client: httpx.AsyncClient, agent: str, tokens: dict[str, Any]) -> None:
        self._client = client
        self._agent = agent
        self.tokens = tokens

    async def ask(self, method: str, path: str, **body: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.tokens['access_token']}", "User-Agent": self._agent}
        return await self._client.request(method, path, headers=headers, **body)

    async def listed(self) -> list[dict[str, Any]]:
        answer = await self.ask("GET", SESSIONS)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()
        return found

    async def refresh(self) -> httpx.Response:
        answer = await self.ask("POST", f"{AUTH}/refresh", json={"refresh_token": self.tokens["refresh_token"]})
        if answer.is_success:
            self.tokens = answer.json()
        return answer

    async def works(self) -> bool:
        return (await self.ask("GET", f"{AUTH}/me")).status_code == 200


async def enter(app: FastAPI, user: User, agent: str) -> Device:
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ORIGIN)
    answer = await client.post(
        f"{AUTH}/login", data={"username": user.email, "password": PASSWORD}, headers={"User-Agent": agent}
    )
    assert answer.status_code == 200
    client.cookies.clear()
    return Device(client, agent, answer.json())


@pytest.fixture
async def desk(app: FastAPI, user: User) -> Device:
    return await enter(app, user, FIREFOX)


@pytest.fixture
async def phone(app: FastAPI, user: User, desk: Device) -> Device:
    return await enter(app, user, PHONE)


async def test_sessions_are_listed_with_their_device(desk: Device, phone: Device) -> None:
    mine, other = await desk.listed()
    assert (mine["device"], mine["current"], mine["address"]) == (FIREFOX, True, "127.0.0.1")
    assert (other["device"], other["current"]) == (PHONE, False)
    assert [each["current"] for each in await phone.listed()] == [True, False]


async def test_a_session_stays_the_same_when_it_is_renewed(desk: Device) -> None:
    [before] = await desk.listed()
    assert (await desk.refresh()).status_code == 200
    [after] = await desk.listed()
    assert (after["id"], after["began_at"]) == (before["id"], before["began_at"])
    assert after["last_used_at"] > before["last_used_at"]


async def test_another_session_is_ended_at_once(desk: Device, phone: Device) -> None:
    [_, other] = await desk.listed()
    assert (await desk.ask("DELETE", f"{SESSIONS}/{other['id']}")).status_code == 204
    assert not await phone.works()
    assert (await phone.refresh()).status_code == 401
    assert await desk.works()
    assert len(await desk.listed()) == 1
    assert (await desk.ask("DELETE", f"{SESSIONS}/{other['id']}")).status_code == 404


async def test_all_others_are_ended_at_once(app: FastAPI, user: User, desk: Device, phone: Device) -> None:
    third = await enter(app, user, "curl/8")
    assert (await phone.ask("DELETE", SESSIONS)).status_code == 204
    assert [await each.works() for each in (desk, phone, third)] == [False, True, False]
    assert (await phone.refresh()).status_code == 200
    assert len(await phone.listed()) == 1


async def test_nobody_ends_the_session_of_somebody_else(app: FastAPI, factory: Factory, desk: Device) -> None:
    stranger = await enter(app, await factory.user(), PHONE)
    [mine] = await desk.listed()
    assert (await stranger.ask("DELETE", f"{SESSIONS}/{mine['id']}")).status_code == 404
    assert (await stranger.ask("DELETE", f"{SESSIONS}/{uuid4()}")).status_code == 404
    assert (await stranger.ask("DELETE", SESSIONS)).status_code == 204
    assert await desk.works()


async def test_ended_sessions_and_those_of_an_old_password_are_not_listed(desk: Device, phone: Device) -> None:
    assert (await phone.ask("POST", f"{AUTH}/logout", json={"refresh_token": phone.tokens["refresh_token"]})).is_success
    assert len(await desk.listed()) == 1
    change = {"current_password": PASSWORD, "new_password": "another good one"}
    desk.tokens = (await desk.ask("POST", f"{AUTH}/password", json=change)).json()
    [only] = await desk.listed()
    assert only["current"]


async def test_a_session_ends_however_much_it_is_used(
    desk: Device, phone: Device, resources: Resources, settings: Settings
) -> None:
    age = timedelta(seconds=settings.session_max_seconds - 60)
    [mine, _] = await desk.listed()
    async with resources.database.transaction() as session:
        old = update(UserSession).where(UserSession.id == mine["id"]).values(began_at=UserSession.began_at - age)
        await session.execute(old)
    assert (await desk.refresh()).status_code == 200
    assert 0 < desk.tokens["expires_in"] <= 60
    async with resources.database.transaction() as session:
        await session.execute(old)
    refused = await desk.refresh()
    assert (refused.status_code, refused.json()["code"]) == (401, "invalid_refresh_token")
    assert not await desk.works()
    assert await phone.works()


async def test_the_device_is_a_text_of_bounded_length(app: FastAPI, user: User, resources: Resources) -> None:
    await enter(app, user, "x" * 2000 + "\x1f")
    async with resources.database.transaction() as session:
        [row] = await session.scalars(select(UserSession))
    assert row.device == "x" * 300


async def test_a_session_that_is_being_renewed_is_ended_with_the_new_token(
    desk: Device, phone: Device, resources: Resources, user: User
) -> None:
    """A thief could renew in a loop, so that the list would show an ended session again and again."""
    [_, other] = await desk.listed()
    client = sessions.Client("127.0.0.1", PHONE)
    async with resources.database.transaction() as session:
        renewed = await sessions.refresh(session, phone.tokens["refresh_token"], client, resources.settings)
        ending = asyncio.create_task(desk.ask("DELETE", f"{SESSIONS}/{other['id']}"))
        await wait_until(partial(_waits_for_a_lock, resources))
    assert (await ending).status_code == 204
    phone.tokens = {"access_token": renewed.access_token, "refresh_token": renewed.refresh_token}
    assert (await phone.refresh()).status_code == 401
    assert len(await desk.listed()) == 1


async def _waits_for_a_lock(resources: Resources) -> bool:
    async with resources.database.look() as session:
        return bool(await session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))
