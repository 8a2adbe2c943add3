"""The writer's process: start and orderly stop."""

import asyncio
import logging
import os
import secrets
import signal
import socket
from typing import Annotated, Any

import structlog
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.backoff import NoBackoff
from redis.retry import Retry
from taskiq import TaskiqDepends
from taskiq.receiver import Receiver

from app.core.config import QueueSettings
from app.services.storage.storage import Storage
from app.worker.broker import JobBroker
from app.worker.job.execution import Outcome
from app.worker.minutes.execution import MinutesExecution
from app.worker.presence import presence
from app.worker.queue.delivery import Delivery
from scribe_contracts import logs, s3
from scribe_contracts.language.client import Address
from scribe_contracts.minutes.events import writer_key
from scribe_contracts.minutes.jobs import MINUTES_STREAM, WRITE_MINUTES, WRITERS_GROUP

GRACE_SECONDS = 8.0

log = structlog.get_logger()


def run_writer(settings: QueueSettings, address: Address) -> None:
    """Write minutes until SIGTERM or SIGINT, one job at a time."""
    logs.configure(settings, service="writer")
    # A line for each request, and there is one for each turn of a meeting.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    idle = asyncio.run(_serve(settings, address))
    if not idle:
        # The job is back in the queue; its thread cannot be stopped, and a normal exit would wait for it.
        log.warning("job_thread_left_running")
        logging.shutdown()
        os._exit(0)


async def _serve(settings: QueueSettings, address: Address) -> bool:
    url = settings.redis_url.get_secret_value()
    name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
    broker = JobBroker(
        url,
        consumer=name,
        idle_timeout_seconds=settings.idle_timeout_seconds,
        max_deliveries=settings.max_deliveries,
        stream=MINUTES_STREAM,
        group=WRITERS_GROUP,
    )
    broker.is_worker_process = True
    stop = asyncio.Event()

    def request_stop() -> None:
        log.info("writer_stopping")
        broker.interrupt()
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, request_stop)
    with Redis.from_url(url, retry=Retry(NoBackoff(), 1)) as redis:
        _register(broker, MinutesExecution(Storage(s3.connect(settings)), redis, address))
        receiver = Receiver(broker, max_async_tasks=1, max_prefetch=0, wait_tasks_timeout=GRACE_SECONDS)
        log.info("writer_started", writer=name)
        async with AsyncRedis.from_url(url) as presence_redis, presence(presence_redis, writer_key(name)):
            await receiver.listen(stop)
            idle = not broker.is_busy
            await broker.shutdown()
    log.info("writer_stopped", writer=name)
    return idle


def _register(broker: JobBroker, execution: MinutesExecution) -> None:
    @broker.task(task_name=WRITE_MINUTES)
    async def write_minutes(payload: Any, delivery: Annotated[Delivery, TaskiqDepends()]) -> None:
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
