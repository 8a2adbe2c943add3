"""Users take turns, short jobs come before long ones, and nobody waits for ever."""

from datetime import timedelta

from redis.asyncio import Redis
from sqlalchemy import func, select, update
from support.factories import Factory
from support.waiting import wait_until

from app.core.db import Database
from app.models import Meeting, OutboxJob, User
from app.models.base import now
from app.resources import Resources
from app.services.jobs.outbox import enqueue
from app.services.jobs.turns import next_in_turn
from scribe_contracts.event_stream import publish_event
from scribe_contracts.events import JobEvent, MeetingStatus, worker_key
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM

HOUR = 3600.0


async def wait_in_line(
    factory: Factory, owner: User, title: str, *, seconds: float = 60.0, waited: float = 0.0
) -> Meeting:
    """Queue a recording of that length, which has waited for so long."""
    meeting = await factory.meeting(owner, title=title, duration=seconds)
    async with factory.database.transaction() as session:
        await enqueue(session, await session.get_one(Meeting, meeting.id), request_id="r")
        since = now() - timedelta(seconds=waited)
        await session.execute(update(OutboxJob).where(OutboxJob.meeting_id == meeting.id).values(created_at=since))
    return meeting


async def hand_over(database: Database) -> str | None:
    """Hand the next job over, and return its meeting's title."""
    async with database.transaction() as session:
        job = await next_in_turn(session)
        if job is None:
            return None
        job.sent_at = now()
        return (await session.get_one(Meeting, job.meeting_id)).title


async def everything(database: Database) -> list[str]:
    titles: list[str] = []
    while (title := await hand_over(database)) is not None:
        titles.append(title)
    return titles


async def test_one_meeting_does_not_wait_for_anothers_twelve(factory: Factory, user: User) -> None:
    for number in range(12):
        await wait_in_line(factory, user, f"first {number}", waited=600 - number)
    assert await hand_over(factory.database) == "first 0"
    for name in ("second", "third"):
        await wait_in_line(factory, await factory.user(), name)
    order = await everything(factory.database)
    assert set(order[:2]) == {"second", "third"}
    assert order[2:] == [f"first {number}" for number in range(1, 12)]


async def test_two_with_many_meetings_take_turns(factory: Factory, user: User) -> None:
    other = await factory.user()
    for number in range(4):
        await wait_in_line(factory, user, "a", waited=600 - number)
    for number in range(4):
        await wait_in_line(factory, other, "b", waited=60 - number)
    assert await everything(factory.database) == ["a", "b"] * 4


async def test_short_meetings_go_before_a_long_one(factory: Factory, user: User) -> None:
    await wait_in_line(factory, user, "long", seconds=11 * HOUR, waited=60)
    await wait_in_line(factory, user, "own", waited=30)
    await wait_in_line(factory, await factory.user(), "short", waited=10)
    assert set((await everything(factory.database))[:2]) == {"own", "short"}


async def test_a_length_that_is_not_known_yet_is_guessed_from_the_size(factory: Factory, user: User) -> None:
    for title, size in (("large", 600_000_000), ("small", 1_000_000)):
        meeting = await factory.meeting(user, title=title, size_bytes=size)
        async with factory.database.transaction() as session:
            await enqueue(session, await session.get_one(Meeting, meeting.id), request_id="r")
            since = now() - timedelta(seconds=60)
            await session.execute(update(OutboxJob).where(OutboxJob.meeting_id == meeting.id).values(created_at=since))
    assert await everything(factory.database) == ["small", "large"]


async def test_a_long_meeting_is_not_overtaken_for_ever(factory: Factory, user: User) -> None:
    """Others send one short meeting after another."""
    await wait_in_line(factory, user, "long", seconds=11 * HOUR, waited=7 * HOUR)
    other = await factory.user()
    for _ in range(3):
        await wait_in_line(factory, other, "short", waited=5)
    assert (await everything(factory.database))[0] == "long"


async def test_an_own_long_meeting_is_not_overtaken_for_ever(factory: Factory, user: User) -> None:
    await wait_in_line(factory, user, "long", seconds=11 * HOUR, waited=24 * HOUR)
    for _ in range(3):
        await wait_in_line(factory, user, "short", waited=60)
    assert (await everything(factory.database))[0] == "long"


async def test_the_rest_waits_in_the_database_until_a_worker_has_room(
    resources: Resources, factory: Factory, user: User
) -> None:
    redis: Redis = resources.redis
    for worker in ("one", "two"):
        await redis.set(worker_key(worker), "alive")
    for number in range(5):
        await wait_in_line(factory, user, str(number), waited=600 - number)

    async def sent() -> int:
        async with resources.database.transaction() as session:
            return await session.scalar(select(func.count()).where(OutboxJob.sent_at.is_not(None))) or 0

    async def are_sent(number: int) -> bool:
        async with resources.database.transaction() as session:
            session.info["send_job"] = True
        return await sent() == number

    await wait_until(lambda: are_sent(2))
    [[_, [(_, fields)]]] = await redis.xreadgroup(JOBS_GROUP, "one", {JOBS_STREAM: ">"}, count=1)
    assert b"process_meeting" in fields[b"data"]
    await wait_until(lambda: are_sent(3))
    assert await redis.xlen(JOBS_STREAM) == 3


async def test_a_worker_that_takes_a_job_is_given_the_next_at_once(
    resources: Resources, factory: Factory, user: User
) -> None:
    first = await wait_in_line(factory, user, "first", waited=60)
    await wait_in_line(factory, user, "second")
    redis = resources.redis

    async def length(number: int) -> bool:
        return int(await redis.xlen(JOBS_STREAM)) == number

    await wait_until(lambda: length(1))
    await redis.xreadgroup(JOBS_GROUP, "worker", {JOBS_STREAM: ">"}, count=1)
    event = JobEvent(meeting_id=first.id, attempt=1, sequence=1, at=now(), status=MeetingStatus.PROCESSING)
    await publish_event(redis, event)
    await wait_until(lambda: length(2))
