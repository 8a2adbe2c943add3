"""Everything that people store by the gateway while objects are encrypted, read back by the routes that serve it."""

import base64
import hashlib
import io
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4
from zipfile import ZipFile

import httpx
import pytest
from pydantic import SecretStr
from support.factories import Factory
from support.imports import SRT
from support.object_store import ObjectStore
from support.sounds import m4a, tone, wav
from support.transcripts import dialogue, diarization

from app.core.config import Settings
from app.core.limits import HEAD_BYTES
from app.models import User
from app.services.uploads.resumable import PART_BYTES
from scribe_contracts import s3 as storage
from scribe_contracts.encryption.client import key_id_of
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact, Bucket

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SOUND = m4a(tone(6.0))
RECORDING = b"RIFF\x24\x00\x00\x80WAVEfmt " + hashlib.shake_128(b"noise").digest(2 * PART_BYTES + 99_984)


@pytest.fixture(autouse=True)
def _encrypted(settings: Settings) -> None:
    settings.storage_encryption_key = SecretStr("0b" * 32)


class Visitor:
    def __init__(self, client: httpx.AsyncClient, headers: dict[str, str]) -> None:
        self._client, self._headers = client, headers

    async def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = self._headers | more.pop("headers", {})
        answer = await self._client.request(method, f"/api/v1/{path}", headers=headers, **more)
        assert answer.is_success, (path, answer.text)
        return answer

    async def send_in_parts(self) -> str:
        head = base64.b64encode(RECORDING[:HEAD_BYTES]).decode()
        said = {"filename": "a.wav", "content_type": "audio/wav", "size_bytes": len(RECORDING), "head": head}
        upload_id: str = (await self.ask("POST", "uploads", json=said)).json()["id"]
        for number in (2, 3, 1):
            part = RECORDING[(number - 1) * PART_BYTES : number * PART_BYTES]
            digest = base64.b64encode(hashlib.sha256(part).digest()).decode()
            told = {"Content-Digest": f"sha-256=:{digest}:"}
            await self.ask("PUT", f"uploads/{upload_id}/parts/{number}", content=part, headers=told)
        await self.ask("POST", f"uploads/{upload_id}/complete")
        return upload_id


@pytest.fixture
def visitor(client: httpx.AsyncClient, headers: dict[str, str]) -> Visitor:
    return Visitor(client, headers)


def open_objects(settings: Settings) -> list[str]:
    """Return bucket and key of every object that is not encrypted, and see that there are some of each bucket."""
    stored = storage.connect_as_stored(settings)
    listed = {bucket: stored.list_objects_v2(Bucket=bucket).get("Contents", []) for bucket in Bucket}
    assert all(listed.values())
    places = [(bucket, item["Key"]) for bucket, items in listed.items() for item in items]
    metadata = {f"{b}/{key}": stored.head_object(Bucket=b, Key=key)["Metadata"] for b, key in places}
    return [place for place, each in metadata.items() if key_id_of(each) is None]


async def test_all_that_is_sent_is_encrypted_and_all_that_is_asked_for_is_right(
    visitor: Visitor, factory: Factory, user: User, s3: "S3Client", settings: Settings
) -> None:
    store = ObjectStore(s3)
    small = (await visitor.ask("POST", "process", files={"file": ("a.wav", wav(tone(2.0)))})).json()["id"]
    large = (await visitor.ask("POST", "process", files={"file": ("a.wav", RECORDING)})).json()["id"]
    in_parts = await visitor.send_in_parts()
    imported = (await visitor.ask("POST", "imports", files={"transcript": ("a.srt", SRT)})).json()["id"]
    await visitor.ask("POST", "voices", data={"name": "Ada"}, files={"sample": ("a.wav", wav(tone(8.0)))})
    for name, content in ((small, wav(tone(2.0))), (large, RECORDING), (in_parts, RECORDING)):
        assert s3.get_object(Bucket="uploads", Key=f"{name}/source")["Body"].read() == content

    meeting = await factory.meeting(user, title="Planning", status=MeetingStatus.COMPLETED)
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    store.put(meeting.id, Artefact.DIARIZATION, diarization(("SPEAKER_00", 0.5, 1.7)))
    store.put(meeting.id, Artefact.AUDIO, SOUND)
    place = f"meetings/{meeting.id}"
    edit = {"kind": "rename", "speaker": "SPEAKER_00", "name": "Ada"}
    await visitor.ask("POST", f"{place}/revisions", json={"base": 0, "edit_id": uuid4().hex, "operation": edit})
    assert "Ada" in (await visitor.ask("GET", f"{place}/transcript")).text
    for export in ("srt", "docx", "pdf", "json", "rttm"):
        assert (await visitor.ask("GET", f"{place}/export/{export}")).content
    archive = await visitor.ask("GET", "exports/txt", params={"meetings": [str(meeting.id), imported]})
    with ZipFile(io.BytesIO(archive.content)) as files:
        assert files.testzip() is None
        assert len(files.namelist()) == 2
    part = await visitor.ask("GET", f"{place}/audio", headers={"Range": "bytes=100-299"})
    assert (part.content, part.headers["Content-Range"]) == (SOUND[100:300], f"bytes 100-299/{len(SOUND)}")
    assert (await visitor.ask("GET", f"{place}/audio")).content == SOUND
    assert (await visitor.ask("GET", f"{place}/audio/mp3", params={"start": 1, "end": 2})).content
    assert UUID(imported)

    assert open_objects(settings) == ["uploads/encryption/keys"]
