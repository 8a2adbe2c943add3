"""Downloads of sound over HTTP, decoded again to see what they hold."""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import av
import httpx
import pytest
from botocore.exceptions import ReadTimeoutError
from starlette.requests import ClientDisconnect
from starlette.types import Message
from support.audit.reader import AuditReader
from support.factories import Factory
from support.object_store import ObjectStore
from support.sounds import m4a, tone

from app.api.v1.marks import clips as routes
from app.core.quotas import encoders
from app.core.quotas.encoders import MAX_ENCODED_AT_ONCE
from app.models import Meeting, User
from app.resources import Resources
from app.services.clips.clips import ClipFormat, open_clip
from scribe_contracts import storage
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SECONDS = 6.0


@pytest.fixture
async def meeting(factory: Factory, user: User, store: ObjectStore) -> Meeting:
    meeting = await factory.meeting(user, title="Réunion: été", status=MeetingStatus.COMPLETED)
    store.put(meeting.id, Artefact.AUDIO, m4a(tone(SECONDS)))
    return meeting


@pytest.fixture
def api(client: httpx.AsyncClient, headers: dict[str, str], meeting: Meeting) -> httpx.AsyncClient:
    client.base_url = client.base_url.join(f"/api/v1/meetings/{meeting.id}/audio/")
    client.headers.update(headers)
    return client


def listen(data: bytes) -> tuple[str, float]:
    """Return codec and seconds of sound."""
    with av.open(io.BytesIO(data)) as container:
        stream = container.streams.audio[0]
        return stream.codec_context.name, sum(frame.samples / frame.sample_rate for frame in container.decode(stream))


@pytest.mark.parametrize(("audio_format", "codec"), [("mp3", "mp3float"), ("m4a", "aac")])
@pytest.mark.parametrize(
    ("span", "seconds"),
    [
        ({}, 6.0),
        ({"start": 1.5, "end": 4}, 2.5),
        ({"start": 4}, 2.0),
        ({"end": 1}, 1.0),
        ({"start": 5, "end": 99}, 1.0),
    ],
)
async def test_a_recording_or_a_clip_is_taken_away(
    api: httpx.AsyncClient, audio_format: str, codec: str, span: dict[str, Any], seconds: float
) -> None:
    answer = await api.get(audio_format, params=span)
    assert answer.status_code == 200, answer.text
    found, length = listen(answer.content)
    assert found == codec
    # An encoder fills its last frame, and has some silence before the first.
    assert length == pytest.approx(seconds, abs=0.12)


async def test_the_file_is_named_after_the_meeting_and_the_place(api: httpx.AsyncClient) -> None:
    whole = await api.get("m4a")
    assert (whole.headers["Content-Type"], whole.headers["Accept-Ranges"]) == ("audio/mp4", "bytes")
    assert whole.headers["Content-Disposition"].startswith("attachment; ")
    assert "R%C3%A9union%20%20%C3%A9t%C3%A9.m4a" in whole.headers["Content-Disposition"] or (
        "R%C3%A9union%20%C3%A9t%C3%A9.m4a" in whole.headers["Content-Disposition"]
    )
    clip = await api.get("mp3", params={"start": 1, "end": 2})
    assert clip.headers["Content-Type"] == "audio/mpeg"
    assert "00.00.01-00.00.02.mp3" in clip.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("span", "code"),
    [
        ({"start": 2, "end": 2}, "invalid"),
        ({"start": 3, "end": 2}, "invalid"),
        ({"start": -1}, "invalid"),
        ({"start": "nan"}, "invalid"),
        ({"start": 50, "end": 60}, "clip_empty"),
    ],
)
async def test_what_is_no_stretch_of_it_is_refused(api: httpx.AsyncClient, span: dict[str, Any], code: str) -> None:
    for audio_format in ("mp3", "m4a"):
        answer = await api.get(audio_format, params=span)
        assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_there_is_no_sound_of_what_has_none_or_cannot_be_read(
    client: httpx.AsyncClient, headers: dict[str, str], factory: Factory, user: User, store: ObjectStore
) -> None:
    silent = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    broken = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    store.put(broken.id, Artefact.AUDIO, b"no sound at all" * 100)
    for meeting, expected in ((silent, (404, "object_missing")), (broken, (422, "clip_unreadable"))):
        answer = await client.get(f"/api/v1/meetings/{meeting.id}/audio/mp3", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == expected


async def test_clips_for_many_at_once_all_end_and_leave_other_threads_free(
    client: httpx.AsyncClient, factory: Factory, store: ObjectStore
) -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2))
    sound = m4a(tone(SECONDS))
    asked = []
    for user in [await factory.user() for _ in range(5)]:
        meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
        store.put(meeting.id, Artefact.AUDIO, sound)
        for end in (4, 5):
            address = f"/api/v1/meetings/{meeting.id}/audio/mp3?end={end}"
            asked.append(asyncio.create_task(client.get(address, headers=factory.headers(user))))
    waiting = set(asked)
    async with asyncio.timeout(60):
        while waiting:
            await asyncio.wait_for(asyncio.to_thread(lambda: None), 5)
            _, waiting = await asyncio.wait(waiting, timeout=0.05)
    assert [task.result().status_code for task in asked] == [200] * 10


