"""Uploads that are sent again with the same Idempotency-Key."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update
from support.factories import Factory
from test_process import END, MULTIPART, PATH, part, sound

from app.models import Meeting, OutboxJob, RequestKey, User
from app.models.base import now
from app.resources import Resources
from app.services.maintenance.sweeper import Sweeper
from app.services.repeats.request_keys import LIFETIME
from scribe_contracts.storage import Bucket

KEY = "5f0c2c1e-1be4-4d27-8a0c-1d6f7c1f2a51"


class Sender:
    """Sends forms with a key, as one user."""

    def __init__(self, client: httpx.AsyncClient, headers: dict[str, str]) -> None:
        self._client = client
        self._headers = headers

    async def post(self, *parts: bytes, key: str = KEY) -> httpx.Response:
        headers = self._headers | MULTIPART | {"Idempotency-Key": key}
        return await self._client.post(PATH, content=b"".join(parts) + END, headers=headers)


@pytest.fixture
def sender(client: httpx.AsyncClient, headers: dict[str, str]) -> Sender:
    return Sender(client, headers)


def recording(seconds: float = 0.1) -> bytes:
    return part("file", sound(seconds), "stand-up.wav", "audio/wav")


async def count(resources: Resources, table: Any) -> int:
    async with resources.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def assert_one_meeting(resources: Resources, meeting_id: str) -> None:
    assert (await count(resources, Meeting), await count(resources, OutboxJob)) == (1, 1)
    stored = [
        f"{bucket}/{item['Key']}"
        for bucket in Bucket
        for item in resources.s3.list_objects_v2(Bucket=bucket).get("Contents", [])
    ]
    assert stored == [f"uploads/{meeting_id}/source"]


async def test_the_same_form_with_the_same_key_returns_the_same_meeting(sender: Sender, resources: Resources) -> None:
    first = await sender.post(recording(), part("title", "Weekly"))
    again = await sender.post(part("title", "Weekly"), recording())

    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json()["id"] == again.json()["id"]
    await assert_one_meeting(resources, first.json()["id"])


async def test_without_a_key_or_with_another_every_form_makes_a_meeting(
    sender: Sender, client: httpx.AsyncClient, headers: dict[str, str], resources: Resources
) -> None:
    answers = [await sender.post(recording()), await sender.post(recording(), key="another")]
    answers += [await client.post(PATH, content=recording() + END, headers=headers | MULTIPART) for _ in range(2)]

    assert len({answer.json()["id"] for answer in answers}) == 4
    assert await count(resources, Meeting) == 4


@pytest.mark.parametrize("change", ["recording", "name", "field", "voice"])
async def test_another_form_with_the_same_key_is_refused(sender: Sender, resources: Resources, change: str) -> None:
    first = await sender.post(recording())
    other = {
        "recording": [recording(0.2)],
        "name": [part("file", sound(), "retro.wav", "audio/wav")],
        "field": [recording(), part("language", "fr")],
        "voice": [recording(), part("voice", sound(3), "Katie.wav", "audio/wav")],
    }[change]

    answer = await sender.post(*other)

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    await assert_one_meeting(resources, first.json()["id"])


@pytest.mark.parametrize("size", [0.1, 300.0], ids=["one part", "several parts"])
async def test_of_requests_at_the_same_time_one_makes_the_meeting(
    sender: Sender, resources: Resources, size: float
) -> None:
    answers = await asyncio.gather(*(sender.post(recording(size)) for _ in range(5)))

    assert {answer.status_code for answer in answers} == {202}
    [meeting_id] = {answer.json()["id"] for answer in answers}
    await assert_one_meeting(resources, meeting_id)
    assert resources.s3.list_multipart_uploads(Bucket=Bucket.UPLOADS).get("Uploads", []) == []


async def test_of_different_forms_at_the_same_time_one_makes_a_meeting(sender: Sender, resources: Resources) -> None:
    answers = await asyncio.gather(*(sender.post(recording(0.1 * (1 + place))) for place in range(4)))

    assert sorted(answer.status_code for answer in answers) == [202, 422, 422, 422]
    [meeting_id] = [answer.json()["id"] for answer in answers if answer.is_success]
    await assert_one_meeting(resources, meeting_id)


async def test_a_refused_form_does_not_use_up_its_key(sender: Sender) -> None:
    refused = await sender.post(recording(), part("speakers", "many"))
    accepted = await sender.post(recording(), part("speakers", "2"))

    assert (refused.status_code, accepted.status_code) == (422, 202)


async def test_users_do_not_share_keys(sender: Sender, client: httpx.AsyncClient, factory: Factory) -> None:
    other = Sender(client, factory.headers(await factory.user()))

    mine, theirs = await sender.post(recording()), await other.post(recording())

    assert (mine.status_code, theirs.status_code) == (202, 202)
    assert mine.json()["id"] != theirs.json()["id"]


async def test_the_key_of_a_deleted_meeting_makes_no_other(
    sender: Sender, client: httpx.AsyncClient, headers: dict[str, str], resources: Resources
) -> None:
    meeting_id = (await sender.post(recording())).json()["id"]
    assert (await client.delete(f"/api/v1/meetings/{meeting_id}", headers=headers)).status_code == 204

    answer = await sender.post(recording())

    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_spent")
    assert await count(resources, Meeting) == 0


@pytest.mark.parametrize("swept", [True, False])
async def test_an_old_key_is_a_new_one(sender: Sender, resources: Resources, user: User, *, swept: bool) -> None:
    first = await sender.post(recording())
    async with resources.database.transaction() as session:
        past = now() - LIFETIME - timedelta(seconds=1)
        await session.execute(update(RequestKey).where(RequestKey.owner_id == user.id).values(created_at=past))
    if swept:
        await Sweeper(resources).sweep(past)
        assert await count(resources, RequestKey) == 0

    second = await sender.post(recording(0.2))

    assert second.status_code == 202
    assert second.json()["id"] != first.json()["id"]
    assert (await sender.post(recording(0.2))).json()["id"] == second.json()["id"]


@pytest.mark.parametrize("key", ["", "k" * 256, "with space", "clé".encode("latin-1").decode("latin-1")])
async def test_a_key_that_is_none_is_refused(client: httpx.AsyncClient, headers: dict[str, str], key: str) -> None:
    sent = headers | MULTIPART | {"Idempotency-Key": key}
    encoded = {name: value.encode("latin-1") for name, value in sent.items()}

    answer = await client.post(PATH, content=recording() + END, headers=encoded)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
