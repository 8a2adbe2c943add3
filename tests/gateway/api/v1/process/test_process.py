"""Uploads over HTTP: accepted and rejected forms, and that a rejected one leaves no trace."""

import io
import json
import wave
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import httpx
import pytest
from sqlalchemy import func, select

from app.core.config import Settings
from app.main import create_app
from app.models import Comment, Meeting, OutboxJob, User, Voice
from app.resources import Resources
from app.services.uploads.writer import STORED_PART_BYTES
from scribe_contracts.jobs import JOBS_STREAM
from scribe_contracts.storage import Bucket, source, voice_sample

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PATH = "/api/v1/process"
BOUNDARY = "limit-9c5a"
MULTIPART = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def sound(seconds: float = 0.1) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(range(256)) * int(seconds * 16_000 * 2 / 256))
    return buffer.getvalue()


def part(name: str, content: bytes | str, filename: str | None = None, content_type: str = "") -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
    head += "" if filename is None else f'; filename="{filename}"'
    head += f"\r\nContent-Type: {content_type}" if content_type else ""
    body = content.encode() if isinstance(content, str) else content
    return head.encode() + b"\r\n\r\n" + body + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()


def recording() -> bytes:
    return part("file", sound(), "Réunion d'équipe.wav", "audio/wav")


@pytest.fixture
async def post(client: httpx.AsyncClient, headers: dict[str, str]) -> Any:
    async def post(*parts: bytes, end: bytes = END) -> httpx.Response:
        return await client.post(PATH, content=b"".join(parts) + end, headers=headers | MULTIPART)

    return post


async def assert_nothing_left(resources: Resources) -> None:
    for bucket in Bucket:
        assert resources.s3.list_objects_v2(Bucket=bucket).get("Contents", []) == []
        assert resources.s3.list_multipart_uploads(Bucket=bucket).get("Uploads", []) == []
    async with resources.database.transaction() as session:
        for table in (Meeting, OutboxJob, Voice):
            assert await session.scalar(select(func.count()).select_from(table)) == 0
    assert await resources.redis.xlen(JOBS_STREAM) == 0


async def test_an_upload_becomes_object_row_and_job(post: Any, resources: Resources, user: User) -> None:
    answer = await post(recording())
    assert answer.status_code == 202
    meeting = answer.json()
    assert meeting["title"] == "Réunion d'équipe"
    assert meeting["filename"] == "Réunion d'équipe.wav"
    assert meeting["content_type"] == "audio/wav"
    assert meeting["size_bytes"] == len(sound())
    assert (meeting["status"], meeting["stage"], meeting["attempt"]) == ("queued", None, 1)
    bucket, key = source(UUID(meeting["id"]))
    stored = resources.s3.get_object(Bucket=bucket, Key=key)
    assert stored["Body"].read() == sound()
    assert stored["ContentType"] == "audio/wav"
    assert stored["Metadata"] == {}
    async with resources.database.transaction() as session:
        row = await session.get_one(Meeting, UUID(meeting["id"]))
        job = await session.scalar(select(OutboxJob))
    assert row.owner_id == user.id
    assert job is not None
    assert job.job.meeting_id == row.id
    assert job.job.request_id == answer.headers["X-Request-ID"]


FIELDS = (
    part("title", "Weekly"),
    part("language", "FR"),
    part("min_speakers", "2"),
    part("max_speakers", "4"),
    part("hotwords", "Scribe, Katie"),
    part("channels", "separate"),
    part("speakers", ""),
)


@pytest.mark.parametrize("order", ["before", "after", "around"])
async def test_fields_may_come_before_or_after_the_file(post: Any, order: str) -> None:
    cut = {"before": len(FIELDS), "after": 0, "around": 3}[order]
    answer = await post(*FIELDS[:cut], recording(), *FIELDS[cut:])
    assert answer.status_code == 202
    assert answer.json()["title"] == "Weekly"
    assert answer.json()["options"] == {
        "language": "fr",
        "speakers": {"exact": None, "minimum": 2, "maximum": 4},
        "hotwords": "Scribe, Katie",
        "channels": "separate",
        "identify": True,
    }


async def test_a_file_of_several_parts_arrives_whole(post: Any, s3: "S3Client") -> None:
    content = sound() + bytes(2 * STORED_PART_BYTES + 12_345)
    answer = await post(part("file", content, "long.wav"))
    assert answer.status_code == 202
    bucket, key = source(UUID(answer.json()["id"]))
    assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == content
    assert s3.head_object(Bucket=bucket, Key=key)["ETag"].strip('"').endswith("-3")


