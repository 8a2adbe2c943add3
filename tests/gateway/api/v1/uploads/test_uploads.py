"""Recordings in parts: accepted and rejected ones, and that any order, repetition or gap ends well."""

import asyncio
import base64
import hashlib
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import func, select, update
from support.audit.reader import AuditReader
from support.factories import Factory

from app.core.config import Settings
from app.core.limits import HEAD_BYTES
from app.models import Comment, Meeting, OutboxJob, Upload, UploadPart, User
from app.resources import Resources
from app.services.uploads.resumable import PART_BYTES
from scribe_contracts.storage import Bucket, source

PATH = "/api/v1/uploads"
RECORDING = b"RIFF\x24\x00\x00\x80WAVEfmt " + hashlib.shake_128(b"noise").digest(2 * PART_BYTES + 12_345)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"x" * 5000


def start(content: bytes = RECORDING, **fields: Any) -> dict[str, Any]:
    said = {
        "filename": "Réunion d'équipe.wav",
        "content_type": "audio/wav",
        "size_bytes": len(content),
        "head": base64.b64encode(content[:HEAD_BYTES]).decode(),
    }
    return said | fields


def digest(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


def part_of(content: bytes, number: int) -> bytes:
    return content[(number - 1) * PART_BYTES : number * PART_BYTES]


class UploadClient:
    """A client that sends one recording in parts."""

    def __init__(self, client: httpx.AsyncClient, headers: dict[str, str], content: bytes = RECORDING) -> None:
        self._client = client
        self._headers = headers
        self.content = content
        self.id = ""

    async def begin(self, **fields: Any) -> httpx.Response:
        answer = await self._client.post(PATH, json=start(self.content, **fields), headers=self._headers)
        if answer.is_success:
            self.id = answer.json()["id"]
        return answer

    async def put(self, number: int, content: bytes | None = None, **headers: str) -> httpx.Response:
        body = part_of(self.content, number) if content is None else content
        said = self._headers | {"Content-Digest": digest(body)} | {k.replace("_", "-"): v for k, v in headers.items()}
        return await self._client.put(f"{PATH}/{self.id}/parts/{number}", content=body, headers=said)

    async def state(self) -> httpx.Response:
        return await self._client.get(f"{PATH}/{self.id}", headers=self._headers)

    async def complete(self) -> httpx.Response:
        return await self._client.post(f"{PATH}/{self.id}/complete", headers=self._headers)

    async def cancel(self) -> httpx.Response:
        return await self._client.delete(f"{PATH}/{self.id}", headers=self._headers)


@pytest.fixture
async def uploader(client: httpx.AsyncClient, headers: dict[str, str]) -> UploadClient:
    return UploadClient(client, headers)


async def count(resources: Resources, table: type[Meeting | OutboxJob | Upload]) -> int:
    async with resources.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


def unfinished(resources: Resources) -> int:
    return len(resources.s3.list_multipart_uploads(Bucket=Bucket.UPLOADS).get("Uploads", []))


async def assert_nothing_left(resources: Resources) -> None:
    assert [await count(resources, table) for table in (Upload, Meeting, OutboxJob)] == [0, 0, 0]
    assert unfinished(resources) == 0
    assert resources.s3.list_objects_v2(Bucket=Bucket.UPLOADS).get("Contents", []) == []


async def test_parts_become_object_row_and_job(uploader: UploadClient, resources: Resources, user: User) -> None:
    begun = await uploader.begin(language="fr", min_speakers=2, max_speakers=4, hotwords="Scribe, Katie")
    assert begun.status_code == 201
    assert (begun.json()["part_bytes"], begun.json()["parts"]) == (PART_BYTES, [])
    for number in (3, 1, 2):
        assert (await uploader.put(number)).status_code == 204
    answer = await uploader.complete()
    assert answer.status_code == 202
    meeting = answer.json()
    assert meeting["id"] == uploader.id
    assert (meeting["title"], meeting["filename"]) == ("Réunion d'équipe", "Réunion d'équipe.wav")
    assert (meeting["content_type"], meeting["size_bytes"]) == ("audio/wav", len(RECORDING))
    assert (meeting["status"], meeting["attempt"]) == ("queued", 1)
    assert meeting["options"]["language"] == "fr"
    assert meeting["options"]["speakers"] == {"exact": None, "minimum": 2, "maximum": 4}
    bucket, key = source(UUID(uploader.id))
    stored = resources.s3.get_object(Bucket=bucket, Key=key)
    assert hashlib.sha256(stored["Body"].read()).digest() == hashlib.sha256(RECORDING).digest()
    assert stored["ContentType"] == "audio/wav"
    assert stored["Metadata"] == {}
    async with resources.database.transaction() as session:
        row = await session.get_one(Meeting, UUID(uploader.id))
        job = (await session.scalars(select(OutboxJob))).one().job
    assert row.owner_id == user.id
    assert (job.meeting_id, job.request_id) == (row.id, answer.headers["X-Request-ID"])
    assert await count(resources, Upload) == 0
    assert (await uploader.state()).status_code == 404


async def test_notes_wait_with_the_upload_and_become_comments(
    client: httpx.AsyncClient, headers: dict[str, str], resources: Resources, user: User
) -> None:
    uploader = UploadClient(client, headers, RECORDING[:5000])
    refused = await uploader.begin(notes=[{"second": 1, "text": "n" * 501}])
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    assert (await uploader.begin(notes=[{"second": 7.25, "text": "Budget?"}])).status_code == 201
    assert (await uploader.put(1)).status_code == 204
    for _ in range(2):
        assert (await uploader.complete()).status_code == 202
    async with resources.database.transaction() as session:
        note = (await session.scalars(select(Comment))).one()
    assert (note.meeting_id, note.author_id) == (UUID(uploader.id), user.id)
    assert (note.second, note.segments, note.text) == (7.25, [], "Budget?")


async def test_a_recording_that_is_sent_later_was_held_when_it_was_begun(
    client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    uploader = UploadClient(client, headers, RECORDING[:5000])
    assert (await uploader.begin(held_at="2024-05-01T09:30:00")).json()["code"] == "invalid"
    assert (await uploader.begin(held_at="2024-05-01T09:30:00+02:00")).json()["held_at"] == "2024-05-01T07:30:00Z"
    await uploader.put(1)
    meeting = (await uploader.complete()).json()
    assert meeting["held_at"] == "2024-05-01T07:30:00Z"
    assert meeting["created_at"] > "2025"


async def test_the_smallest_file(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    uploader = UploadClient(client, headers, b"\xff\xfb\x90")
    await uploader.begin(title="Three bytes")
    assert (await uploader.put(1)).status_code == 204
    answer = await uploader.complete()
    assert (answer.status_code, answer.json()["title"], answer.json()["size_bytes"]) == (202, "Three bytes", 3)


async def test_an_upload_lists_the_parts_that_have_arrived(
    uploader: UploadClient, client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    await uploader.begin(title="Weekly")
    await uploader.put(3)
    await uploader.put(1)
    state = (await uploader.state()).json()
    assert [part["number"] for part in state["parts"]] == [1, 3]
    assert state["parts"][1] == {
        "number": 3,
        "size_bytes": 12_345 + 16,
        "sha256": hashlib.sha256(part_of(RECORDING, 3)).hexdigest(),
    }
    assert state["received_bytes"] == PART_BYTES + 12_345 + 16
    assert state["head_sha256"] == hashlib.sha256(RECORDING[:HEAD_BYTES]).hexdigest()
    listed = (await client.get(PATH, headers=headers)).json()
    assert listed == [{name: value for name, value in state.items() if name != "parts"}]


async def test_gaps_are_named(uploader: UploadClient, resources: Resources) -> None:
    await uploader.begin()
    await uploader.put(2)
    answer = await uploader.complete()
    assert (answer.status_code, answer.json()["code"]) == (409, "parts_missing")
    assert answer.json()["detail"] == "2 of 3 parts are missing: 1, 3."
    await uploader.put(1)
    await uploader.put(3)
    assert (await uploader.complete()).status_code == 202


async def test_completing_again_answers_the_same_meeting(uploader: UploadClient, resources: Resources) -> None:
    """The first response may have been lost."""
    await uploader.begin()
    await asyncio.gather(*(uploader.put(number) for number in (1, 2, 3)))
    answers = await asyncio.gather(*(uploader.complete() for _ in range(3)))
    answers.append(await uploader.complete())
    assert [answer.status_code for answer in answers] == [202] * 4
    assert {answer.json()["id"] for answer in answers} == {uploader.id}
    assert await count(resources, OutboxJob) == 1


class Refusal(NamedTuple):
    status: int
    code: str
    field: str | None = None


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (start(PDF), Refusal(415, "not_media")),
        (start(b"just a few words"), Refusal(415, "not_media")),
        (start(b""), Refusal(422, "file_empty", "size_bytes")),
        (start(head=""), Refusal(422, "invalid", "head")),
        (start(head="?"), Refusal(422, "invalid", "head")),
        (start(size_bytes=3), Refusal(422, "invalid", "head")),
        (start(language="french"), Refusal(422, "invalid", "language")),
        (start(speakers=3, min_speakers=2), Refusal(422, "invalid", "speakers")),
        (start(min_speakers=5, max_speakers=2), Refusal(422, "invalid", "speakers")),
        (start(title="a\0b"), Refusal(422, "invalid", "title")),
        (start(colour="red"), Refusal(422, "invalid", "colour")),
        (start(filename=""), Refusal(422, "invalid", "filename")),
    ],
)
async def test_an_invalid_upload_is_rejected_before_anything_is_sent(
    client: httpx.AsyncClient, headers: dict[str, str], resources: Resources, said: dict[str, Any], refusal: Refusal
) -> None:
    answer = await client.post(PATH, json=said, headers=headers)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (refusal.status, refusal.code)
    assert [error["field"] for error in problem["errors"]] == ([refusal.field] if refusal.field else [])
    await assert_nothing_left(resources)


class TestLimit:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"max_upload_bytes": len(RECORDING) - 1})

    async def test_a_file_that_is_too_large_is_refused_at_once(
        self, uploader: UploadClient, resources: Resources
    ) -> None:
        answer = await uploader.begin()
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        await assert_nothing_left(resources)


