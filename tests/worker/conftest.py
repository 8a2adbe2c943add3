"""Real Redis and S3, started when a test asks for them and shared by the whole run."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from redis import Redis
from support.jobs import QueueClient

from app.core.config import WorkerSettings
from scribe_contracts import s3
from servers.infrastructure import Endpoints, Server, run_infrastructure

SettingsFactory = Callable[..., WorkerSettings]


@pytest.fixture(autouse=True)
def _default_logging() -> Iterator[None]:
    """Undo what a command that the test runs makes of logging; it would write to a stream that is closed by then."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[Endpoints]:
    with run_infrastructure(servers=[Server.REDIS]) as endpoints:
        yield endpoints


@pytest.fixture(scope="session")
def s3_server() -> Iterator[Endpoints]:
    with run_infrastructure(servers=[Server.S3]) as endpoints:
        s3.ensure_buckets(s3.connect(_settings(endpoints)))
        yield endpoints


@pytest.fixture
def redis(redis_server: Endpoints) -> Iterator[Redis]:
    """A client of an empty Redis."""
    with Redis.from_url(redis_server.redis_url) as client:
        client.flushall()
        yield client


@pytest.fixture
def queue(redis: Redis) -> QueueClient:
    return QueueClient(redis)


@pytest.fixture
def make_settings(redis_server: Endpoints, tmp_path: Path) -> SettingsFactory:
    """Settings of a worker beside the real Redis: `make_settings(idle_timeout_seconds=2)`."""

    def make(**changes: Any) -> WorkerSettings:
        return _settings(redis_server, work_dir=tmp_path / "work", **changes)

    return make


@pytest.fixture(scope="session")
def s3_settings(s3_server: Endpoints) -> WorkerSettings:
    return _settings(s3_server)


def _settings(endpoints: Endpoints, **changes: Any) -> WorkerSettings:
    return WorkerSettings.model_validate(
        {
            "redis_url": endpoints.redis_url,
            "s3_endpoint_url": endpoints.s3_endpoint_url,
            "s3_access_key": endpoints.s3_access_key,
            "s3_secret_key": endpoints.s3_secret_key,
            "models_dir": Path("models"),
            "log_format": "console",
            **changes,
        }
    )
