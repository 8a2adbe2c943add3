"""A worker whose Redis and S3 are reached by TLS."""

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import structlog
from authority import Authority
from redis import Redis
from support.jobs import QueueClient, make_job
from tls_relay import tls_before

from app.core.config import WorkerSettings
from app.core.errors import JobError
from app.services.storage.storage import Storage
from app.worker import health
from app.worker.broker import JobBroker
from scribe_contracts import s3
from scribe_contracts.credentials.redis_password import RedisPassword, bare_address
from scribe_contracts.events import worker_key
from servers.infrastructure import Endpoints

HOST = "127.0.0.1"


@pytest.fixture
def company(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def test_a_job_is_taken_by_tls_and_the_health_check_sees_the_worker(
    redis: Redis,
    queue: QueueClient,
    make_settings: Callable[..., WorkerSettings],
    company: Authority,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = make_settings().redis_url.get_secret_value()
    port = urlsplit(address).port or 0
    with tls_before(port, company.issue(HOST)) as relay:
        encrypted = address.replace(f":{port}", f":{relay.port}").replace("redis:", "rediss:")
        settings = make_settings(redis_url=encrypted, ca_file=company.file)
        job = queue.send(make_job())
        assert str(job.meeting_id).encode() in asyncio.run(_take(settings))

        redis.set(worker_key(f"{socket.gethostname()}-1"), "1")
        for name in ("s3_endpoint_url", "s3_access_key"):
            monkeypatch.setenv(f"SCRIBE_{name.upper()}", getattr(settings, name))
        monkeypatch.setenv("SCRIBE_S3_SECRET_KEY", settings.s3_secret_key.get_secret_value())
        monkeypatch.setenv("SCRIBE_REDIS_URL", encrypted)
        monkeypatch.setenv("SCRIBE_CA_FILE", str(company.file))
        assert health.main() == 0
        monkeypatch.delenv("SCRIBE_CA_FILE")
        assert health.main() == 1
        assert relay.connections
        assert (urlsplit(address).password or "").encode() not in relay.wire
        assert str(job.meeting_id).encode() not in relay.wire


async def _take(settings: WorkerSettings) -> bytes:
    broker = JobBroker(
        bare_address(settings),
        password=RedisPassword(settings),
        consumer="me",
        idle_timeout_seconds=5,
        max_deliveries=3,
    )
    try:
        jobs = broker.listen()
        async with asyncio.timeout(10):
            message = await anext(jobs)
        await jobs.aclose()
        return message.data
    finally:
        await broker.shutdown()


def test_recordings_come_by_tls_and_from_nobody_else(
    s3_server: Endpoints, s3_settings: WorkerSettings, company: Authority, tmp_path: Path
) -> None:
    meeting_id = uuid4()
    s3.connect(s3_settings).put_object(Bucket="uploads", Key=f"{meeting_id}/source", Body=b"what was said")
    port = urlsplit(s3_server.s3_endpoint_url).port or 0
    for name, believed in ((HOST, True), ("other.example", False)):
        with tls_before(port, company.issue(name)) as relay:
            changes = {"s3_endpoint_url": f"https://{HOST}:{relay.port}", "ca_file": company.file}
            client = s3.connect(s3_settings.model_copy(update=changes), attempts=1)
            if believed:
                assert (
                    client.get_object(Bucket="uploads", Key=f"{meeting_id}/source")["Body"].read() == b"what was said"
                )
                assert b"what was said" not in relay.wire
                continue
            with structlog.testing.capture_logs() as logs, pytest.raises(JobError):
                Storage(client).download_source(meeting_id, tmp_path / "a")
            assert [line["event"] for line in logs] == ["storage_fault"]
            assert "doesn't match 'other.example'" in logs[0]["error"]
            assert s3_settings.s3_secret_key.get_secret_value() not in str(logs)
