"""Servers whose disk is full: a clear error, nothing half done, and all is well again once there is room."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from pydantic import SecretStr
from small_disk import SmallDisk, small_disk
from support.factories import Factory
from support.gateway_settings import ORIGIN
from support.waiting import wait_until

from app.core.config import Settings
from app.core.db import Database
from app.main import create_app
from app.resources import Resources
from scribe_contracts.jobs import JOBS_STREAM
from servers.infrastructure import Endpoints, Server, run_infrastructure

RECORDING = b"RIFF\x24\x00\x00\x80WAVEfmt " + bytes(200_000)
DISK_MEBIBYTES = {Server.POSTGRES: 160, Server.REDIS: 16, Server.S3: 700}
"""Sizes that hold the server and a little more; SeaweedFS reserves volumes of 64 MiB."""


class Visitor:
    """A user of a gateway, one of whose servers has a small disk."""

    def __init__(
        self, client: httpx.AsyncClient, headers: dict[str, str], disk: SmallDisk, resources: Resources
    ) -> None:
        self.client = client
        self.resources = resources
        self.headers = headers
        self.disk = disk

    async def upload(self) -> httpx.Response:
        files = {"file": ("standup.wav", RECORDING)}
        return await self.client.post("/api/v1/process", files=files, headers=self.headers)

    async def faults(self) -> list[str]:
        """Return the names of the servers that the readiness check complains about."""
        answer = await self.client.get("/health/ready")
        return [error["field"] for error in answer.json().get("errors", [])]

    async def has(self, meeting_id: str) -> bool:
        answer = await self.client.get(f"/api/v1/meetings/{meeting_id}", headers=self.headers)
        assert answer.status_code in {200, 404}, answer.text
        return answer.status_code == 200


@asynccontextmanager
async def visitor(settings: Settings, server: Server, folder: Path) -> AsyncIterator[Visitor]:
    with small_disk(folder, DISK_MEBIBYTES[server]) as disk, run_infrastructure(folder, [server]) as own:
        app = create_app(settings.model_copy(update=_changes(own)[server]))
        async with app.router.lifespan_context(app):
            database = Database(app.state.resources.settings)
            factory = Factory(database, app.state.resources.settings)
            headers = factory.headers(await factory.user())
            await database.close()
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, timeout=60) as client:
                yield Visitor(client, headers, disk, app.state.resources)


def _changes(own: Endpoints) -> dict[Server, dict[str, object]]:
    return {
        Server.POSTGRES: {"database_url": SecretStr(own.database_url)},
        Server.REDIS: {"redis_url": SecretStr(own.redis_url)},
        Server.S3: {
            "s3_endpoint_url": own.s3_endpoint_url,
            "s3_access_key": own.s3_access_key,
            "s3_secret_key": SecretStr(own.s3_secret_key),
        },
    }


async def recovered(visitor: Visitor) -> bool:
    return (await visitor.upload()).status_code == 202


async def test_full_storage_refuses_recordings_and_is_not_ready(settings: Settings, tmp_path: Path) -> None:
    async with visitor(settings, Server.S3, tmp_path / "disk") as someone:
        kept = {(await someone.upload()).json()["id"]}
        assert await someone.faults() == []
        someone.disk.fill()

        # There may be room in the volumes that it has reserved.
        refused = await someone.upload()
        for _ in range(400):
            if not refused.is_success:
                break
            kept.add(refused.json()["id"])
            refused = await someone.upload()

        assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
        await wait_until(lambda: _complains(someone, "S3"), seconds=20)
        answer = await someone.client.get("/health/ready")
        assert "full" in answer.json()["detail"]
        assert [meeting_id for meeting_id in kept if not await someone.has(meeting_id)] == []

        someone.disk.free()
        await wait_until(lambda: recovered(someone), seconds=60)
        await wait_until(lambda: _is_ready(someone), seconds=60)


async def test_a_full_database_refuses_recordings_and_recovers(settings: Settings, tmp_path: Path) -> None:
    async with visitor(settings, Server.POSTGRES, tmp_path / "disk") as someone:
        kept = {(await someone.upload()).json()["id"]}
        someone.disk.fill()
        # There is room in the files that it has; it is used up within a few megabytes.
        refused = await someone.upload()
        for _ in range(400):
            if not refused.is_success:
                break
            kept.add(refused.json()["id"])
            refused = await _rename(someone, next(iter(kept)))

        assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")

        someone.disk.free()
        await wait_until(lambda: recovered(someone), seconds=60)
        assert [meeting_id for meeting_id in kept if not await someone.has(meeting_id)] == []


async def test_a_full_queue_delays_jobs_and_refuses_what_needs_it(settings: Settings, tmp_path: Path) -> None:
    async with visitor(settings, Server.REDIS, tmp_path / "disk") as someone:
        someone.disk.fill()
        form = {"username": "nobody@example.org", "password": "wrong"}
        await wait_until(lambda: _login_is_unavailable(someone, form), seconds=30)

        accepted = await someone.upload()

        assert accepted.status_code == 202
        assert await someone.resources.redis.xlen(JOBS_STREAM) == 0

        someone.disk.free()

        async def is_queued() -> bool:
            return bool(await someone.resources.redis.xlen(JOBS_STREAM))

        await wait_until(is_queued, seconds=60)


async def _login_is_unavailable(someone: Visitor, form: dict[str, str]) -> bool:
    answer = await someone.client.post("/api/v1/auth/login", data=form)
    assert answer.status_code in {401, 503}, answer.text
    return answer.status_code == 503


async def _rename(someone: Visitor, meeting_id: str) -> httpx.Response:
    title = {"title": "t" * 200}
    answer = await someone.client.patch(f"/api/v1/meetings/{meeting_id}", json=title, headers=someone.headers)
    return answer if not answer.is_success else await someone.upload()


async def _complains(someone: Visitor, name: str) -> bool:
    return await someone.faults() == [name]


async def _is_ready(someone: Visitor) -> bool:
    return await someone.faults() == []
