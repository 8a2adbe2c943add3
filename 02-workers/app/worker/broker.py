"""Taskiq's Redis stream broker, changed such that no job is lost or done twice.

The stock broker reads a hundred jobs ahead, ignores those sent before the first worker, gives a long job to a second
worker, looks for stale jobs only when a new one arrives and under a lock that a killed worker never releases, retries
a job that kills its worker without limit, and never trims the stream.
"""

import asyncio
from collections.abc import AsyncGenerator

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff, NoBackoff
from redis.credentials import CredentialProvider
from redis.exceptions import RedisError
from taskiq import AckableMessage
from taskiq_redis import RedisStreamBroker

from app.worker.queue.delivery import Delivery
from app.worker.queue.stream import JobStream
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM

_MAX_BLOCK_MS = 2000
_HEARTBEATS_PER_TIMEOUT = 4
_DEAD_CONSUMER_MS = 24 * 3600 * 1000

log = structlog.get_logger()


class JobBroker(RedisStreamBroker):
    """Delivers one job at a time; run its receiver with `max_async_tasks=1, max_prefetch=0`."""

    def __init__(
        self,
        url: str,
        *,
        consumer: str,
        idle_timeout_seconds: float,
        max_deliveries: int,
        password: CredentialProvider | None = None,
        stream: str = JOBS_STREAM,
        group: str = JOBS_GROUP,
    ) -> None:
        idle_timeout_ms = int(idle_timeout_seconds * 1000)
        super().__init__(
            url,
            queue_name=stream,
            consumer_group_name=group,
            consumer_name=consumer,
            consumer_id="0",
            idle_timeout=idle_timeout_ms,
            xread_block=min(_MAX_BLOCK_MS, max(1, idle_timeout_ms // _HEARTBEATS_PER_TIMEOUT)),
            xread_count=1,
            credential_provider=password,
            # A read that redis-py repeats by itself hides an answer that was lost, and the job in it.
            retry=Retry(NoBackoff(), 0),
        )
        self._max_deliveries = max_deliveries
        self._heartbeat_seconds = idle_timeout_seconds / _HEARTBEATS_PER_TIMEOUT
        self._stream = JobStream(
            Redis(connection_pool=self.connection_pool),
            stream=stream,
            group=group,
            consumer=consumer,
            idle_timeout_ms=idle_timeout_ms,
        )
        self._delivery: Delivery | None = None
        self._stopping = False

    async def _declare_consumer_group(self) -> None:
        """Do nothing: `listen` declares the group, and waits for Redis if it is not there yet."""

    async def listen(self) -> AsyncGenerator[AckableMessage, None]:
        """Yield one job after another; the next is asked for only when the receiver is free again."""
        backoff = ExponentialWithJitterBackoff(cap=5, base=0.1)
        failures = 0
        prepared = False
        while True:
            try:
                if not prepared:
                    await self._prepare()
                    prepared = True
                entry = await self._stream.claim_stale() or await self._stream.read_new(self.block)
            except RedisError as error:
                failures += 1
                prepared = False
                log.warning("queue_unreachable", error=str(error), failures=failures)
                await asyncio.sleep(backoff.compute(failures))
                continue
            failures = 0
            if entry is None:
                continue
            delivery = Delivery(
                self._stream,
                entry,
                exhausted=entry.deliveries > self._max_deliveries,
                heartbeat_seconds=self._heartbeat_seconds,
            )
            self._hold(delivery)
            yield AckableMessage(data=entry.data, ack=delivery.acknowledge)
            delivery.abandon()

    @property
    def is_busy(self) -> bool:
        """Return whether this worker holds a job."""
        return self._delivery is not None and not self._delivery.is_over

    def interrupt(self) -> None:
        """Ask the running job, and one that may still arrive, to stop and be handed back."""
        self._stopping = True
        if self._delivery is not None:
            self._delivery.interrupted.set()

    async def shutdown(self) -> None:
        """Hand back whatever this worker still holds, then close the connections."""
        try:
            async with asyncio.timeout(_MAX_BLOCK_MS / 1000):
                if self._delivery is not None:
                    await self._delivery.hand_back()
                await self._stream.release_all()
        except (RedisError, TimeoutError) as error:
            log.warning("jobs_not_handed_back", error=str(error))
        await super().shutdown()

    async def _prepare(self) -> None:
        await self._stream.declare()
        await self._stream.release_all()
        removed = await self._stream.remove_dead_consumers(_DEAD_CONSUMER_MS)
        log.info("queue_ready", consumer=self.consumer_name, dead_consumers_removed=removed)

    def _hold(self, delivery: Delivery) -> None:
        if self._stopping:
            delivery.interrupted.set()
        self._delivery = delivery
        # There is one job at a time, so the task can be given its delivery by type.
        self.add_dependency_context({Delivery: delivery})
