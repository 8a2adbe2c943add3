"""The serving of a queue, one job after another, until the process is told to stop."""

import asyncio
import logging
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Annotated, Any, Protocol

import structlog
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.backoff import NoBackoff
from redis.retry import Retry
from taskiq import TaskiqDepends
from taskiq.receiver import Receiver

from app.core.config import QueueSettings
from app.worker.broker import JobBroker
from app.worker.presence import presence
from app.worker.queue.delivery import Delivery
from scribe_contracts.credentials.redis_password import RedisPassword, bare_address

GRACE_SECONDS = 8.0
"""Time for a running job to stop by itself. Docker and the supervisor kill after thirty seconds: the rest is for a
library that holds the interpreter while it loads a model.
"""

log = structlog.get_logger()


class Outcome(Enum):
    """State of a job after its execution."""

    ENDED = auto()
    INTERRUPTED = auto()
    """The job has not ended; another delivery has to finish it."""


class Execution(Protocol):
    """Runs jobs in the caller's thread."""

    def run(self, payload: object, *, delivery: int, exhausted: bool, interrupted: threading.Event) -> Outcome:
        """Run the job that `payload` describes and send its events. Do not raise for a job that fails.

        With `exhausted` the job was delivered too often and is failed without another try.
        """


@dataclass(frozen=True)
class Queue:
    """One kind of job, and where it is waiting."""

    task: str
    """Name under which the gateway sends it."""

    stream: str
    group: str
    presence: Callable[[str], str]
    """Key by which others see that a consumer of this name is alive."""


class JobServer:
    """Runs the jobs of one queue; made, run and closed once a process."""

    def __init__(
        self,
        settings: QueueSettings,
        queue: Queue,
        connect: Callable[[Redis], Execution],
        *,
        grace_seconds: float = GRACE_SECONDS,
    ) -> None:
        self._settings = settings
        self._queue = queue
        self._connect = connect
        self._grace_seconds = grace_seconds
        self._runner = asyncio.Runner()
        self._idle = False

    def run(self, on_stop: Callable[[], None] = lambda: None) -> None:
        """Serve until SIGTERM or SIGINT; `on_stop` is called when one arrives."""
        self._idle = self._runner.run(self._serve(on_stop))

    def close(self) -> None:
        """End what served. End the process as well if a thread still works, for which a normal exit would wait."""
        if self._idle:
            self._runner.close()
            left = [one for one in threading.enumerate() if one is not threading.current_thread() and not one.daemon]
            if not left:
                return
            log.info("threads_left_running", threads=len(left))
        else:
            # The job was returned to the queue; its thread cannot be stopped.
            log.warning("job_thread_left_running")
        logging.shutdown()
        os._exit(0)

    async def _serve(self, on_stop: Callable[[], None]) -> bool:
        """Listen for jobs until a signal. Return whether no job runs at the end."""
        url, password = bare_address(self._settings), RedisPassword(self._settings)
        name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
        broker = JobBroker(
            url,
            password=password,
            consumer=name,
            idle_timeout_seconds=self._settings.idle_timeout_seconds,
            max_deliveries=self._settings.max_deliveries,
            stream=self._queue.stream,
            group=self._queue.group,
        )
        broker.is_worker_process = True
        stop = _stop_on_signals(broker, on_stop)
        with Redis.from_url(url, credential_provider=password, retry=Retry(NoBackoff(), 1)) as redis:
            _register(broker, self._queue.task, self._connect(redis))
            # Without room to prefetch, a job stays in Redis, for any worker, until this one is free.
            receiver = Receiver(broker, max_async_tasks=1, max_prefetch=0, wait_tasks_timeout=self._grace_seconds)
            log.info("worker_started", worker=name, task=self._queue.task)
            async with (
                AsyncRedis.from_url(url, credential_provider=password) as presence_redis,
                presence(presence_redis, self._queue.presence(name)),
            ):
                await receiver.listen(stop)
                idle = not broker.is_busy
                await broker.shutdown()
        log.info("worker_stopped", worker=name, task=self._queue.task)
        return idle


def _stop_on_signals(broker: JobBroker, on_stop: Callable[[], None]) -> asyncio.Event:
    stop = asyncio.Event()

    def request_stop() -> None:
        log.info("worker_stopping")
        broker.interrupt()
        on_stop()
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, request_stop)
    return stop


def _register(broker: JobBroker, task: str, execution: Execution) -> None:
    @broker.task(task_name=task)
    async def run_job(payload: Any, delivery: Annotated[Delivery, TaskiqDepends()]) -> None:
        """Run the job. `payload` has no type: Taskiq only logs one that does not validate, and passes the raw value."""
        try:
            outcome = await asyncio.to_thread(
                execution.run,
                payload,
                delivery=delivery.number,
                exhausted=delivery.exhausted,
                interrupted=delivery.interrupted,
            )
        except BaseException:
            # Taskiq acknowledges a job whose task raised; without a last event it must be delivered again.
            delivery.abandon()
            raise
        if outcome is Outcome.INTERRUPTED:
            await delivery.hand_back()