@pytest.mark.parametrize(
    ("number", "content", "sent", "refusal"),
    [
        (2, None, {"Content_Digest": ""}, Refusal(400, "digest_missing")),
        (2, None, {"Content_Digest": "sha-256=:c2hvcnQ=:"}, Refusal(400, "digest_missing")),
        (2, None, {"Content_Digest": digest(b"other")}, Refusal(422, "digest_mismatch")),
        (2, b"too short", {}, Refusal(422, "part_mismatch")),
        (3, bytes(PART_BYTES), {}, Refusal(422, "part_mismatch")),
        (0, b"x", {}, Refusal(422, "part_mismatch")),
        (4, b"x", {}, Refusal(422, "part_mismatch")),
        (2**40, b"x", {}, Refusal(422, "invalid")),
        (1, PDF.ljust(PART_BYTES), {}, Refusal(422, "part_mismatch")),
    ],
)
async def test_an_invalid_part_does_not_count(
    uploader: UploadClient, number: int, content: bytes | None, sent: dict[str, str], refusal: Refusal
) -> None:
    await uploader.begin()
    answer = await uploader.put(number, content, **sent)
    assert (answer.status_code, answer.json()["code"]) == (refusal.status, refusal.code)
    assert (await uploader.state()).json()["parts"] == []


