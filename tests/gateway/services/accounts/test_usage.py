"""Limits of one user, of jobs, storage and a day, and the errors beyond them."""

import base64
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from support.factories import Factory
from support.gateway_settings import ORIGIN
from support.sounds import tone, wav

from app.core.config import Settings
from app.core.limits import HEAD_BYTES
from app.main import create_app
from app.models import User
from app.models.base import now
from scribe_contracts.events import MeetingStatus

USAGE = "/api/v1/auth/me/usage"
MB = 2**20


@pytest.fixture
async def api(settings: Settings, user: User, factory: Factory) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a gateway on which each user is allowed little."""
    limits = {
        "max_user_jobs": 3,
        "max_user_stored_bytes": 40 * MB,
        "max_user_bytes_per_day": 20 * MB,
        "max_user_minutes_per_day": 60,
    }
    app = create_app(settings.model_copy(update=limits))
    transport = httpx.ASGITransport(app=app)
    headers = factory.headers(user)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers) as client,
    ):
        yield client


async def begin(api: httpx.AsyncClient, size: int = MB) -> httpx.Response:
    head = base64.b64encode(wav(tone(1.0))[:HEAD_BYTES]).decode()
    body = {"filename": "a.wav", "size_bytes": size, "content_type": "audio/wav", "head": head}
    return await api.post("/api/v1/uploads", json=body)


async def process(api: httpx.AsyncClient) -> httpx.Response:
    return await api.post("/api/v1/process", files={"file": ("a.wav", wav(tone(0.2)), "audio/wav")})


async def used(api: httpx.AsyncClient) -> dict[str, int]:
    usage = (await api.get(USAGE)).json()
    return {name: share["used"] for name, share in usage.items() if name != "day_ends_at"}


async def test_usage_is_shown_beside_what_is_allowed(api: httpx.AsyncClient, factory: Factory, user: User) -> None:
    yesterday = now() - timedelta(days=1)
    ended = {"status": MeetingStatus.COMPLETED, "duration": 90.0}
    await factory.meeting(user, size_bytes=3 * MB, **ended)
    await factory.meeting(user, size_bytes=5 * MB, created_at=yesterday, **ended)
    await factory.meeting(user, size_bytes=MB)
    await factory.upload(user, size_bytes=2 * MB)
    await factory.meeting(await factory.user(), size_bytes=7 * MB)
    usage = (await api.get(USAGE)).json()
    assert usage["jobs"] == {"used": 2, "allowed": 3}
    assert usage["stored_bytes"] == {"used": 11 * MB, "allowed": 40 * MB}
    assert usage["bytes_today"] == {"used": 6 * MB, "allowed": 20 * MB}
    assert usage["minutes_today"] == {"used": 1, "allowed": 60}


async def test_no_more_jobs_than_allowed_wait(api: httpx.AsyncClient, factory: Factory, user: User) -> None:
    failed = await factory.meeting(user, status=MeetingStatus.FAILED)
    first = [await factory.meeting(user) for _ in range(3)]
    retry = f"/api/v1/meetings/{failed.id}/retry"
    for refused in (await process(api), await begin(api), await api.post(retry)):
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_jobs")
        assert int(refused.headers["Retry-After"]) > 0
    await api.post(f"/api/v1/meetings/{first[0].id}/cancel")
    assert (await api.post(retry)).status_code == 202
    assert (await process(api)).status_code == 429


async def test_a_day_has_so_many_bytes(api: httpx.AsyncClient, factory: Factory, user: User) -> None:
    await factory.meeting(user, size_bytes=19 * MB, status=MeetingStatus.COMPLETED)
    assert (await begin(api, MB)).status_code == 201
    refused = await begin(api, MB)
    assert (refused.status_code, refused.json()["code"]) == (429, "daily_quota_used")
    assert 0 < int(refused.headers["Retry-After"]) <= 86_400


async def test_a_day_has_so_many_minutes(api: httpx.AsyncClient, factory: Factory, user: User) -> None:
    await factory.meeting(user, duration=3600.0, status=MeetingStatus.COMPLETED)
    assert (await process(api)).json()["code"] == "daily_quota_used"


async def test_deleting_gives_storage_back_and_not_the_day(
    api: httpx.AsyncClient, factory: Factory, user: User
) -> None:
    meeting = await factory.meeting(user, size_bytes=18 * MB, duration=600.0, status=MeetingStatus.COMPLETED)
    old = await factory.meeting(
        user, size_bytes=9 * MB, status=MeetingStatus.COMPLETED, created_at=now() - timedelta(days=2)
    )
    for gone in (meeting, old):
        assert (await api.delete(f"/api/v1/meetings/{gone.id}")).status_code == 204
    expected = {"jobs": 0, "stored_bytes": 0, "bytes_today": 18 * MB, "minutes_today": 10}
    assert await used(api) == expected
    assert (await begin(api, 3 * MB)).json()["code"] == "daily_quota_used"


async def test_storage_is_limited(api: httpx.AsyncClient, factory: Factory, user: User) -> None:
    await factory.meeting(
        user, size_bytes=40 * MB, status=MeetingStatus.COMPLETED, created_at=now() - timedelta(days=2)
    )
    refused = await process(api)
    assert (refused.status_code, refused.json()["code"]) == (409, "storage_quota_used")


async def test_zero_is_no_limit(settings: Settings, user: User, factory: Factory) -> None:
    limits = ("max_user_jobs", "max_user_stored_bytes", "max_user_bytes_per_day", "max_user_minutes_per_day")
    app = create_app(settings.model_copy(update=dict.fromkeys(limits, 0)))
    await factory.meeting(user, size_bytes=2**50, duration=1e7)
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=factory.headers(user)) as client,
    ):
        shares = [share for share in (await client.get(USAGE)).json().values() if isinstance(share, dict)]
        assert [share["allowed"] for share in shares] == [None] * 4
        assert (await process(client)).status_code == 202
