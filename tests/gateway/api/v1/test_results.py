"""Transcripts, audio and exports over HTTP."""

from datetime import UTC, datetime

import httpx
import pytest
from botocore.response import StreamingBody
from support.factories import Factory
from support.object_store import ObjectStore
from support.transcripts import dialogue, diarization
from support.waiting import wait_until

from app.core.config import Settings
from app.models import Meeting, User
from app.services.exports import ExportFormat
from app.services.storage.objects import Objects
from scribe_contracts import s3 as storage
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Transcript

AUDIO = bytes(range(256)) * 4096


@pytest.fixture
async def meeting(factory: Factory, user: User, store: ObjectStore) -> Meeting:
    meeting = await factory.meeting(user, title="Réunion: été", status=MeetingStatus.COMPLETED)
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    store.put(meeting.id, Artefact.DIARIZATION, diarization(("SPEAKER_00", 0.5, 1.7), ("SPEAKER_01", 2.0, 4.0)))
    store.put(meeting.id, Artefact.MANIFEST, b'{"schema_version":1}')
    store.put(meeting.id, Artefact.PEAKS, b'{"peaks":[]}')
    store.put(meeting.id, Artefact.AUDIO, AUDIO)
    return meeting


@pytest.fixture
def api(client: httpx.AsyncClient, headers: dict[str, str], meeting: Meeting) -> httpx.AsyncClient:
    client.base_url = client.base_url.join(f"/api/v1/meetings/{meeting.id}/")
    client.headers.update(headers)
    return client


async def test_documents_come_as_they_were_stored(api: httpx.AsyncClient) -> None:
    transcript = await api.get("transcript")
    assert transcript.headers["Content-Type"] == "application/json"
    assert Transcript.model_validate_json(transcript.content) == dialogue()
    assert (await api.get("manifest")).json() == {"schema_version": 1}
    assert (await api.get("peaks")).json() == {"peaks": []}


@pytest.mark.parametrize("status", [status for status in MeetingStatus if status is not MeetingStatus.COMPLETED])
async def test_there_is_no_result_before_it_is_completed(
    client: httpx.AsyncClient, headers: dict[str, str], factory: Factory, user: User, status: MeetingStatus
) -> None:
    meeting = await factory.meeting(user, status=status)
    for path in ("transcript", "manifest", "export/txt"):
        answer = await client.get(f"/api/v1/meetings/{meeting.id}/{path}", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (409, "meeting_not_completed")


async def test_there_is_no_audio_before_it_is_converted(
    client: httpx.AsyncClient, headers: dict[str, str], factory: Factory, user: User
) -> None:
    meeting = await factory.meeting(user)
    for path in ("audio", "peaks"):
        answer = await client.get(f"/api/v1/meetings/{meeting.id}/{path}", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (404, "object_missing")


@pytest.mark.parametrize("export_format", ExportFormat)
async def test_exports_are_files_with_a_name(api: httpx.AsyncClient, export_format: ExportFormat) -> None:
    answer = await api.get(f"export/{export_format}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == export_format.content_type
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="Reunion ete.{export_format}"; '
        f"filename*=UTF-8''R%C3%A9union%20%C3%A9t%C3%A9.{export_format}"
    )
    if export_format in {ExportFormat.DOCX, ExportFormat.PDF}:
        assert answer.content.startswith((b"PK\x03\x04", b"%PDF-"))
    else:
        assert "Katie" in answer.text


async def test_exports_speak_the_readers_language(api: httpx.AsyncClient) -> None:
    french = await api.get("export/txt", headers={"Accept-Language": "fr-FR,fr;q=0.9,en;q=0.8"})
    assert "Locuteur 2" in french.text
    assert "Accept-Language" in french.headers["Vary"]
    assert "Speaker 2" in (await api.get("export/txt")).text
    assert (await api.get("export/odt")).status_code == 422


@pytest.mark.parametrize(
    ("zone", "hour"), [("UTC", 22), ("Europe/Paris", 23), ("America/Los_Angeles", 14), ("Asia/Tokyo", 7)]
)
async def test_exports_say_when_in_the_readers_zone(
    api: httpx.AsyncClient, meeting: Meeting, zone: str, hour: int
) -> None:
    late = datetime(2026, 1, 15, 22, 30, tzinfo=UTC)
    address = api.base_url.join(f"/api/v1/meetings/{meeting.id}")
    changed = await api.patch(address, json={"held_at": late.isoformat()})
    assert changed.status_code == 200, changed.text
    assert datetime.fromisoformat(changed.json()["held_at"]) == late
    assert changed.json()["title"] == "Réunion: été"

    answer = await api.get("export/txt", params={"time_zone": zone})

    day = 16 if hour == 7 else 15
    assert f"Date: 2026-01-{day} {hour:02}:30 {zone}" in answer.text


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "Europe", "../../etc/localtime", "\0", "a" * 5000])
async def test_a_zone_that_does_not_exist_is_refused(api: httpx.AsyncClient, zone: str) -> None:
    answer = await api.get("export/pdf", params={"time_zone": zone})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"][0]["field"].endswith("time_zone")


