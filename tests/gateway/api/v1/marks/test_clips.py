"""Downloads of sound over HTTP, decoded again to see what they hold."""

import io
from typing import Any

import av
import httpx
import pytest
from support.factories import Factory
from support.object_store import ObjectStore
from support.sounds import m4a, tone

from app.models import Meeting, User
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact

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
