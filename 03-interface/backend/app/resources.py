"""Connections and pools that live as long as the process, opened and closed in one place."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from taskiq_redis import RedisStreamBroker

from app import broker
from app.core.config import Settings
from app.core.db import Database
from app.core.meaning.meaning import Meaning, open_meaning
from app.core.passwords.hasher import PasswordHasher
from app.core.quotas.encoders import Encoders
from app.core.quotas.occupancy import MAX_AT_ONCE, Occupancy, Use
from app.core.quotas.priority import step_back
from app.core.quotas.slots import Slots
from scribe_contracts import s3
from scribe_contracts.credentials.redis_password import RedisPassword, bare_address

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


_NICENESS = 5
"""Of threads that send recordings: checksums of gigabytes would else take the processor from people who read."""


@dataclass(frozen=True)
class Resources:
    settings: Settings
    database: Database
    redis: Redis
    s3: "S3Client"
    threads: ThreadPoolExecutor
    """Threads for requests to S3, which block; as many as connections."""

    part_threads: ThreadPoolExecutor
    """Threads that send parts of recordings to S3, and let everything else go first."""

    hasher: PasswordHasher
    broker: RedisStreamBroker
    minutes_broker: RedisStreamBroker
    occupancy: Occupancy
    recording_slots: Slots
    """Slots for parts of recordings that arrive in one request."""

    meaning: Meaning | None
    """Search by meaning; None where the operator has not set its services."""

    part_slots: asyncio.Semaphore
    """Slots for parts of uploads in memory: some parts are received while others go to S3."""

    encoders: Encoders
    """Slots for sound that is encoded while it is sent."""


@asynccontextmanager
async def open_resources(
    settings: Settings, *, prepared: bool = False, at_once: Mapping[Use, int] = MAX_AT_ONCE
) -> AsyncIterator[Resources]:
    """Open everything and close it in any case; `at_once` limits the requests of one user.

    Unless that is `prepared` by another process, migrate the database and create the buckets.
    """
    threads = ThreadPoolExecutor(settings.upload_threads, thread_name_prefix="s3")
    part_threads = ThreadPoolExecutor(_sent_at_once(settings), "s3-parts", initializer=step_back, initargs=(_NICENESS,))
    resources = Resources(
        settings=settings,
        database=Database(settings),
        redis=_connect_to_redis(settings),
        s3=s3.connect(settings, connections=settings.upload_threads + _sent_at_once(settings)),
        threads=threads,
        part_threads=part_threads,
        hasher=PasswordHasher(settings.bcrypt_rounds),
        broker=broker.create(settings),
        minutes_broker=broker.create_minutes(settings),
        occupancy=Occupancy(at_once),
        recording_slots=Slots(max(2, settings.upload_threads // 5)),
        meaning=open_meaning(settings),
        part_slots=asyncio.Semaphore(2 * settings.upload_threads),
        encoders=Encoders(),
    )
    try:
        if not prepared:
            await resources.database.migrate()
            await asyncio.get_running_loop().run_in_executor(threads, s3.prepare, resources.s3)
        await resources.broker.startup()
        await resources.minutes_broker.startup()
        yield resources
    finally:
        await resources.minutes_broker.shutdown()
        await resources.broker.shutdown()
        await resources.redis.aclose()
        if resources.meaning is not None:
            await resources.meaning.close()
        await resources.database.close()
        resources.s3.close()
        resources.hasher.close()
        threads.shutdown(cancel_futures=True)
        part_threads.shutdown(cancel_futures=True)


def _connect_to_redis(settings: Settings) -> Redis:
    # A connection that was idle while Redis restarted is found to be broken by the next command, which is sent again.
    return Redis.from_url(
        bare_address(settings),
        credential_provider=RedisPassword(settings),
        socket_connect_timeout=5,
        health_check_interval=30,
        retry=Retry(NoBackoff(), 1),
        retry_on_error=[RedisConnectionError],
    )


def _sent_at_once(settings: Settings) -> int:
    """Return how many parts of recordings are sent to S3 at once; each takes a processor for a while."""
    return max(2, settings.upload_threads // 4)
