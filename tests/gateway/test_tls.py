"""A gateway whose PostgreSQL, Redis and S3 are reached by TLS, and what it does with servers that it must not believe.

The servers are real; a relay speaks TLS for them, since the wheels' PostgreSQL and Valkey are built without.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import pytest
import structlog
from authority import Authority
from pydantic import SecretStr
from support.embeddings import KEY as EMBEDDINGS_KEY
from support.embeddings import run_embeddings
from support.factories import Factory
from support.gateway_settings import ORIGIN
from support.processes import BACKEND, environment
from support.sounds import tone, wav
from support.waiting import wait_until
from tls_relay import POSTGRES_REQUEST, Relay, tls_before
from vectors_process import KEY as VECTORS_KEY
from vectors_process import run_vectors

from app import broker, resources
from app.core.config import Settings
from app.core.db import Database
from app.core.errors import UnavailableError
from app.core.meaning.embedder import Embedder
from app.core.meaning.errors import MeaningUnavailableError
from app.core.meaning.store import VectorStore
from app.core.nudges.nudges import Nudges, tell
from app.main import create_app
from app.services.maintenance.readiness import Readiness
from app.services.maintenance.trust import refused_servers
from app.services.rotation import postgres_role, redis_passwords
from scribe_contracts import s3
from scribe_contracts.credentials.trust import describe_refusal
from servers.infrastructure import Endpoints

HOST = "127.0.0.1"
TLS_HANDSHAKE = b"\x16\x03"


@dataclass(frozen=True)
class Site:
    """The three servers behind relays, and the settings of a gateway that reaches them so."""

    settings: Settings
    postgres: Relay
    redis: Relay
    s3: Relay


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("company"))


@pytest.fixture
def behind(settings: Settings, endpoints: Endpoints, company: Authority) -> Iterator[Callable[[Path], Site]]:
    """Return what makes a site whose servers show a certificate; its gateway trusts the company."""
    with ExitStack() as stack:

        def make(certificate: Path) -> Site:
            addresses = (endpoints.database_url, endpoints.redis_url, endpoints.s3_endpoint_url)
            ports = [urlsplit(address).port or 0 for address in addresses]
            relays = [
                stack.enter_context(tls_before(port, certificate, postgres=at == 0)) for at, port in enumerate(ports)
            ]
            database, redis, storage = (
                address.replace(f":{port}", f":{relay.port}")
                for address, port, relay in zip(addresses, ports, relays, strict=True)
            )
            changes = {
                "ca_file": company.file,
                "database_url": SecretStr(f"{database}?ssl=verify-full"),
                "redis_url": SecretStr(redis.replace("redis://", "rediss://")),
                "s3_endpoint_url": storage.replace("http://", "https://"),
            }
            return Site(Settings.model_validate(settings.model_dump() | changes), *relays)

        yield make


@pytest.fixture
def site(behind: Callable[[Path], Site], company: Authority) -> Site:
    return behind(company.issue(HOST))


def test_a_server_that_does_not_speak_tls_is_named_at_the_start(settings: Settings, company: Authority) -> None:
    # Redis waits for the end of a line, and says nothing.
    changes = {
        "ca_file": company.file,
        "database_url": SecretStr(f"{settings.database_url.get_secret_value()}?ssl=verify-full"),
        "s3_endpoint_url": settings.s3_endpoint_url.replace("http://", "https://"),
    }
    postgres, storage = refused_servers(Settings.model_validate(settings.model_dump() | changes))
    assert postgres == "PostgreSQL: it does not speak TLS"
    assert storage.startswith("S3: TLS with it fails")


@pytest.fixture
def calls() -> dict[str, Callable[[Settings], Awaitable[object]]]:
    """Return what asks each server something, with connections of its own."""

    async def ask_postgres(settings: Settings) -> None:
        database = Database(settings)
        try:
            await database.ping()
        finally:
            await database.close()

    async def ask_redis(settings: Settings) -> None:
        async with resources._connect_to_redis(settings) as redis:
            await redis.ping()

    async def ask_s3(settings: Settings) -> None:
        await asyncio.to_thread(s3.connect(settings, attempts=1).list_buckets)

    return {"PostgreSQL": ask_postgres, "Redis": ask_redis, "S3": ask_s3}


async def test_a_meeting_goes_through_three_servers_behind_tls(site: Site, endpoints: Endpoints) -> None:
    app = create_app(site.settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            assert (await client.get("/health/ready")).json()["status"] == "ready"
            factory = Factory(app.state.resources.database, site.settings)
            headers = factory.headers(await factory.user())
            sound = wav(tone(0.2))
            sent = await client.post(
                "/api/v1/process", headers=headers, files={"file": ("secret plans.wav", sound, "audio/wav")}
            )
            assert sent.status_code == 202, sent.text
            meeting_id = sent.json()["id"]
            assert json.loads(await _take_job(site.settings))["args"][0]["meeting_id"] == meeting_id
            await _hear(site.settings, UUID(meeting_id))
    sent_by_product = {"PostgreSQL": site.postgres.wire, "Redis": site.redis.wire, "S3": site.s3.wire}
    secrets = (
        urlsplit(endpoints.database_url).password,
        urlsplit(endpoints.redis_url).password,
        endpoints.s3_access_key,
        meeting_id,
        "secret plans",
    )
    for wire in sent_by_product.values():
        assert not [secret for secret in secrets if (secret or "").encode() in wire]
    assert site.postgres.wire.startswith(POSTGRES_REQUEST + TLS_HANDSHAKE)
    assert site.redis.wire.startswith(TLS_HANDSHAKE)
    assert site.s3.wire.startswith(TLS_HANDSHAKE)
    assert sound[200:400] not in site.s3.wire


async def _take_job(settings: Settings) -> bytes:
    """Take the next job as a worker does, from the stream."""
    queue = broker.create(settings)
    queue.is_worker_process = True
    await queue.startup()
    try:
        async with asyncio.timeout(10):
            async for message in queue.listen():
                return bytes(message.data) if not isinstance(message, bytes) else message
    finally:
        await queue.shutdown()
    raise AssertionError("no job")


async def _hear(settings: Settings, meeting_id: UUID) -> None:
    database, heard = Database(settings), list[UUID]()
    listening = asyncio.create_task(Nudges(database, heard.append).run())

    async def told() -> bool:
        async with database.transaction() as session:
            await tell(session, meeting_id)
        return meeting_id in heard

    try:
        await wait_until(told)
    finally:
        listening.cancel()
        await database.close()


@pytest.mark.parametrize("server", ["PostgreSQL", "Redis", "S3"])
async def test_a_server_is_believed_that_the_company_has_certified_for_this_name(
    site: Site, server: str, calls: dict[str, Callable[[Settings], Awaitable[object]]]
) -> None:
    await calls[server](site.settings)
    with pytest.raises(Exception) as error:  # noqa: PT011 - each library has its own
        await calls[server](site.settings.model_copy(update={"ca_file": None}))
    assert describe_refusal(error.value) == "its certificate is refused: unable to get local issuer certificate"


@pytest.mark.parametrize("server", ["PostgreSQL", "Redis", "S3"])
@pytest.mark.parametrize(
    ("certificate", "why"),
    [
        (lambda company, _: company.issue("other.example"), "match"),
        (lambda company, _: company.issue(HOST, expired=True), "certificate has expired"),
        (lambda _, folder: Authority(folder, "company").issue(HOST), ""),
    ],
    ids=["another name", "expired", "another authority of the same name"],
)
async def test_others_are_refused_and_get_no_secret(
    behind: Callable[[Path], Site],
    company: Authority,
    server: str,
    certificate: Callable[[Authority, Path], Path],
    why: str,
    *,
    calls: dict[str, Callable[[Settings], Awaitable[object]]],
    tmp_path: Path,
) -> None:
    site = behind(certificate(company, tmp_path))
    with pytest.raises(Exception) as error:  # noqa: PT011
        await calls[server](site.settings)
    told = describe_refusal(error.value)
    assert told
    assert told.startswith("its certificate is refused: ")
    assert why in told
    for secret in _secrets(site.settings):
        assert secret not in f"{error.value!r} {told}"


async def test_a_server_without_tls_is_not_talked_to(
    settings: Settings, endpoints: Endpoints, calls: dict[str, Callable[[Settings], Awaitable[object]]]
) -> None:
    changes = {
        "database_url": SecretStr(f"{endpoints.database_url}?ssl=verify-full"),
        "s3_endpoint_url": endpoints.s3_endpoint_url.replace("http://", "https://"),
    }
    asking = settings.model_copy(update=changes)
    # Redis says nothing at all, and the client gives up after 5 s.
    for server in ("PostgreSQL", "S3"):
        with pytest.raises(Exception, match=r"rejected SSL upgrade|WRONG_VERSION_NUMBER|wrong version number"):
            await calls[server](asking)


async def test_readiness_says_whose_certificate_is_refused(
    site: Site, behind: Callable[[Path], Site], company: Authority
) -> None:
    bad = behind(company.issue("other.example")).settings
    async with resources.open_resources(site.settings) as opened:
        changed = replace(
            opened, database=Database(bad), redis=resources._connect_to_redis(bad), s3=s3.connect(bad, attempts=1)
        )
        with structlog.testing.capture_logs() as logs, pytest.raises(UnavailableError) as error:
            await Readiness(changed).check()
        await changed.database.close()
        await changed.redis.aclose()
    faults = {fault.field: fault.message for fault in error.value.errors}
    assert faults.keys() == {"PostgreSQL", "Redis", "S3"}
    assert all(fault.startswith("its certificate is refused: ") for fault in faults.values())
    told = {line["server"]: line["cause"] for line in logs if line["event"] == "not_ready"}
    assert told == faults
    assert not [secret for secret in _secrets(bad) if secret in str(logs)]


async def test_a_rotation_asks_by_tls_as_well(site: Site, endpoints: Endpoints) -> None:
    for address, is_accepted in (
        (endpoints.database_url, postgres_role.is_accepted),
        (endpoints.redis_url, redis_passwords.is_accepted),
    ):
        before = site.postgres.connections, site.redis.connections
        assert await is_accepted(site.settings, urlsplit(address).password or "")
        assert not await is_accepted(site.settings, "wrong")
        assert (site.postgres.connections, site.redis.connections) != before
    await postgres_role.set_password(site.settings)


def _secrets(settings: Settings) -> list[str]:
    addresses = (settings.database_url, settings.redis_url)
    passwords = [urlsplit(address.get_secret_value()).password or "" for address in addresses]
    return [*passwords, settings.s3_secret_key.get_secret_value()]


async def test_search_by_meaning_goes_by_tls(settings: Settings, company: Authority, tmp_path: Path) -> None:
    with run_embeddings() as embeddings, run_vectors(tmp_path) as vectors, ExitStack() as stack:
        ports = urlsplit(embeddings.url).port or 0, urlsplit(vectors.program.url).port or 0
        good = [stack.enter_context(tls_before(port, company.issue(HOST))) for port in ports]
        bad = [stack.enter_context(tls_before(port, company.issue("other.example"))) for port in ports]

        def asking(relays: list[Relay], ca_file: Path | None) -> tuple[Embedder, VectorStore]:
            changes = {
                "ca_file": ca_file,
                "embeddings_key": SecretStr(EMBEDDINGS_KEY),
                "qdrant_url": f"https://{HOST}:{relays[1].port}",
                "qdrant_key": SecretStr(VECTORS_KEY),
            }
            changed = settings.model_copy(update=changes)
            return Embedder(changed, f"https://{HOST}:{relays[0].port}/v1"), VectorStore(changed, "1")

        embedder, store = asking(good, company.file)
        assert len(await embedder.query("words that are said")) == embeddings.size
        assert await store.scan() == []
        assert not [key for key in (EMBEDDINGS_KEY, VECTORS_KEY, "words") for each in good if key.encode() in each.wire]
        for relays, ca_file in ((good, None), (bad, company.file)):
            others = asking(relays, ca_file)
            for asked in (others[0].query("words"), others[1].scan()):
                with pytest.raises(MeaningUnavailableError, match="its certificate is refused"):
                    await asked
            for each in others:
                await each.close()
        await embedder.close()
        await store.close()


async def test_a_gateway_ends_with_a_line_for_each_server_that_is_not_believed(
    behind: Callable[[Path], Site], company: Authority
) -> None:
    bad = behind(company.issue("other.example")).settings
    command = [sys.executable, "-m", "app.serve", "--port", "0"]
    done = await asyncio.to_thread(
        subprocess.run, command, cwd=BACKEND, env=environment(bad), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == os.EX_CONFIG
    lines = done.stderr.splitlines()
    assert [line.partition(": ")[0] for line in lines[:3]] == ["PostgreSQL", "Redis", "S3"]
    assert all("its certificate is refused: " in line for line in lines[:3])
    assert lines[3:] == ["SCRIBE_CA_FILE names the authorities that are believed; the system's are without it."]
    assert not [secret for secret in _secrets(bad) if secret in done.stderr]


def test_a_server_that_does_not_answer_is_asked_later(settings: Settings) -> None:
    changes = {
        "database_url": SecretStr("postgresql+asyncpg://scribe:secret@127.0.0.1:9/scribe?ssl=verify-full"),
        "redis_url": SecretStr("rediss://:secret@127.0.0.1:9/0"),
        "s3_endpoint_url": "https://127.0.0.1:9",
    }
    assert refused_servers(settings.model_copy(update=changes)) == []
