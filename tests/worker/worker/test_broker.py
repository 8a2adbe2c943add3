"""The stream, the deliveries and the broker against a real server, in this process."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable

import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from support.jobs import QueueClient
from support.waiting import eventually
from taskiq import AckableMessage

from app.worker.broker import JobBroker
from app.worker.queue.delivery import Delivery
from app.worker.queue.stream import JobStream
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM
from servers.infrastructure import Endpoints

IDLE_MS = 200

MakeStream = Callable[..., JobStream]


@pytest.fixture
async def make_stream(redis: Redis, redis_server: Endpoints) -> AsyncIterator[MakeStream]:
    async with AsyncRedis.from_url(redis_server.redis_url) as client:

        def make(consumer: str, idle_ms: int = IDLE_MS) -> JobStream:
            return JobStream(client, stream=JOBS_STREAM, group=JOBS_GROUP, consumer=consumer, idle_timeout_ms=idle_ms)

        await make("declares").declare()
        yield make


@pytest.fixture
async def broker(redis: Redis, redis_server: Endpoints) -> AsyncIterator[JobBroker]:
    broker = JobBroker(redis_server.redis_url, consumer="me", idle_timeout_seconds=IDLE_MS / 1000, max_deliveries=3)
    yield broker
    await broker.shutdown()


def send(redis: Redis, *bodies: bytes) -> None:
    for body in bodies:
        redis.xadd(JOBS_STREAM, {"data": body})


async def until_stale(queue: QueueClient) -> None:
    """Wait until nobody has touched any of the jobs in hand for the idle time-out."""
    await asyncio.to_thread(eventually, lambda: all(held.idle_ms >= IDLE_MS for held in queue.held()))


async def next_job(jobs: AsyncIterator[AckableMessage]) -> AckableMessage:
    return await asyncio.wait_for(anext(jobs), 5)


def delivery_of(broker: JobBroker) -> Delivery:
    delivery = broker.custom_dependency_context[Delivery]
    assert isinstance(delivery, Delivery)
    return delivery


async def test_an_acknowledged_job_leaves_the_stream(redis: Redis, queue: QueueClient, make_stream: MakeStream) -> None:
    send(redis, b"job")
    stream = make_stream("a")
    entry = await stream.read_new(10)
    assert entry is not None
    assert entry.data == b"job"
    assert entry.deliveries == 1

    assert await stream.acknowledge(entry.id)

    assert queue.is_empty()


async def test_a_silent_workers_job_goes_to_exactly_one_other(
    redis: Redis, queue: QueueClient, make_stream: MakeStream
) -> None:
    send(redis, b"job")
    await make_stream("dead").read_new(10)
    assert await make_stream("b").claim_stale() is None
    await until_stale(queue)

    claims = await asyncio.gather(*(make_stream(name).claim_stale() for name in "bcdefgh"))

    [entry] = [claim for claim in claims if claim is not None]
    assert entry.deliveries == 2


async def test_touching_keeps_a_job_without_counting_a_delivery(
    redis: Redis, queue: QueueClient, make_stream: MakeStream
) -> None:
    send(redis, b"job")
    stream = make_stream("a")
    entry = await stream.read_new(10)
    assert entry is not None
    await until_stale(queue)

    assert await stream.touch(entry.id)

    assert await make_stream("b").claim_stale() is None
    assert [held.deliveries for held in queue.held()] == [1]


async def test_who_has_lost_a_job_can_neither_keep_nor_end_it(
    redis: Redis, queue: QueueClient, make_stream: MakeStream
) -> None:
    send(redis, b"job")
    slow, quick = make_stream("slow"), make_stream("quick")
    entry = await slow.read_new(10)
    assert entry is not None
    await until_stale(queue)
    assert await quick.claim_stale() is not None

    assert not await slow.touch(entry.id)
    assert not await slow.release(entry.id)
    assert not await slow.acknowledge(entry.id)

    assert await quick.acknowledge(entry.id)


async def test_a_released_job_is_there_at_once_as_if_never_delivered(redis: Redis, make_stream: MakeStream) -> None:
    send(redis, b"job")
    stream = make_stream("a")
    entry = await stream.read_new(10)
    assert entry is not None

    await stream.release(entry.id)

    again = await make_stream("b").claim_stale()
    assert again == entry


async def test_a_job_in_an_answer_that_was_lost_is_released(redis: Redis, make_stream: MakeStream) -> None:
    send(redis, b"one", b"two")
    await make_stream("a").read_new(10)
    other = await make_stream("b").read_new(10)

    await make_stream("a").release_all()

    again = await make_stream("a").claim_stale()
    assert again is not None
    assert again.data == b"one"
    assert other is not None
    assert await make_stream("b").touch(other.id)


async def test_dead_consumers_are_removed_unless_they_hold_a_job(
    redis: Redis, queue: QueueClient, make_stream: MakeStream
) -> None:
    send(redis, b"job")
    await make_stream("holds").read_new(10)
    await make_stream("gone").read_new(10)
    await until_stale(queue)
    await asyncio.to_thread(eventually, lambda: queue.consumers()[b"gone"] >= IDLE_MS)
    await make_stream("new").read_new(10)

    assert await make_stream("new").remove_dead_consumers(IDLE_MS) == 1

    assert queue.consumers().keys() == {b"holds", b"new"}


async def test_the_broker_reads_the_next_job_only_when_asked_for_it(
    redis: Redis, queue: QueueClient, broker: JobBroker
) -> None:
    send(redis, b"one", b"two")
    jobs = broker.listen()

    first = await next_job(jobs)

    assert first.data == b"one"
    assert len(queue.held()) == 1
    assert broker.is_busy
    await delivery_of(broker).acknowledge()
    assert queue.length() == 1
    assert (await next_job(jobs)).data == b"two"
    await jobs.aclose()


async def test_the_broker_keeps_a_long_job_by_heartbeat(
    redis: Redis, redis_server: Endpoints, make_stream: MakeStream
) -> None:
    # On a busy machine a heartbeat may come some tenths of a second late.
    idle_seconds = 1.5
    broker = JobBroker(redis_server.redis_url, consumer="me", idle_timeout_seconds=idle_seconds, max_deliveries=3)
    send(redis, b"long")
    jobs = broker.listen()
    await next_job(jobs)

    end = time.monotonic() + 2 * idle_seconds
    other = make_stream("other", int(idle_seconds * 1000))
    while time.monotonic() < end:
        assert await other.claim_stale() is None

    assert not delivery_of(broker).interrupted.is_set()
    await jobs.aclose()
    await broker.shutdown()


async def test_a_job_taken_over_is_interrupted(redis: Redis, queue: QueueClient, broker: JobBroker) -> None:
    send(redis, b"job")
    jobs = broker.listen()
    await next_job(jobs)
    [held] = queue.held()

    redis.xclaim(JOBS_STREAM, JOBS_GROUP, "thief", 0, [held.entry])

    assert await asyncio.to_thread(delivery_of(broker).interrupted.wait, 5)
    await delivery_of(broker).acknowledge()
    assert queue.length() == 1, "the thief's job was removed"
    await jobs.aclose()


async def test_a_job_delivered_too_often_is_marked_exhausted(redis: Redis, broker: JobBroker) -> None:
    send(redis, b"poison")
    jobs = broker.listen()
    numbers = []
    for _ in range(4):
        await next_job(jobs)
        delivery = delivery_of(broker)
        numbers.append((delivery.number, delivery.exhausted))
        delivery.abandon()

    assert numbers == [(1, False), (2, False), (3, False), (4, True)]
    await jobs.aclose()


async def test_the_broker_outlives_the_loss_of_its_group(redis: Redis, broker: JobBroker) -> None:
    jobs = broker.listen()
    waiting = asyncio.create_task(next_job(jobs))
    await asyncio.to_thread(eventually, lambda: redis.exists(JOBS_STREAM))
    redis.flushall()
    send(redis, b"after")

    assert (await waiting).data == b"after"
    await jobs.aclose()


async def test_a_job_that_arrives_while_stopping_is_interrupted_from_the_start(redis: Redis, broker: JobBroker) -> None:
    send(redis, b"late")
    broker.interrupt()
    jobs = broker.listen()
    await next_job(jobs)

    assert delivery_of(broker).interrupted.is_set()
    await jobs.aclose()
