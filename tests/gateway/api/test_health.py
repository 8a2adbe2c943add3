"""Health checks and metrics."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from support.factories import Factory
from support.gateway_settings import ORIGIN

from app.core.config import Settings
from app.main import create_app
from app.models import Meeting, User
from app.resources import Resources
from app.services.jobs.outbox import enqueue
from scribe_contracts.events import MeetingStatus, worker_key
from servers.infrastructure import Endpoints, Server, run_infrastructure


@asynccontextmanager
async def client_after_loss(
    settings: Settings, endpoints: Endpoints, lost: Server, folder: Path
) -> AsyncIterator[httpx.AsyncClient]:
    """Yield a client of a gateway that started well and then lost one of its servers."""
    with run_infrastructure(folder, [lost]) as own:
        changes = {
            Server.POSTGRES: {"database_url": SecretStr(own.database_url)},
            Server.REDIS: {"redis_url": SecretStr(own.redis_url)},
            Server.S3: {
                "s3_endpoint_url": own.s3_endpoint_url,
                "s3_access_key": own.s3_access_key,
                "s3_secret_key": SecretStr(own.s3_secret_key),
            },
        }
        app = create_app(settings.model_copy(update=changes[lost]))
        lifespan = app.router.lifespan_context(app)
        await lifespan.__aenter__()
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ORIGIN) as client:
            yield client
    finally:
        await lifespan.__aexit__(None, None, None)


async def test_a_gateway_that_lacks_nothing_is_ready(client: httpx.AsyncClient, resources: Resources) -> None:
    assert (await client.get("/health/live")).json() == {"status": "live"}
    assert (await client.get("/health/ready")).json() == {"status": "ready", "workers": 0, "writers": 0}
    await resources.redis.set(worker_key("a"), "1")
    await resources.redis.set(worker_key("b"), "1")
    assert (await client.get("/health/ready")).json()["workers"] == 2


@pytest.mark.parametrize(
    ("lost", "name"), [(Server.POSTGRES, "PostgreSQL"), (Server.REDIS, "Redis"), (Server.S3, "S3")]
)
async def test_readiness_names_the_servers_that_are_down(
    settings: Settings, endpoints: Endpoints, tmp_path: Path, lost: Server, name: str
) -> None:
    async with client_after_loss(settings, endpoints, lost, tmp_path) as client:
        answer = await client.get("/health/ready")
        assert answer.status_code == 503
        assert [error["field"] for error in answer.json()["errors"]] == [name]
        assert (await client.get("/health/live")).status_code == 200
        assert (await client.get("/metrics")).status_code == 200
        if lost is not Server.S3:
            login = await client.post("/api/v1/auth/login", data={"username": "a@example.org", "password": "x"})
            assert (login.status_code, login.json()["code"]) == (503, "unavailable")


async def test_metrics(client: httpx.AsyncClient, resources: Resources, factory: Factory, user: User) -> None:
    await factory.meeting(user, status=MeetingStatus.COMPLETED)
    waiting = await factory.meeting(user)
    async with resources.database.transaction() as session:
        await enqueue(session, await session.get_one(Meeting, waiting.id), request_id="r")
    headers = factory.headers(user)
    await client.get(f"/api/v1/meetings/{waiting.id}", headers=headers)
    await client.get("/nowhere/at/all")
    text = (await client.get("/metrics")).text
    assert 'scribe_meetings{status="completed"} 1.0' in text
    assert 'scribe_meetings{status="queued"} 1.0' in text
    assert 'scribe_meetings{status="failed"} 0.0' in text
    assert 'route="/api/v1/meetings/{meeting_id}"' in text
    assert 'scribe_requests_total{method="GET",route="unmatched",status="404"}' in text
    assert "/nowhere" not in text
    assert str(waiting.id) not in text
    assert "scribe_queue_length" in text