async def test_voices_are_enrolled_for_the_meeting(post: Any, resources: Resources, user: User) -> None:
    answer = await post(
        part("voice", sound(2), "Katie.wav", "audio/wav"), recording(), part("voice", sound(3), "Anne-Zoé.wav")
    )
    assert answer.status_code == 202
    async with resources.database.transaction() as session:
        voices = list(await session.scalars(select(Voice).order_by(Voice.name)))
        job = (await session.scalars(select(OutboxJob))).one().job
    assert [(voice.name, str(voice.meeting_id), voice.owner_id) for voice in voices] == [
        ("Anne-Zoé", answer.json()["id"], user.id),
        ("Katie", answer.json()["id"], user.id),
    ]
    assert [voice.samples[0].duration for voice in voices] == pytest.approx([3, 2], abs=0.01)
    bucket, key = voice_sample(voices[1].id, 0)
    assert resources.s3.get_object(Bucket=bucket, Key=key)["Body"].read() == sound(2)
    assert {voice.voice_id for voice in job.voices} == {voice.id for voice in voices}


async def test_an_empty_voice_field_is_ignored(post: Any) -> None:
    assert (await post(part("voice", b"", ""), recording())).status_code == 202


async def test_a_recording_was_held_when_its_sender_says(post: Any) -> None:
    said = (await post(part("held_at", "2024-05-01T09:30:00+02:00"), recording())).json()
    assert said["held_at"] == "2024-05-01T07:30:00Z" < said["created_at"]
    silent = (await post(recording())).json()
    assert silent["held_at"] == silent["created_at"]


async def test_notes_become_comments_of_the_uploader(post: Any, resources: Resources, user: User) -> None:
    notes = json.dumps([{"second": 61.5, "text": " Budget? "}, {"second": 3, "text": "Réunion"}])
    meeting = (await post(part("notes", notes), recording())).json()
    async with resources.database.transaction() as session:
        kept = list(await session.scalars(select(Comment).order_by(Comment.start)))
    assert {(note.meeting_id, note.author_id) for note in kept} == {(UUID(meeting["id"]), user.id)}
    assert [(note.start, note.end, note.second, note.segments, note.text) for note in kept] == [
        (3.0, 3.0, 3.0, [], "Réunion"),
        (61.5, 61.5, 61.5, [], "Budget?"),
    ]


class Refusal(NamedTuple):
    status: int
    code: str
    field: str | None = None


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"x" * 5000


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ([part("file", PDF, "a.wav")], Refusal(415, "not_media")),
        ([part("file", b"just a few words", "a.wav")], Refusal(415, "not_media")),
        ([part("file", b"", "a.wav")], Refusal(422, "file_empty", "file")),
        ([part("title", "x")], Refusal(422, "file_missing", "file")),
        ([], Refusal(422, "file_missing", "file")),
        ([part("file", sound())], Refusal(422, "invalid", "file")),
        ([recording(), recording()], Refusal(422, "invalid", "file")),
        ([recording(), part("language", "french")], Refusal(422, "invalid", "language")),
        ([part("language", "french"), recording()], Refusal(422, "invalid", "language")),
        ([recording(), part("speakers", "many")], Refusal(422, "invalid", "speakers")),
        ([recording(), part("speakers", "3"), part("min_speakers", "2")], Refusal(422, "invalid", "speakers")),
        ([recording(), part("min_speakers", "5"), part("max_speakers", "2")], Refusal(422, "invalid", "speakers")),
        ([recording(), part("channels", "left")], Refusal(422, "invalid", "channels")),
        ([recording(), part("title", "t" * 201)], Refusal(422, "invalid", "title")),
        ([recording(), part("title", "a\0b")], Refusal(422, "invalid", "title")),
        ([recording(), part("hotwords", "a\0b")], Refusal(422, "invalid", "hotwords")),
        ([recording(), part("title", "t"), part("title", "t")], Refusal(422, "invalid", "title")),
        ([recording(), part("title", b"\xff\xfe")], Refusal(422, "invalid", "title")),
        ([recording(), part("hotwords", "h" * 20_000)], Refusal(413, "too_large")),
        ([recording(), part("notes", "Budget")], Refusal(422, "invalid", "notes")),
        ([recording(), part("notes", '[{"second": -1, "text": "Budget"}]')], Refusal(422, "invalid", "notes")),
        ([recording(), part("notes", "[" * 300_000)], Refusal(413, "too_large")),
        ([recording(), part("colour", "red")], Refusal(422, "invalid", "colour")),
        ([recording(), part("voice", b"not audio at all", "Katie.wav")], Refusal(422, "sample_unreadable")),
        ([part("voice", sound(2), "Katie.wav"), part("file", PDF, "a.pdf")], Refusal(415, "not_media")),
        ([recording(), part("voice", sound(2))], Refusal(422, "invalid", "voice")),
        ([recording(), part("voice", bytes(20 * 2**20 + 1), "Katie.wav")], Refusal(413, "too_large")),
        ([recording(), *[part("voice", sound(2), f"{n}.wav") for n in range(21)]], Refusal(422, "invalid", "voice")),
    ],
)
async def test_a_rejected_upload_leaves_nothing(
    post: Any, resources: Resources, parts: list[bytes], refusal: Refusal
) -> None:
    answer = await post(*parts)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (refusal.status, refusal.code)
    assert problem["detail"].endswith(".")
    assert [error["field"] for error in problem["errors"]] == ([refusal.field] if refusal.field else [])
    await assert_nothing_left(resources)


