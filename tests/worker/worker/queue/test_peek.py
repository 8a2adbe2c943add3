"""The look at the next job, beside a real queue."""

from collections.abc import AsyncIterator

import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from support.jobs import QueueClient, make_job

from app.worker.queue.peek import peek
from app.worker.queue.stream import JobStream
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM
from servers.infrastructure import Endpoints


@pytest.fixture
async def other(redis_server: Endpoints, redis: Redis) -> AsyncIterator[JobStream]:
    """Another worker's hands on the queue."""
    assert redis.dbsize() == 0
    async with AsyncRedis.from_url(redis_server.redis_url) as client:
        stream = JobStream(client, stream=JOBS_STREAM, group=JOBS_GROUP, consumer="other", idle_timeout_ms=60_000)
        await stream.declare()
        yield stream


async def test_the_job_seen_is_the_oldest_that_nobody_has_and_it_stays_for_everybody(
    redis: Redis, queue: QueueClient, other: JobStream
) -> None:
    assert peek(redis) is None
    jobs = [make_job() for _ in range(2)]
    for job in jobs:
        _send(redis, job.model_dump_json())

    assert peek(redis) == jobs[0]
    assert queue.held() == []
    assert await other.read_new(10) is not None
    assert peek(redis) == jobs[1]
    assert await other.read_new(10) is not None, "a job that was looked at is no longer given at once"
    assert peek(redis) is None
    assert [held.deliveries for held in queue.held()] == [1, 1]


@pytest.mark.parametrize("arguments", ["{}", '"text"', '{"meeting_id": 1}'])
async def test_what_is_no_job_is_not_seen(redis: Redis, other: JobStream, arguments: str) -> None:
    assert other is not None
    _send(redis, arguments)

    assert peek(redis) is None


async def test_neither_noise_nor_a_missing_queue_is_an_error(
    redis: Redis, queue: QueueClient, other: JobStream
) -> None:
    assert other is not None
    queue.send_raw(b"no JSON")
    assert peek(redis) is None
    redis.delete(JOBS_STREAM)
    assert peek(redis) is None


def test_a_job_as_the_gateway_sends_it_is_understood(redis: Redis, queue: QueueClient) -> None:
    redis.xgroup_create(JOBS_STREAM, JOBS_GROUP, id="0", mkstream=True)
    job = queue.send(make_job())

    assert peek(redis) == job


def _send(redis: Redis, payload: str) -> None:
    message = f'{{"task_id": "1", "task_name": "process_meeting", "labels": {{}}, "args": [{payload}], "kwargs": {{}}}}'
    redis.xadd(JOBS_STREAM, {"data": message})
