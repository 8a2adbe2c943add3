"""A Redis that comes back empty loses no meeting."""

import asyncio
from typing import Any

import pytest
from redis.asyncio import Redis
from sqlalchemy import func, select
from support.factories import Factory
from support.waiting import wait_until

from app.core.config import Settings
from app.models import Meeting, OutboxJob, User
from app.models.base import now
from app.resources import Resources
from app.services.jobs import lost
from app.services.jobs.lost import MAX_LOSSES, LostJobs
from app.services.jobs.outbox import enqueue
from app.services.jobs.queue import JobId, jobs_in_queue
from scribe_contracts.event_stream import publish_event, sequence_key
from scribe_contracts.events import FailureCode, JobEvent, MeetingStatus, worker_key
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM

LOST_SECONDS = 0.3


@pytest.fixture
def settings(settings: Settings) -> Settings:
    settings.lost_job_seconds = LOST_SECONDS
    return settings


@pytest.fixture
def redis(resources: Resources) -> Redis:
    return resources.redis


async def queue(resources: Resources, meeting: Meeting) -> JobId:
    async with resources.database.transaction() as session:
        await enqueue(session, await session.get_one(Meeting, meeting.id), request_id="r")
    job = JobId(meeting.id, meeting.attempt)
    await wait_until(lambda: is_queued(resources.redis, job))
    return job


async def is_queued(redis: Redis, job: JobId) -> bool:
    return job in await jobs_in_queue(redis)


async def take(redis: Redis) -> bytes:
    """Read the next job as a worker would, and return the entry's id."""
    answer: Any = await redis.xreadgroup(JOBS_GROUP, "worker", {JOBS_STREAM: ">"}, count=1)
    entry: bytes = answer[0][1][0][0]
    return entry


async def report(redis: Redis, job: JobId, status: MeetingStatus) -> None:
    """Publish an event numbered as a worker that has just begun numbers it."""
    sequence = int(await redis.incr(sequence_key(*job)))
    await publish_event(
        redis, JobEvent(meeting_id=job.meeting_id, attempt=job.attempt, sequence=sequence, at=now(), status=status)
    )


async def load(resources: Resources, job: JobId) -> Meeting:
    async with resources.database.transaction() as session:
        return await session.get_one(Meeting, job.meeting_id)


async def wait_for_status(resources: Resources, job: JobId, status: MeetingStatus) -> None:
    async def has_status() -> bool:
        return (await load(resources, job)).status is status

    await wait_until(has_status, seconds=30)


async def losses(resources: Resources) -> int:
    async with resources.database.transaction() as session:
        return await session.scalar(select(func.sum(OutboxJob.losses))) or 0


async def test_a_waiting_job_that_was_lost_is_sent_again(resources: Resources, factory: Factory, user: User) -> None:
    job = await queue(resources, await factory.meeting(user))
    await resources.redis.flushall()
    await wait_until(lambda: is_queued(resources.redis, job))
    assert await losses(resources) == 1


async def test_a_running_job_that_was_lost_is_sent_again_and_can_end(
    resources: Resources, factory: Factory, user: User, redis: Redis
) -> None:
    """The counter of its events is lost too; those of the second run are no old news."""
    job = await queue(resources, await factory.meeting(user))
    await take(redis)
    for _ in range(5):
        await report(redis, job, MeetingStatus.PROCESSING)
    await wait_for_status(resources, job, MeetingStatus.PROCESSING)
    await redis.flushall()
    await wait_until(lambda: is_queued(redis, job))
    assert (await load(resources, job)).status is MeetingStatus.QUEUED
    await take(redis)
    await report(redis, job, MeetingStatus.COMPLETED)
    await wait_for_status(resources, job, MeetingStatus.COMPLETED)


async def test_a_job_that_was_lost_before_its_first_event(
    resources: Resources, factory: Factory, user: User, redis: Redis
) -> None:
    job = await queue(resources, await factory.meeting(user))
    await take(redis)
    await redis.flushall()
    await wait_until(lambda: is_queued(redis, job))


async def test_a_lost_job_whose_row_was_removed_is_made_again(
    resources: Resources, factory: Factory, user: User, redis: Redis
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.PROCESSING, event_attempt=1, event_sequence=9)
    await wait_until(lambda: is_queued(redis, JobId(meeting.id, 1)))
    assert int(await redis.get(sequence_key(meeting.id, 1))) >= 9


async def announce_workers(redis: Redis, number: int) -> None:
    for worker in range(number):
        await redis.set(worker_key(f"worker-{worker}"), "alive")


async def test_slow_and_waiting_jobs_are_left_alone(
    resources: Resources, factory: Factory, user: User, redis: Redis
) -> None:
    await announce_workers(redis, 2)
    for _ in range(2):
        await queue(resources, await factory.meeting(user))
    await take(redis)
    second = LostJobs(resources)
    looks = [await second.look()]
    second._missing_since = {job: float("-inf") for job in await jobs_in_queue(redis)}
    looks.append(await second.look())
    assert looks == [0, 0]
    assert await redis.xlen(JOBS_STREAM) == 2


async def test_an_ended_job_whose_event_is_still_unread_is_not_sent_again(
    resources: Resources, factory: Factory, user: User, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lost, "_EVENTS_SECONDS", 0.0)
    job = await queue(resources, await factory.meeting(user))
    entry = await take(redis)
    await redis.xack(JOBS_STREAM, JOBS_GROUP, entry)
    await redis.xdel(JOBS_STREAM, entry)
    look = LostJobs(resources)
    look._missing_since = {job: float("-inf")}

    async def unread(_: LostJobs, __: tuple[int, int]) -> bool:
        return False

    monkeypatch.setattr(LostJobs, "_is_written", unread)
    assert await look.look() == 0


async def test_two_gateways_send_a_lost_job_once(
    resources: Resources, factory: Factory, user: User, redis: Redis
) -> None:
    await announce_workers(redis, 4)
    jobs = [await queue(resources, await factory.meeting(user)) for _ in range(4)]
    both = LostJobs(resources), LostJobs(resources)
    await redis.flushall()
    await announce_workers(redis, len(jobs))
    for look in both:
        look._missing_since = dict.fromkeys(jobs, float("-inf"))
    await asyncio.gather(*(look.look() for look in both))

    async def all_queued() -> bool:
        return await jobs_in_queue(redis) == set(jobs)

    await wait_until(all_queued)
    assert await redis.xlen(JOBS_STREAM) == 4
    assert await losses(resources) == 4


async def test_a_job_that_is_lost_again_and_again_fails(
    resources: Resources, factory: Factory, user: User, redis: Redis
) -> None:
    job = await queue(resources, await factory.meeting(user))
    async with resources.database.transaction() as session:
        row = await session.scalar(select(OutboxJob))
        assert row is not None
        row.losses = MAX_LOSSES
    await redis.flushall()
    await wait_for_status(resources, job, MeetingStatus.FAILED)
    failure = (await load(resources, job)).failure
    assert failure is not None
    assert failure.code is FailureCode.WORKER_LOST


async def test_events_are_read_again_after_the_stream_and_its_group_were_lost(
    resources: Resources, factory: Factory, user: User, redis: Redis
) -> None:
    job = await queue(resources, await factory.meeting(user))
    await redis.flushall()
    await report(redis, job, MeetingStatus.COMPLETED)
    await wait_for_status(resources, job, MeetingStatus.COMPLETED)
