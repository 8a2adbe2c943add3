"""Announcements of recordings in parts that are sent again with the same Idempotency-Key."""

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select
from test_uploads import PATH, RECORDING, UploadClient, start

from app.models import Upload
from app.resources import Resources
from scribe_contracts.storage import Bucket

KEY = {"Idempotency-Key": "begin-1"}


@pytest.fixture
def begin(client: httpx.AsyncClient, headers: dict[str, str]) -> Any:
    async def begin(**fields: Any) -> httpx.Response:
        return await client.post(PATH, json=start(RECORDING, **fields), headers=headers | KEY)

    return begin


async def assert_one_upload(resources: Resources) -> None:
    async with resources.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Upload)) == 1
    assert len(resources.s3.list_multipart_uploads(Bucket=Bucket.UPLOADS).get("Uploads", [])) == 1


async def test_the_same_announcement_returns_the_same_upload_and_what_has_arrived(
    begin: Any, client: httpx.AsyncClient, headers: dict[str, str], resources: Resources
) -> None:
    first = await begin()
    sender = UploadClient(client, headers)
    sender.id = first.json()["id"]
    assert (await sender.put(2)).status_code == 204

    again = await begin()

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json()["id"] == first.json()["id"]
    assert [part["number"] for part in again.json()["parts"]] == [2]
    await assert_one_upload(resources)


async def test_announcements_at_the_same_time_begin_one_upload(begin: Any, resources: Resources) -> None:
    answers = await asyncio.gather(*(begin() for _ in range(5)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    await assert_one_upload(resources)


async def test_another_announcement_with_the_same_key_is_refused(begin: Any, resources: Resources) -> None:
    answers = await asyncio.gather(*(begin(title=f"Title {number}") for number in range(3)))
    later = await begin(title="Another")

    assert sorted(answer.status_code for answer in answers) == [201, 422, 422]
    assert (later.status_code, later.json()["code"]) == (422, "idempotency_key_reused")
    await assert_one_upload(resources)


@pytest.mark.parametrize("end", ["completed", "cancelled"])
async def test_the_key_of_an_ended_upload_begins_no_other(
    begin: Any, client: httpx.AsyncClient, headers: dict[str, str], end: str
) -> None:
    sender = UploadClient(client, headers)
    sender.id = (await begin()).json()["id"]
    if end == "completed":
        for number in (1, 2, 3):
            assert (await sender.put(number)).status_code == 204
        assert (await client.post(f"{PATH}/{sender.id}/complete", headers=headers)).status_code == 202
    else:
        assert (await client.delete(f"{PATH}/{sender.id}", headers=headers)).status_code == 204

    answer = await begin()

    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_spent")
