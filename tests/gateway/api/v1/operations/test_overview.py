"""Overview of jobs, failures and storage for administrators."""

import json
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis
from support.factories import Factory

from app.core.config import Settings
from app.models import Meeting, OutboxJob, User
from app.models.base import now
from scribe_contracts.events import Failure, FailureCode, MeetingStatus, worker_key
from scribe_contracts.jobs import ProcessMeeting

OPERATIONS = "/api/v1/admin/operations"


@pytest.fixture
def desk(client: httpx.AsyncClient, factory: Factory, admin: User) -> httpx.AsyncClient:
    client.headers.update(factory.headers(admin))
    return client


async def look(desk: httpx.AsyncClient) -> dict[str, Any]:
    answer = await desk.get(OPERATIONS)
    assert answer.status_code == 200, answer.text
    overview: dict[str, Any] = answer.json()
    return overview


async def queue(factory: Factory, owner: User, **fields: Any) -> Meeting:
    """Make a meeting whose job the workers have been given, so that the dispatcher leaves it alone."""
    meeting = await factory.meeting(owner, title="Secret plan", filename="secret.wav", **fields)
    job = ProcessMeeting(meeting_id=meeting.id, attempt=1, request_id="r", options=meeting.options)
    await factory.save(OutboxJob(meeting_id=meeting.id, attempt=1, job=job, sent_at=now()))
    return meeting


async def test_what_runs_comes_before_what_waits(
    desk: httpx.AsyncClient, factory: Factory, user: User, settings: Settings
) -> None:
    waiting = await queue(factory, user)
    running = await queue(factory, user, status=MeetingStatus.PROCESSING, started_at=now(), fraction=0.5)
    async with Redis.from_url(settings.redis_url.get_secret_value()) as redis:
        await redis.set(worker_key("host-1"), "1")
    overview = await look(desk)
    assert [job["meeting_id"] for job in overview["jobs"]] == [str(running.id), str(waiting.id)]
    assert (overview["workers"], overview["waiting"], overview["running"]) == (["host-1"], 1, 1)
    assert overview["jobs"][0]["owner"] == {"id": str(user.id), "name": "Ada"}
    assert "ecret" not in str(overview)


async def test_storage_is_counted_by_user(desk: httpx.AsyncClient, factory: Factory, user: User) -> None:
    other = await factory.user(name="Zoé")
    for size in (10, 20):
        await factory.meeting(user, size_bytes=size, duration=60.0, status=MeetingStatus.COMPLETED)
    await factory.meeting(other, size_bytes=100, status=MeetingStatus.COMPLETED)
    stored = (await look(desk))["storage"]
    assert [(each["owner"]["name"], each["meetings"], each["size_bytes"], each["seconds"]) for each in stored] == [
        ("Zoé", 1, 100, 0.0),
        ("Ada", 2, 30, 120.0),
    ]


async def test_a_failed_job_is_told_with_its_reason_and_tried_again(
    desk: httpx.AsyncClient, factory: Factory, user: User
) -> None:
    failure = Failure(code=FailureCode.OUT_OF_MEMORY, message="No memory was left.")
    meeting = await factory.meeting(user, status=MeetingStatus.FAILED, failure=failure, finished_at=now())
    [failed] = (await look(desk))["failed"]
    assert (failed["meeting_id"], failed["failure"]["code"], failed["can_retry"]) == (
        str(meeting.id),
        "out_of_memory",
        True,
    )
    path = f"{OPERATIONS}/failed/{meeting.id}/retry"
    assert (await desk.post(path)).status_code == 202
    assert (await look(desk))["failed"] == []
    assert (await desk.post(path)).status_code == 404
    completed = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    assert (await desk.post(f"{OPERATIONS}/failed/{completed.id}/retry")).status_code == 404


async def test_settings_are_shown_without_secrets(desk: httpx.AsyncClient, settings: Settings) -> None:
    answer = await desk.get(f"{OPERATIONS}/settings")
    shown = {setting["variable"]: setting for setting in answer.json()}
    assert shown["SCRIBE_BCRYPT_ROUNDS"]["value"] == str(settings.bcrypt_rounds)
    assert shown["SCRIBE_ORPHAN_HOURS"]["is_default"] is True
    # As they are written in the environment, not as Python writes them.
    assert shown["SCRIBE_ALLOWED_ORIGINS"]["value"] == json.dumps(list(settings.allowed_origins))
    assert shown["SCRIBE_REGISTRATION_OPEN"]["value"] in {"true", "false"}
    for secret in (settings.jwt_secret, settings.database_url, settings.s3_secret_key):
        assert secret.get_secret_value() not in answer.text
    assert (shown["SCRIBE_JWT_SECRET"]["value"], shown["SCRIBE_JWT_SECRET"]["is_secret"]) == (None, True)
