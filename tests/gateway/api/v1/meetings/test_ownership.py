"""Everything of another user's is not found. The routes come from the API's own description, so none is forgotten."""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from support.factories import Factory
from support.object_store import ObjectStore
from support.sounds import m4a, tone, wav
from support.transcripts import dialogue, diarization

from app.core.config import Settings
from app.main import create_app
from app.models import MeetingShare, Permission, Role, User
from scribe_contracts import storage
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact

BODIES: dict[str, dict[str, Any]] = {
    "PATCH /api/v1/meetings/{meeting_id}": {"json": {"title": "Mine"}},
    "PATCH /api/v1/voices/{voice_id}": {"json": {"name": "Mine"}},
    "POST /api/v1/voices/{voice_id}/samples": {"files": {"sample": ("sample.wav", b"RIFF")}},
    "PUT /api/v1/uploads/{upload_id}/parts/{number}": {
        "content": b"RIFF",
        "headers": {"Content-Digest": f"sha-256=:{'A' * 43}=:"},
    },
    "POST /api/v1/meetings/{meeting_id}/shares": {"json": {"email": "me@example.org"}},
    "PATCH /api/v1/meetings/{meeting_id}/shares/{user_id}": {"json": {"permission": "edit"}},
    "POST /api/v1/meetings/{meeting_id}/speakers/{speaker}/voice": {"json": {"name": "Mine", "consent": "Asked"}},
    "POST /api/v1/meetings/{meeting_id}/revisions": {
        "json": {"base": 0, "edit_id": "0" * 32, "operation": {"kind": "rename", "speaker": "SPEAKER_00", "name": "I"}}
    },
}
PARAMETERS = {"speaker": "SPEAKER_00", "export_format": "txt", "user_id": "0" * 32}


@dataclass(frozen=True)
class Operation:
    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def described() -> FastAPI:
    unused = SecretStr("postgresql+asyncpg://nobody@127.0.0.1/none")
    return create_app(
        Settings(
            database_url=unused,
            redis_url=SecretStr("redis://127.0.0.1"),
            s3_endpoint_url="http://127.0.0.1",
            s3_access_key="none",
            s3_secret_key=SecretStr("0123456789"),
            jwt_secret=SecretStr("0123456789abcdef" * 2),
        )
    )


OPERATIONS = [
    Operation(method.upper(), path)
    for path, methods in described().openapi()["paths"].items()
    if path.startswith("/api/v1/")
    for method in methods
]
ADMINISTRATION = "/api/v1/admin"
"""Accounts do not belong to users: those who may not manage them are told so."""

WITH_ID = [
    operation for operation in OPERATIONS if "_id}" in operation.path and not operation.path.startswith(ADMINISTRATION)
]
OPEN = {
    "GET /api/v1/auth/registration",
    "POST /api/v1/auth/register",
    "POST /api/v1/auth/login",
    "POST /api/v1/auth/refresh",
    "POST /api/v1/auth/logout",
}


def test_routes_are_found() -> None:
    assert len(WITH_ID) >= 14


async def ask(client: httpx.AsyncClient, operation: Operation, **path: str) -> httpx.Response:
    # Parts are counted from 1; of revisions everybody has number 0.
    number = "0" if "revisions" in operation.path else "1"
    address = operation.path.format(**PARAMETERS, **path, number=number)
    return await client.request(operation.method, address, **BODIES.get(str(operation), {}))


async def test_nothing_is_answered_to_a_stranger(client: httpx.AsyncClient) -> None:
    for operation in OPERATIONS:
        if str(operation) not in OPEN:
            answer = await ask(client, operation, meeting_id="0" * 32, voice_id="0" * 32, upload_id="0" * 32)
            assert (str(operation), answer.status_code) == (str(operation), 401)


@pytest.mark.parametrize("by_admin", [False, True])
async def test_resources_of_others_are_not_found(
    client: httpx.AsyncClient, factory: Factory, user: User, store: ObjectStore, by_admin: bool
) -> None:
    """An administrator does not find them either."""
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    voice = await factory.voice(user)
    upload = await factory.upload(user)
    for name in Artefact:
        store.put(meeting.id, name, b"{}")
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    store.put(meeting.id, Artefact.AUDIO, m4a(tone(4.0)))
    store.put(meeting.id, Artefact.DIARIZATION, diarization(("SPEAKER_00", 0.0, 4.0)))
    store.put_at(storage.voice_sample(voice.id, 0), wav(tone(2.0)))
    before = store.stored()
    other = await factory.user(role=Role.ADMIN if by_admin else Role.USER)
    client.headers.update(factory.headers(other))
    for operation in WITH_ID:
        ids = {"meeting_id": str(meeting.id), "voice_id": str(voice.id), "upload_id": str(upload.id)}
        answer = await ask(client, operation, **ids)
        assert (str(operation), answer.status_code) == (str(operation), 404)
        assert answer.json()["code"] == "not_found"
    for path in ("meetings", "uploads", "voices"):
        listed = (await client.get(f"/api/v1/{path}")).json()
        assert not (listed["items"] if isinstance(listed, dict) else listed)
    head = await client.head(f"/api/v1/meetings/{meeting.id}/audio")
    assert head.status_code == 404
    assert store.stored() == before
    client.headers.update(factory.headers(user))
    assert (await client.get(f"/api/v1/meetings/{meeting.id}/transcript")).status_code == 200


async def test_a_shared_meeting_is_readable_until_the_share_ends(
    client: httpx.AsyncClient, factory: Factory, user: User, store: ObjectStore
) -> None:
    """All of it can be read and nothing written; after the share has ended, nothing of it is found."""
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    for name in Artefact:
        store.put(meeting.id, name, b"{}")
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    reader = await factory.user()
    share = await factory.save(MeetingShare(meeting_id=meeting.id, user_id=reader.id, permission=Permission.READ))
    client.headers.update(factory.headers(reader))
    of_meeting = [operation for operation in WITH_ID if "meeting_id" in operation.path]
    for operation in of_meeting:
        answer = await ask(client, operation, meeting_id=str(meeting.id))
        expected = 200 if operation.method == "GET" else 403
        assert (str(operation), answer.status_code) == (str(operation), expected)
    async with factory.database.transaction() as session:
        await session.delete(await session.merge(share))
    for operation in of_meeting:
        answer = await ask(client, operation, meeting_id=str(meeting.id))
        assert (str(operation), answer.status_code) == (str(operation), 404)
