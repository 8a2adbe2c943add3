"""Delivery of a job to this worker."""

import asyncio
import threading
from collections.abc import Awaitable, Callable

import structlog
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError, ResponseError
from redis.exceptions import TimeoutError as RedisTimeoutError

from app.worker.queue.stream import Entry, JobStream
from scribe_contracts.event_stream import may_pass

log = structlog.get_logger()


class Delivery:
    """Keeps the job claimed with a heartbeat until it is acknowledged, handed back or abandoned.

    `interrupted` is set when the job has to stop without having ended: the worker shuts down, or another worker has
    taken the job over.
    """

    def __init__(self, stream: JobStream, entry: Entry, *, exhausted: bool, heartbeat_seconds: float) -> None:
        self.number = entry.deliveries
        self.exhausted = exhausted
        """The job has been delivered too often and must not be tried again."""

        self.interrupted = threading.Event()
        self._stream = stream
        self._entry_id = entry.id
        self.is_over = False
        self._heartbeat = asyncio.create_task(self._keep_claimed(heartbeat_seconds))

    async def acknowledge(self) -> None:
        """Remove the job from the queue: it has ended. Do nothing once the delivery is over."""
        await self._end(self._stream.acknowledge)

    async def hand_back(self) -> None:
        """Return the job to the queue at once, without counting this delivery."""
        await self._end(self._stream.release)

    def abandon(self) -> None:
        """Stop the heartbeat: the job is delivered again after the idle time-out, and this delivery counts."""
        if not self.is_over:
            self.is_over = True
            log.error("job_abandoned", entry=self._entry_id)
        self._heartbeat.cancel()

    async def _end(self, operation: Callable[[str], Awaitable[bool]]) -> None:
        if self.is_over:
            return
        self.is_over = True
        self._heartbeat.cancel()
        backoff = ExponentialWithJitterBackoff(cap=5, base=0.1)
        failures = 0
        while True:
            try:
                if not await operation(self._entry_id):
                    log.warning("job_held_by_another_worker", entry=self._entry_id)
            except RedisError as error:
                if not _is_outage(error):
                    log.exception("queue_refused", entry=self._entry_id)
                    return
            else:
                return
            failures += 1
            await asyncio.sleep(backoff.compute(failures))

    async def _keep_claimed(self, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            try:
                mine = await self._stream.touch(self._entry_id)
            except RedisError as error:
                log.warning("heartbeat_failed", entry=self._entry_id, error=str(error))
                continue
            if not mine:
                log.warning("job_taken_over", entry=self._entry_id)
                self.interrupted.set()
                return


def _is_outage(error: RedisError) -> bool:
    """Return whether the same command may succeed later."""
    lost = isinstance(error, RedisConnectionError | RedisTimeoutError)
    return lost or (isinstance(error, ResponseError) and may_pass(error))
