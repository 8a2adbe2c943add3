"""Comparison of a meeting's speakers with enrolled voices: the uploader's choice, and the instance's."""

import base64
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select, update
from support.factories import Factory
from support.sounds import tone, wav

from app.core.configuration.voices import IdentificationPolicy
from app.core.db import Database
from app.models import Meeting, OutboxJob, User
from scribe_contracts.events import MeetingStatus
from scribe_contracts.jobs import ProcessMeeting

SOUND = wav(tone(2.0))
NEVER = IdentificationPolicy.NEVER


@pytest.fixture
async def voice_id(factory: Factory, user: User) -> UUID:
    return (await factory.voice(user)).id


async def choose(client: httpx.AsyncClient, factory: Factory, admin: User, policy: IdentificationPolicy) -> None:
    answer = await client.put("/api/v1/admin/settings", json={"identification": policy}, headers=factory.headers(admin))
    assert answer.json()["identification"] == policy


async def send(client: httpx.AsyncClient, headers: dict[str, str], *, voice: bool = False, **fields: str) -> Any:
    files = [("file", ("a.wav", SOUND, "audio/wav"))]
    files += [("voice", ("Katie.wav", SOUND, "audio/wav"))] if voice else []
    return await client.post("/api/v1/process", data=fields, files=files, headers=headers)


async def last_job(database: Database, meeting_id: str) -> ProcessMeeting:
    async with database.look() as session:
        query = select(OutboxJob).where(OutboxJob.meeting_id == UUID(meeting_id)).order_by(OutboxJob.attempt.desc())
        row = await session.scalar(query.limit(1))
        assert row is not None
        return row.job


@pytest.mark.usefixtures("voice_id")
@pytest.mark.parametrize(
    ("policy", "said", "compared"),
    [("on", None, True), ("on", "false", False), ("off", None, False), ("off", "true", True), ("never", None, False)],
)
async def test_voices_go_with_the_job_where_somebody_wants_that(
    client: httpx.AsyncClient,
    headers: dict[str, str],
    factory: Factory,
    admin: User,
    policy: str,
    *,
    said: str | None,
    compared: bool,
) -> None:
    await choose(client, factory, admin, IdentificationPolicy(policy))
    answer = await send(client, headers, **({"identify": said} if said else {}))
    assert answer.status_code == 202
    assert answer.json()["options"]["identify"] is compared
    job = await last_job(factory.database, answer.json()["id"])
    assert (job.options.identify, [voice.name for voice in job.voices]) == (compared, ["Katie"] if compared else [])


async def test_voices_that_are_sent_are_a_choice(
    client: httpx.AsyncClient, headers: dict[str, str], factory: Factory, admin: User
) -> None:
    await choose(client, factory, admin, IdentificationPolicy.OFF)
    answer = await send(client, headers, voice=True)
    assert answer.json()["options"]["identify"] is True
    refused = await send(client, headers, voice=True, identify="false")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "identify")


async def test_never_means_never(
    client: httpx.AsyncClient, headers: dict[str, str], factory: Factory, admin: User, user: User
) -> None:
    waiting = await send(client, headers)
    await factory.voice(user)
    await choose(client, factory, admin, NEVER)
    assert (await client.get("/api/v1/identification", headers=headers)).json() == {"policy": "never"}
    sample = {"sample": ("a.wav", SOUND, "audio/wav")}
    upload = {"filename": "a.wav", "size_bytes": len(SOUND), "head": base64.b64encode(SOUND[:4096]).decode()}
    refusals = [
        await send(client, headers, identify="true"),
        await send(client, headers, voice=True),
        await client.post("/api/v1/voices", data={"name": "Zoé"}, files=sample, headers=headers),
        await client.post("/api/v1/uploads", json=upload | {"identify": True}, headers=headers),
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in refusals] == [(403, "identification_off")] * 4
    begun = await client.post("/api/v1/uploads", json=upload, headers=headers)
    assert begun.json()["options"]["identify"] is False
    assert waiting.status_code == 202


@pytest.mark.usefixtures("voice_id")
async def test_processing_again_keeps_the_choice_unless_it_is_changed(
    client: httpx.AsyncClient, headers: dict[str, str], factory: Factory, admin: User, user: User
) -> None:
    answer = await send(client, headers, identify="false")
    path = f"/api/v1/meetings/{answer.json()['id']}/retry"

    async def again(**body: Any) -> bool:
        async with factory.database.transaction() as session:
            ended = {"status": MeetingStatus.FAILED, "attempt_status": MeetingStatus.FAILED}
            await session.execute(update(Meeting).where(Meeting.owner_id == user.id).values(**ended))
        answer = await client.post(path, json=body, headers=headers)
        assert answer.status_code == 202, answer.text
        chosen: bool = answer.json()["options"]["identify"]
        assert bool((await last_job(factory.database, answer.json()["id"])).voices) is chosen
        return chosen

    assert [await again(), await again(identify=True), await again()] == [False, True, True]
    assert await again(identify=None) is True
    await choose(client, factory, admin, IdentificationPolicy.OFF)
    assert [await again(), await again(identify=None)] == [True, False]
    assert await again(identify=True)
    await choose(client, factory, admin, NEVER)
    assert await again() is False
