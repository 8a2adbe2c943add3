"""Imports over HTTP: an ordinary meeting comes of them, and nothing of a refused one is left."""

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlalchemy import func, select
from support.imports import SRT
from support.object_store import ObjectStore
from support.sounds import tone, wav
from support.waiting import wait_until

from app.models import Meeting, OutboxJob
from app.resources import Resources
from scribe_contracts import storage
from scribe_contracts.storage import Bucket
from scribe_contracts.transcript import Transcript

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PATH = "/api/v1/imports"


@pytest.fixture
async def post(client: httpx.AsyncClient, headers: dict[str, str]) -> Any:
    async def post(content: str | bytes = SRT, name: str = "Planning.srt", **more: Any) -> httpx.Response:
        recording = more.pop("recording", None)
        files = {"transcript": (name, content)} | ({"file": ("Call.wav", recording)} if recording else {})
        return await client.post(PATH, files=files, data=more, headers=headers)

    return post


async def test_a_transcript_becomes_a_completed_meeting(
    client: httpx.AsyncClient, headers: dict[str, str], post: Any
) -> None:
    answer = await post(title="Ship it", language="en", held_at="2024-05-01T09:30:00+02:00")

    assert answer.status_code == 201, answer.text
    meeting = answer.json()
    assert (meeting["title"], meeting["status"], meeting["language"]) == ("Ship it", "completed", "en")
    assert (meeting["imported"], meeting["has_recording"]) == (True, False)
    assert (meeting["duration"], meeting["speakers"], meeting["filename"]) == (9.0, 2, "Planning.srt")
    assert meeting["held_at"] == "2024-05-01T07:30:00Z"
    url = f"/api/v1/meetings/{meeting['id']}"
    loaded = Transcript.model_validate((await client.get(f"{url}/transcript", headers=headers)).json())
    assert [segment.text for segment in loaded.segments] == ["We ship on Friday if the tests pass.", "Agreed."]
    for export in ("srt", "docx", "rttm", "json"):
        assert (await client.get(f"{url}/export/{export}", headers=headers)).status_code == 200
    assert (await client.get(f"{url}/audio", headers=headers)).status_code == 404


async def test_an_imported_meeting_is_found_edited_and_deleted(
    client: httpx.AsyncClient, headers: dict[str, str], post: Any, s3: "S3Client"
) -> None:
    meeting = (await post()).json()
    url = f"/api/v1/meetings/{meeting['id']}"

    async def found(words: str) -> int:
        answer = await client.get("/api/v1/meetings", params={"q": words}, headers=headers)
        return int(answer.json()["total"])

    await wait_until(lambda: _is_one(found("agreed")))
    rename = {"base": 0, "edit_id": meeting["id"], "operation": {"kind": "rename"}}
    rename["operation"] |= {"speaker": "SPEAKER_01", "name": "Steven"}
    edited = await client.post(f"{url}/revisions", json=rename, headers=headers)
    assert edited.status_code == 201, edited.text
    assert (await client.delete(url, headers=headers)).status_code == 204
    assert await found("agreed") == 0
    for bucket in (Bucket.UPLOADS, Bucket.PROCESSED):
        assert s3.list_objects_v2(Bucket=bucket).get("KeyCount") == 0


async def _is_one(count: Any) -> bool:
    return bool(await count == 1)