@pytest.mark.parametrize("end", [b"", END[:-4], b"garbage"], ids=["missing", "cut", "wrong"])
async def test_a_form_without_its_end_is_refused(post: Any, resources: Resources, end: bytes) -> None:
    answer = await post(recording() + part("title", "t"), end=end)
    assert answer.status_code == 400
    assert answer.json()["code"] in {"upload_incomplete", "form_malformed"}
    await assert_nothing_left(resources)


@pytest.mark.parametrize(
    ("content_type", "status", "code"),
    [
        ("application/json", 415, "not_multipart"),
        ("multipart/form-data", 415, "not_multipart"),
        (f"multipart/form-data; boundary={'b' * 300}", 415, "not_multipart"),
        ("multipart/form-data; boundary=other", 400, "form_malformed"),
    ],
)
async def test_only_forms_are_read(
    client: httpx.AsyncClient, headers: dict[str, str], content_type: str, status: int, code: str
) -> None:
    answer = await client.post(PATH, content=recording() + END, headers=headers | {"Content-Type": content_type})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_strangers_upload_nothing(client: httpx.AsyncClient, resources: Resources) -> None:
    answer = await client.post(PATH, content=recording() + END, headers=MULTIPART)
    assert answer.status_code == 401
    await assert_nothing_left(resources)


class TestLimit:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"max_upload_bytes": 2 * STORED_PART_BYTES + 100})

    async def test_the_largest_file_is_accepted(self, post: Any) -> None:
        content = sound() + bytes(2 * STORED_PART_BYTES + 100 - len(sound()))
        assert (await post(part("file", content, "a.wav"))).status_code == 202

    async def test_one_byte_over_the_limit_is_rejected(self, post: Any, resources: Resources) -> None:
        content = sound() + bytes(2 * STORED_PART_BYTES + 101 - len(sound()))
        answer = await post(part("file", content, "a.wav"))
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        await assert_nothing_left(resources)

    async def test_a_length_over_the_limit_is_rejected_before_reading(
        self, client: httpx.AsyncClient, headers: dict[str, str]
    ) -> None:
        read = False

        async def body() -> AsyncIterator[bytes]:
            nonlocal read
            read = True
            yield recording()

        announced = headers | MULTIPART | {"Content-Length": str(10 * 2**30), "Expect": "100-continue"}
        answer = await client.post(PATH, content=body(), headers=announced)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        assert not read


async def test_an_unreachable_database_leaves_no_object(
    post: Any, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the row cannot be written, the object is removed."""

    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("app.services.uploads.process.enqueue", fail)
    assert (await post(recording())).status_code == 500
    await assert_nothing_left(resources)


def test_the_form_is_documented(settings: Settings) -> None:
    document = create_app(settings).openapi()
    body = document["paths"][PATH]["post"]["requestBody"]["content"]
    schema = body["multipart/form-data"]["schema"]
    assert schema["required"] == ["file"]
    assert schema["properties"]["file"]["format"] == "binary"
    assert schema["properties"]["voice"]["items"]["format"] == "binary"
    assert schema["properties"]["channels"]["enum"] == ["mix", "separate"]
    assert schema["properties"]["speakers"]["type"] == "integer"
    assert schema["properties"]["notes"]["contentMediaType"] == "application/json"
    assert all("$ref" not in field and "anyOf" not in field for field in schema["properties"].values())