async def test_the_whole_recording(api: httpx.AsyncClient) -> None:
    answer = await api.get("audio")
    assert (answer.status_code, answer.content) == (200, AUDIO)
    assert answer.headers["Content-Type"] == "audio/mp4"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Length"] == str(len(AUDIO))


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=1000000-", 1_000_000, len(AUDIO) - 1),
        ("bytes=-7", len(AUDIO) - 7, len(AUDIO) - 1),
        ("bytes=1048570-99999999", 1_048_570, len(AUDIO) - 1),
        ("bytes=-99999999", 0, len(AUDIO) - 1),
        ("bytes=5-5", 5, 5),
    ],
)
async def test_a_range_of_the_recording(api: httpx.AsyncClient, asked: str, first: int, last: int) -> None:
    answer = await api.get("audio", headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.content == AUDIO[first : last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(AUDIO)}"
    assert answer.headers["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize("asked", ["bytes=1048576-", "bytes=2000000-3000000", "bytes=-0"])
async def test_a_range_outside_the_recording_is_rejected(api: httpx.AsyncClient, asked: str) -> None:
    answer = await api.get("audio", headers={"Range": asked})
    assert (answer.status_code, answer.json()["code"]) == (416, "range_not_satisfiable")
    assert answer.headers["Content-Range"] == f"bytes */{len(AUDIO)}"


@pytest.mark.parametrize("asked", ["bytes=9-3", "bytes=-", "bytes=0-1,5-6", "pages=1-2", f"bytes={'9' * 5000}-", "x"])
async def test_a_range_that_makes_no_sense_is_ignored(api: httpx.AsyncClient, asked: str) -> None:
    answer = await api.get("audio", headers={"Range": asked})
    assert (answer.status_code, len(answer.content)) == (200, len(AUDIO))


async def test_a_cached_recording_is_not_sent_again(
    api: httpx.AsyncClient, store: ObjectStore, meeting: Meeting
) -> None:
    etag = (await api.head("audio")).headers["ETag"]
    same = await api.get("audio", headers={"If-None-Match": f'"other", W/{etag}'})
    assert (same.status_code, same.content) == (304, b"")
    resumed = await api.get("audio", headers={"Range": "bytes=10-", "If-Range": etag})
    assert (resumed.status_code, resumed.content) == (206, AUDIO[10:])
    store.put(meeting.id, Artefact.AUDIO, AUDIO[::-1])
    changed = await api.get("audio", headers={"Range": "bytes=10-", "If-Range": etag, "If-None-Match": etag})
    assert (changed.status_code, changed.content) == (200, AUDIO[::-1])


async def test_head_says_what_get_would(api: httpx.AsyncClient) -> None:
    head, got = await api.head("audio"), await api.get("audio")
    assert head.content == b""
    same = ("Content-Length", "Content-Type", "ETag", "Accept-Ranges", "Last-Modified")
    assert [head.headers[name] for name in same] == [got.headers[name] for name in same]
    part = await api.head("audio", headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.headers["Content-Length"]) == (206, "10")


async def test_a_listener_who_leaves_closes_the_object(
    server: str, factory: Factory, user: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real socket's buffers are smaller than the object."""
    closed: list[StreamingBody] = []

    def close(objects: Objects, body: StreamingBody) -> None:
        closed.append(body)
        original(objects, body)

    original = Objects.close
    monkeypatch.setattr(Objects, "close", close)
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    ObjectStore(storage.connect(settings)).put(meeting.id, Artefact.AUDIO, AUDIO * 24)
    async with (
        httpx.AsyncClient(base_url=server, headers=factory.headers(user)) as client,
        client.stream("GET", f"/api/v1/meetings/{meeting.id}/audio") as answer,
    ):
        assert await anext(answer.aiter_bytes())
        assert not closed
    await wait_until(lambda: len(closed) == 1)
