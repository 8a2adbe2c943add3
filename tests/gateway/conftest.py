"""Real PostgreSQL, Redis and S3 for the whole run; an empty database, queue and storage for each test."""

import asyncio
import gc
import threading
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.dependencies import models as fastapi_callables
from redis import Redis
from sqlalchemy import text
from support.factories import Factory
from support.gateway_settings import ORIGIN, make_settings
from support.kept.libraries import keep_compiled_queries, keep_rules_of_libraries
from support.kept.routes import KeptRoutes
from support.object_store import ObjectStore
from support.undeclared import UndeclaredProblems
from support.waiting import wait_until

from app.api.request_head import TimedH11Protocol
from app.core.config import Settings
from app.core.db import Database
from app.models import Role, User
from app.resources import Resources
from scribe_contracts import s3 as storage
from scribe_contracts.storage import Bucket
from servers.infrastructure import Endpoints, run_infrastructure

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@pytest.fixture(scope="session")
def endpoints() -> Iterator[Endpoints]:
    with run_infrastructure() as running, pytest.MonkeyPatch.context() as monkeypatch:
        keep_rules_of_libraries(monkeypatch)
        keep_compiled_queries(monkeypatch)
        settings = make_settings(running)
        asyncio.run(_migrate(settings))
        storage.ensure_buckets(storage.connect(settings))
        # All that was imported stays, and need not be looked through at each collection.
        gc.freeze()
        yield running


async def _migrate(settings: Settings) -> None:
    database = Database(settings)
    await database.migrate()
    await database.close()


@pytest.fixture(scope="session")
def routes(endpoints: Endpoints) -> KeptRoutes:
    return KeptRoutes(make_settings(endpoints))


@pytest.fixture(scope="session")
def _cleaner(endpoints: Endpoints) -> "S3Client":
    return storage.connect(make_settings(endpoints))


@pytest.fixture
async def settings(endpoints: Endpoints, _cleaner: "S3Client") -> AsyncIterator[Settings]:
    """Return settings; change fields before `app` is made. Whatever the test leaves behind is removed."""
    settings = make_settings(endpoints)
    yield settings
    await _empty_database(settings)
    with Redis.from_url(endpoints.redis_url) as redis:
        redis.flushdb()
    _empty_buckets(_cleaner)


# A table is emptied by DELETE, for a few rows a quarter of the time of TRUNCATE.
_EMPTY = """
DO $$ DECLARE name text; used boolean; BEGIN
FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name) INTO used;
    IF used THEN
        EXECUTE format('DELETE FROM %I', name);
    END IF;
END LOOP;
PERFORM setval(format('%I', sequencename), start_value, false) FROM pg_sequences WHERE last_value IS NOT NULL;
END $$"""


async def _empty_database(settings: Settings) -> None:
    database = Database(settings)
    async with database.transaction() as session:
        # The audit log refuses this to everybody else.
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        await session.execute(text(_EMPTY))
    await database.close()


def _empty_buckets(s3: "S3Client") -> None:
    for bucket in Bucket:
        for upload in s3.list_multipart_uploads(Bucket=bucket).get("Uploads", []):
            s3.abort_multipart_upload(Bucket=bucket, Key=upload["Key"], UploadId=upload["UploadId"])
        for item in s3.list_objects_v2(Bucket=bucket).get("Contents", []):
            s3.delete_object(Bucket=bucket, Key=item["Key"])


@pytest.fixture(autouse=True)
def _applications_are_let_go() -> Iterator[None]:
    """Empty FastAPI's caches of callables after each test.

    They hold the last two thousand applications, and a collection of that garbage stops every thread for seconds.
    """
    yield
    fastapi_callables._is_gen_callable_cached.cache_clear()
    fastapi_callables._is_async_gen_callable_cached.cache_clear()
    fastapi_callables._is_coroutine_callable_cached.cache_clear()


@pytest.fixture
def no_upkeep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the gateway from doing by itself what a test does: on a busy machine that comes between two of its lines."""
    monkeypatch.setattr("app.main._upkeep", lambda _: [])


@pytest.fixture
async def app(settings: Settings, routes: KeptRoutes) -> AsyncIterator[FastAPI]:
    """Run a gateway. The test fails if a route answers with a problem that it does not declare."""
    undeclared: list[str] = []
    app = routes.create_app(settings)
    app.add_middleware(UndeclaredProblems, found=undeclared)
    async with app.router.lifespan_context(app):
        yield app
    assert undeclared == []


@pytest.fixture
def resources(app: FastAPI) -> Resources:
    resources: Resources = app.state.resources
    return resources


@pytest.fixture
def s3(resources: Resources) -> "S3Client":
    return resources.s3


@pytest.fixture
def store(s3: "S3Client") -> ObjectStore:
    """Access the stored objects, as a worker would."""
    return ObjectStore(s3)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Return an in-process client: quick, but a response arrives only when it is complete."""
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        yield client


@pytest.fixture
async def server(settings: Settings, routes: KeptRoutes) -> AsyncIterator[str]:
    """Yield the address of a real server on a free port, for responses that stream or break off.

    Undeclared problems fail the test, as with `app`.
    """
    undeclared: list[str] = []
    app = routes.create_app(settings)
    app.add_middleware(UndeclaredProblems, found=undeclared)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, http=TimedH11Protocol))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        await wait_until(lambda: server.started)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await asyncio.to_thread(thread.join, 10)
    assert undeclared == []


@pytest.fixture
async def factory(settings: Settings) -> AsyncIterator[Factory]:
    database = Database(settings)
    yield Factory(database, settings)
    await database.close()


@pytest.fixture
async def user(factory: Factory) -> User:
    return await factory.user()


@pytest.fixture
async def admin(factory: Factory) -> User:
    return await factory.user(role=Role.ADMIN, name="Grace")


@pytest.fixture
def headers(factory: Factory, user: User) -> dict[str, str]:
    return factory.headers(user)