async def test_whoever_waits_too_long_is_asked_to_come_again(
    api: httpx.AsyncClient, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoders, "MAX_WAIT_SECONDS", 0.1)
    taken = [await resources.encoders.take() for _ in range(MAX_ENCODED_AT_ONCE)]
    refused = await api.get("mp3")
    assert (refused.status_code, refused.json()["code"]) == (503, "encoders_busy")
    assert int(refused.headers["Retry-After"]) > 0
    # What is not encoded needs no encoder, and neither does an answer without content.
    assert (await api.get("m4a")).status_code == 200
    head = await api.head("mp3", params={"start": 1, "end": 2})
    assert (head.status_code, head.content, head.headers["Content-Type"]) == (200, b"", "audio/mpeg")
    for thread in taken:
        thread.close(lambda: None)
    monkeypatch.undo()
    assert (await api.get("mp3")).status_code == 200


@pytest.mark.parametrize("is_stalled", [False, True])
async def test_who_has_gone_or_takes_nothing_gives_the_encoder_back(
    meeting: Meeting, resources: Resources, monkeypatch: pytest.MonkeyPatch, *, is_stalled: bool
) -> None:
    monkeypatch.setattr(routes, "_MAX_STALL_SECONDS", 0.1)

    async def send(_: Message) -> None:
        if is_stalled:
            await asyncio.Event().wait()
        raise OSError

    async def receive() -> Message:
        await asyncio.Event().wait()
        return {}

    location = storage.artefact(meeting.id, Artefact.AUDIO, 1)
    for _ in range(MAX_ENCODED_AT_ONCE + 1):
        async with asyncio.timeout(20):
            clip = await open_clip(resources, location, ClipFormat.MP3, 0, None)
        with pytest.raises(ClientDisconnect):
            await routes.ClipResponse(clip, {})({"type": "http", "asgi": {"spec_version": "2.4"}}, receive, send)


async def test_a_fault_of_storage_is_no_fault_of_the_product(api: httpx.AsyncClient, s3: "S3Client") -> None:
    def fail(**_: Any) -> None:
        raise ReadTimeoutError(endpoint_url="s3")

    s3.meta.events.register("before-call.s3.GetObject", fail)
    answer = await api.get("mp3", params={"end": 1})
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")


async def test_no_connection_to_the_database_is_kept_while_a_clip_is_made(
    api: httpx.AsyncClient, resources: Resources, s3: "S3Client"
) -> None:
    kept: list[int] = []
    pool: Any = resources.database.engine.pool
    s3.meta.events.register("before-call.s3.GetObject", lambda **_: kept.append(pool.checkedout()))
    for audio_format in ClipFormat:
        assert (await api.get(audio_format, params={"end": 1})).status_code == 200
    # The gateway's own loops have one now and then.
    assert min(kept) == 0


async def test_no_cache_keeps_a_clip(api: httpx.AsyncClient) -> None:
    for clip in (await api.get("mp3", params={"end": 1}), await api.head("mp3", params={"end": 1})):
        assert clip.headers["Cache-Control"] == "no-store"


async def test_a_download_in_ranges_is_one_entry_of_the_audit_log(
    api: httpx.AsyncClient, client: httpx.AsyncClient, factory: Factory, admin: User
) -> None:
    for first in (0, 100, 200):
        assert (await api.get("m4a", headers={"Range": f"bytes={first}-{first + 99}"})).status_code == 206
    assert (await api.get("mp3", params={"end": 1})).status_code == 200
    client.base_url = client.base_url.join("/")
    lines = await AuditReader(client, factory.headers(admin)).wait("recording_export", count=2)
    assert [line["details"] for line in lines] == [{"audio_format": "m4a"}, {"audio_format": "mp3"}]
