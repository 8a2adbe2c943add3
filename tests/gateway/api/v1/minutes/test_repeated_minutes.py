"""Requests for minutes that are sent again with the same Idempotency-Key."""

import asyncio

import httpx
import pytest
from sqlalchemy import func, select
from support.factories import Factory
from support.object_store import ObjectStore
from support.transcripts import dialogue

from app.core.config import Settings
from app.models import Meeting, Minutes, User
from app.resources import Resources
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact

KEY = {"Idempotency-Key": "minutes-1"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    settings.language_url = "http://127.0.0.1:9/v1"
    return settings


@pytest.fixture
async def owner(factory: Factory) -> User:
    return await factory.user()


async def completed(factory: Factory, store: ObjectStore, owner: User) -> Meeting:
    meeting = await factory.meeting(owner, status=MeetingStatus.COMPLETED, title="Weekly", language="en")
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    return meeting


@pytest.fixture
async def meeting(factory: Factory, store: ObjectStore, owner: User) -> Meeting:
    return await completed(factory, store, owner)


@pytest.fixture
async def other(factory: Factory, store: ObjectStore, owner: User) -> Meeting:
    return await completed(factory, store, owner)


@pytest.fixture
def api(client: httpx.AsyncClient, factory: Factory, owner: User) -> httpx.AsyncClient:
    client.headers.update(factory.headers(owner))
    return client


def path(meeting: Meeting) -> str:
    return f"/api/v1/meetings/{meeting.id}/minutes"


async def count(resources: Resources) -> int:
    async with resources.database.look() as session:
        return await session.scalar(select(func.count()).select_from(Minutes)) or 0


async def test_sent_again_the_same_minutes_are_returned(
    api: httpx.AsyncClient, meeting: Meeting, resources: Resources
) -> None:
    first = await api.post(path(meeting), json={}, headers=KEY)
    again = await api.post(path(meeting), json={"template": "compte_rendu"}, headers=KEY)

    assert (first.status_code, again.status_code) == (202, 202)
    assert again.json()["id"] == first.json()["id"]
    assert await count(resources) == 1
    assert (await api.post(path(meeting), json={})).json()["id"] != first.json()["id"]
    assert await count(resources) == 2


async def test_of_several_at_once_one_makes_them(
    api: httpx.AsyncClient, meeting: Meeting, resources: Resources
) -> None:
    answers = await asyncio.gather(*(api.post(path(meeting), json={}, headers=KEY) for _ in range(5)))

    assert [answer.status_code for answer in answers] == [202] * 5
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await count(resources) == 1


async def test_a_key_stands_for_one_request_of_one_meeting(
    api: httpx.AsyncClient, meeting: Meeting, other: Meeting, resources: Resources
) -> None:
    await api.post(path(meeting), json={}, headers=KEY)

    for where, wanted in ((meeting, {"language": "fr"}), (other, {})):
        refused = await api.post(path(where), json=wanted, headers=KEY)
        assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")
    assert await count(resources) == 1


async def test_a_key_whose_minutes_are_gone_is_spent(
    api: httpx.AsyncClient, meeting: Meeting, resources: Resources
) -> None:
    made = (await api.post(path(meeting), json={}, headers=KEY)).json()
    await api.delete(f"{path(meeting)}/{made['id']}")

    refused = await api.post(path(meeting), json={}, headers=KEY)

    assert (refused.status_code, refused.json()["code"]) == (409, "idempotency_key_spent")
    assert await count(resources) == 0
