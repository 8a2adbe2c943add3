"""One user's slow or frequent requests do not stop the others."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest
from support.factories import Factory

from app.core.limits import HEAD_BYTES
from app.core.quotas.occupancy import MAX_AT_ONCE, Use
from app.core.quotas.pace import Pace
from app.models import User
from app.services.uploads.resumable import MAX_OPEN_UPLOADS, PART_BYTES
from scribe_contracts.events import MeetingStatus

PATH = "/api/v1/uploads"
SIZE = 40 * PART_BYTES
HEAD = b"RIFF\x24\x00\x00\x80WAVEfmt " + bytes(HEAD_BYTES - 16)
START = {
    "filename": "long.wav",
    "content_type": "audio/wav",
    "size_bytes": SIZE,
    "head": base64.b64encode(HEAD).decode(),
}
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(28)


class DrippingBody:
    """A body of which a few bytes are sent, and then nothing until `stop` is set."""

    def __init__(self, stop: asyncio.Event, first: bytes = b"x") -> None:
        self.began = asyncio.Event()
        self._stop = stop
        self._first = first

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._first
        self.began.set()
        await self._stop.wait()


async def test_dripping_parts_of_one_user_leave_room_for_another(
    server: str, headers: dict[str, str], factory: Factory
) -> None:
    other = factory.headers(await factory.user())
    stop = asyncio.Event()
    limits = httpx.Limits(max_connections=100)
    async with httpx.AsyncClient(base_url=server, timeout=30, limits=limits) as client:
        upload = (await client.post(PATH, json=START, headers=headers)).json()["id"]
        digest = {"Content-Digest": f"sha-256=:{base64.b64encode(bytes(32)).decode()}:"}
        bodies = [DrippingBody(stop) for _ in range(36)]
        parts = [
            asyncio.create_task(client.put(f"{PATH}/{upload}/parts/{number}", content=body, headers=headers | digest))
            for number, body in enumerate(bodies, start=1)
        ]
        await asyncio.gather(*(body.began.wait() for body in bodies))

        sent = await client.post("/api/v1/process", headers=other, files={"file": ("a.wav", WAV, "audio/wav")})
        theirs = (await client.post(PATH, json=START, headers=other)).json()["id"]
        wrong = await client.put(f"{PATH}/{theirs}/parts/2", content=bytes(PART_BYTES), headers=other | digest)
        stop.set()
        answers = await asyncio.gather(*parts)

    assert sent.status_code == 202
    assert wrong.json()["code"] == "digest_mismatch"
    codes = [answer.json()["code"] for answer in answers]
    assert codes.count("too_many_at_once") == len(parts) - MAX_AT_ONCE[Use.PART]


async def test_event_streams_of_one_user_are_limited(
    server: str, headers: dict[str, str], user: User, factory: Factory
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.PROCESSING)
    path = f"/api/v1/meetings/{meeting.id}/events"
    async with httpx.AsyncClient(base_url=server, headers=headers, timeout=30) as client, AsyncExitStack() as stack:
        for _ in range(MAX_AT_ONCE[Use.EVENT_STREAM]):
            answer = await stack.enter_async_context(client.stream("GET", path))
            assert answer.status_code == 200
        refused = await client.get(path)
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_at_once")
        assert (await client.get(f"/api/v1/meetings/{meeting.id}")).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/process", "/api/v1/voices"])
async def test_a_form_of_which_nothing_arrives_is_given_up(
    client: httpx.AsyncClient, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr("app.services.forms.multipart.PACE", Pace(silence_seconds=0.05))
    form = headers | {"Content-Type": "multipart/form-data; boundary=b"}
    body = DrippingBody(asyncio.Event(), b'--b\r\nContent-Disposition: form-data; name="')

    answer = await client.post(path, content=body, headers=form)

    assert (answer.status_code, answer.json()["code"]) == (408, "too_slow")


async def test_unfinished_uploads_of_one_user_are_limited(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, factory: Factory
) -> None:
    for _ in range(MAX_OPEN_UPLOADS):
        await factory.upload(user)

    refused = await client.post(PATH, json=START, headers=headers)
    other = factory.headers(await factory.user())

    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_uploads")
    assert (await client.post(PATH, json=START, headers=other)).status_code == 201
