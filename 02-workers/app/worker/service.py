"""The worker's process: start and orderly stop."""

import asyncio
import logging
import os
import secrets
import signal
import socket
from collections.abc import Callable

import structlog
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.backoff import NoBackoff
from redis.retry import Retry
from taskiq.receiver import Receiver

from app.core.config import WorkerSettings
from app.worker.broker import JobBroker
from app.worker.cards import own_card
from app.worker.job.events import EventPublisher
from app.worker.job.execution import JobExecution, MeetingPipeline
from app.worker.presence import presence
from app.worker.tasks import register_tasks
from app.worker.workspace import workspace
from scribe_contracts import logs
from scribe_contracts.events import worker_key

GRACE_SECONDS = 8.0
"""Time for a running job to stop by itself. Docker and the supervisor kill after thirty seconds: the rest is for a
library that holds the interpreter while it loads a model.
"""

_CLEANUP_SECONDS = 1.0
"""Time for a stopped preparation to remove its files."""

PipelineFactory = Callable[[WorkerSettings], MeetingPipeline]

log = structlog.get_logger()


def run_worker(
    settings: WorkerSettings, build_pipeline: PipelineFactory, *, grace_seconds: float = GRACE_SECONDS
) -> None:
    """Process jobs until SIGTERM or SIGINT. The pipeline gets a working folder of this process alone."""
    logs.configure(settings, service="worker")
    runner = asyncio.Runner()
    with own_card(settings), workspace(settings.work_dir) as folder:
        pipeline = build_pipeline(settings.model_copy(update={"work_dir": folder}))
        idle = runner.run(_serve(settings, pipeline, grace_seconds))
        pipeline.stop(_CLEANUP_SECONDS)
    if not idle:
        # The job was returned to the queue; its thread cannot be stopped, and a normal exit would wait for it.
        log.warning("job_thread_left_running")
        logging.shutdown()
        os._exit(0)
    runner.close()


async def _serve(settings: WorkerSettings, pipeline: MeetingPipeline, grace_seconds: float) -> bool:
    """Listen for jobs until a signal. Return whether no job runs at the end."""
    url = settings.redis_url.get_secret_value()
    name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
    broker = JobBroker(
        url,
        consumer=name,
        idle_timeout_seconds=settings.idle_timeout_seconds,
        max_deliveries=settings.max_deliveries,
    )
    broker.is_worker_process = True
    stop = _stop_on_signals(broker, pipeline)
    with Redis.from_url(url, retry=Retry(NoBackoff(), 1)) as redis:
        register_tasks(broker, JobExecution(pipeline, EventPublisher(redis)))
        # Without room to prefetch, a job stays in Redis, for any worker, until this one is free.
        receiver = Receiver(broker, max_async_tasks=1, max_prefetch=0, wait_tasks_timeout=grace_seconds)
        log.info("worker_started", worker=name)
        async with AsyncRedis.from_url(url) as presence_redis, presence(presence_redis, worker_key(name)):
            await receiver.listen(stop)
            idle = not broker.is_busy
            await broker.shutdown()
    log.info("worker_stopped", worker=name)
    return idle


def _stop_on_signals(broker: JobBroker, pipeline: MeetingPipeline) -> asyncio.Event:
    stop = asyncio.Event()

    def request_stop() -> None:
        log.info("worker_stopping")
        broker.interrupt()
        pipeline.stop()
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, request_stop)
    return stop