async def test_a_part_sent_again_replaces_the_first(uploader: UploadClient, resources: Resources) -> None:
    await uploader.begin()
    await uploader.put(2, bytes(PART_BYTES))
    await asyncio.gather(*(uploader.put(number) for number in (1, 2, 3)))
    await uploader.complete()
    bucket, key = source(UUID(uploader.id))
    assert resources.s3.get_object(Bucket=bucket, Key=key)["Body"].read() == RECORDING


class TestEncrypted:
    """The same part sent twice is two to storage, of which it may keep either."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"storage_encryption_key": SecretStr("0b" * 32)})

    async def test_a_part_that_is_there_is_not_stored_again(self, uploader: UploadClient, resources: Resources) -> None:
        await uploader.begin()
        await uploader.put(2)
        before = await stored_tags(resources)
        assert (await uploader.put(2)).status_code == 204
        assert await stored_tags(resources) == before

    async def test_a_part_that_storage_holds_in_another_version_is_sent_again(
        self, uploader: UploadClient, resources: Resources
    ) -> None:
        await uploader.begin()
        for number in (1, 2, 3):
            await uploader.put(number)
        async with resources.database.transaction() as session:
            other = hashlib.md5(b"the response of another request", usedforsecurity=False).hexdigest()
            await session.execute(update(UploadPart).where(UploadPart.number == 2).values(etag=f'"{other}"'))
        answer = await uploader.complete()
        assert (answer.status_code, answer.json()["code"]) == (409, "parts_missing")
        assert answer.json()["detail"].endswith(": 2.")
        assert [part["number"] for part in (await uploader.state()).json()["parts"]] == [1, 3]
        await uploader.put(2)
        assert (await uploader.complete()).status_code == 202
        bucket, key = source(UUID(uploader.id))
        assert resources.s3.get_object(Bucket=bucket, Key=key)["Body"].read() == RECORDING


async def stored_tags(resources: Resources) -> list[str]:
    async with resources.database.transaction() as session:
        upload = (await session.scalars(select(Upload))).one()
    bucket, key = source(upload.id)
    parts = resources.s3.list_parts(Bucket=bucket, Key=key, UploadId=upload.s3_upload_id).get("Parts", [])
    return [part["ETag"] for part in parts]


async def test_a_cancelled_upload_leaves_nothing(uploader: UploadClient, resources: Resources) -> None:
    await uploader.begin()
    await uploader.put(1)
    assert unfinished(resources) == 1
    assert (await uploader.cancel()).status_code == 204
    await assert_nothing_left(resources)
    for answer in (await uploader.put(2), await uploader.complete(), await uploader.cancel(), await uploader.state()):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_an_upload_that_storage_gave_up_is_gone(uploader: UploadClient, resources: Resources) -> None:
    """Operators and S3 servers have rules of their own for incomplete uploads."""
    await uploader.begin()
    await uploader.put(1)
    bucket, key = source(UUID(uploader.id))
    async with resources.database.transaction() as session:
        upload_id = await session.scalar(select(Upload.s3_upload_id))
    assert upload_id is not None
    resources.s3.abort_multipart_upload(Bucket=bucket, Key=key, UploadId=upload_id)
    answer = await uploader.put(2)
    assert (answer.status_code, answer.json()["code"]) == (410, "upload_lost")
    await assert_nothing_left(resources)


async def test_the_audit_log_knows_no_meeting_that_did_not_come_about(
    uploader: UploadClient, client: httpx.AsyncClient, factory: Factory, resources: Resources, admin: User
) -> None:
    await uploader.begin()
    await asyncio.gather(*(uploader.put(number) for number in (1, 2, 3)))
    bucket, key = source(UUID(uploader.id))
    async with resources.database.transaction() as session:
        upload_id = await session.scalar(select(Upload.s3_upload_id))
    assert upload_id is not None
    resources.s3.abort_multipart_upload(Bucket=bucket, Key=key, UploadId=upload_id)
    assert (await uploader.complete()).status_code == 410
    [line] = await AuditReader(client, factory.headers(admin)).wait("meeting_create")
    assert (line["result"], line["details"]["upload_id"]) == ("failed", uploader.id)


async def test_another_user_completes_nothing(
    uploader: UploadClient, client: httpx.AsyncClient, factory: Factory, resources: Resources
) -> None:
    await uploader.begin()
    await asyncio.gather(*(uploader.put(number) for number in (1, 2, 3)))
    other = factory.headers(await factory.user())
    stranger = UploadClient(client, other)
    stranger.id = uploader.id
    for answer in (await stranger.put(1), await stranger.state(), await stranger.complete(), await stranger.cancel()):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await client.get(PATH, headers=other)).json() == []
    assert (await uploader.complete()).status_code == 202
    assert (await stranger.complete()).status_code == 404


async def test_only_an_id_is_looked_for(uploader: UploadClient) -> None:
    uploader.id = str(uuid4())
    assert (await uploader.state()).status_code == 404