async def test_a_meeting_without_a_recording_cannot_be_processed(
    client: httpx.AsyncClient, headers: dict[str, str], post: Any
) -> None:
    meeting = (await post()).json()

    answer = await client.post(f"/api/v1/meetings/{meeting['id']}/retry", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (409, "no_recording")


async def test_with_a_recording_the_worker_is_asked_to_prepare_it_only(
    post: Any, resources: Resources, s3: "S3Client"
) -> None:
    answer = await post(recording=wav(tone(0.5)))

    assert answer.status_code == 201, answer.text
    meeting = answer.json()
    assert (meeting["status"], meeting["has_recording"], meeting["filename"]) == ("queued", True, "Call.wav")
    assert meeting["title"] == "Planning"
    async with resources.database.transaction() as session:
        job = (await session.scalars(select(OutboxJob))).one().job
    assert job.imported
    assert ObjectStore(s3).stored() == {
        "/".join(place) for place in (storage.imported_transcript(job.meeting_id), storage.source(job.meeting_id))
    }


@pytest.mark.parametrize(
    ("sent", "code", "detail"),
    [
        ({"content": "1\n00:00:01,000 --> x\nHi"}, "transcript_malformed", "Line 2: expected a line of times"),
        ({"content": b""}, "transcript_empty", "empty"),
        ({"content": b"A: \xff\xfe\x00\x01" * 9}, "transcript_malformed", "not"),
        ({"recording": b"%PDF-1.7 not a recording"}, "not_media", "not an audio or video recording"),
        ({"recording": wav(tone(0.5)), "content": "1\n00:00:01,000 --> x\nHi"}, "transcript_malformed", "Line 2"),
        ({"language": "xx"}, "invalid", "language"),
        ({"held_at": "yesterday"}, "invalid", "held_at"),
        ({"colour": "red"}, "invalid", "colour"),
    ],
)
async def test_a_refused_import_leaves_nothing(
    post: Any, resources: Resources, s3: "S3Client", *, sent: dict[str, Any], code: str, detail: str
) -> None:
    answer = await post(**sent)

    assert answer.json()["code"] == code
    assert detail in answer.json()["detail"]
    assert answer.status_code in {415, 422}
    async with resources.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Meeting)) == 0
    assert s3.list_objects_v2(Bucket=Bucket.UPLOADS).get("KeyCount") == 0


async def test_a_form_without_a_transcript_is_refused(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    answer = await client.post(PATH, files={"file": ("Call.wav", wav(tone(0.5)))}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "transcript_missing")


async def test_a_huge_transcript_is_refused(post: Any) -> None:
    answer = await post(b"A: " + b"a" * (33 * 2**20))

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_an_import_that_is_sent_again_with_its_key_makes_one_meeting(
    client: httpx.AsyncClient, post: Any, resources: Resources, store: ObjectStore
) -> None:
    client.headers["Idempotency-Key"] = "import-1"
    first = await post(recording=wav(tone(1.0)))
    stored = store.stored()

    answers = [await post(recording=wav(tone(1.0)))]
    answers += await asyncio.gather(*(post(recording=wav(tone(1.0))) for _ in range(3)))

    assert {answer.status_code for answer in answers} == {201}
    assert {answer.json()["id"] for answer in answers} == {first.json()["id"]}
    assert store.stored() == stored
    async with resources.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Meeting)) == 1
        assert await session.scalar(select(func.count()).select_from(OutboxJob)) == 1


async def test_of_imports_at_the_same_time_one_makes_the_meeting(
    client: httpx.AsyncClient, post: Any, store: ObjectStore
) -> None:
    client.headers["Idempotency-Key"] = "import-1"

    answers = await asyncio.gather(*(post() for _ in range(5)))

    assert {answer.status_code for answer in answers} == {201}
    (meeting_id,) = {answer.json()["id"] for answer in answers}
    assert {place.split("/")[1] for place in store.stored()} == {meeting_id}


async def test_another_import_with_the_same_key_is_refused_and_that_of_a_deleted_meeting_is_spent(
    client: httpx.AsyncClient, headers: dict[str, str], post: Any, store: ObjectStore
) -> None:
    client.headers["Idempotency-Key"] = "import-1"
    first = await post()
    stored = store.stored()

    other = [await post(title="Another"), await post(SRT + "\n"), await post(recording=wav(tone(1.0)))]
    kept = store.stored()
    await client.delete(f"/api/v1/meetings/{first.json()['id']}", headers=headers)
    late = await post()

    assert {(answer.status_code, answer.json()["code"]) for answer in other} == {(422, "idempotency_key_reused")}
    assert kept == stored
    assert (late.status_code, late.json()["code"]) == (409, "idempotency_key_spent")
