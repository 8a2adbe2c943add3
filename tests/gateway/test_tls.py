"""A gateway whose PostgreSQL, Redis and S3 are reached by TLS, and what it does with servers that it must not believe.

The servers are real; a relay speaks TLS for them, since the wheels' PostgreSQL and Valkey are built without.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
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
from support.factories import Factory
from support.gateway_settings import ORIGIN
from support.sounds import tone, wav
from support.waiting import wait_until
from tls_relay import POSTGRES_REQUEST, Relay, tls_before

from app import broker, resources
from app.core.config import Settings
from app.core.db import Database
from app.core.errors import UnavailableError
from app.core.nudges.nudges import Nudges, tell
from app.main import create_app
from app.services.maintenance.readiness import Readiness
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


@pytest.fixture
async def calls() -> AsyncIterator[dict[str, Callable[[Settings], Awaitable[object]]]]:
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

    yield {"PostgreSQL": ask_postgres, "Redis": ask_redis, "S3": ask_s3}


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
        "redis_url": SecretStr(endpoints.redis_url.replace("redis://", "rediss://")),
        "s3_endpoint_url": endpoints.s3_endpoint_url.replace("http://", "https://"),
    }
    asking = settings.model_copy(update=changes)
    for call in calls.values():
        with pytest.raises(Exception):  # noqa: B017, PT011
            await call(asking)


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
