import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from redis.asyncio import Redis
from sqlalchemy import select, update
from support.factories import Factory
from support.waiting import wait_until

from app.core.background import run_in_background
from app.core.config import Settings
from app.core.db import Database
from app.core.nudges.nudges import Nudges, tell
from app.core.security import Bearer
from app.models import Meeting, MeetingShare, Permission, RefreshToken, User
from app.models.base import now
from app.services.jobs.events import apply
from app.services.meetings.live import EventPosition, LiveEvents, Watch, follow
from app.services.meetings.views import Sight
from scribe_contracts.event_stream import EVENTS_STREAM, encode_event
from scribe_contracts.events import JobEvent, MeetingStatus

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
async def redis(settings: Settings) -> AsyncIterator[Redis]:
    async with Redis.from_url(settings.redis_url.get_secret_value()) as redis:
        yield redis


def bearer(user: User) -> Bearer:
    return Bearer(user.id, uuid4(), user.token_epoch)


def event(meeting: Meeting, sequence: int) -> JobEvent:
    return JobEvent(meeting_id=meeting.id, attempt=1, sequence=sequence, at=NOON, status=MeetingStatus.PROCESSING)


async def write(factory: Factory, meeting: Meeting, **fields: object) -> None:
    async with factory.database.transaction() as session:
        await session.execute(update(Meeting).where(Meeting.id == meeting.id).values(**fields))


async def test_a_watcher_is_told_of_the_latest_only() -> None:
    watch = Watch()
    for place in (EventPosition(1, 1), EventPosition(1, 3), EventPosition(1, 2)):
        watch.notify(place)
    assert await watch.next(5) == EventPosition(1, 3)
    assert await watch.next(0.01) == EventPosition(1, 3)


async def test_nobody_watches_any_more() -> None:
    live = LiveEvents(Redis())
    meeting_id = uuid4()
    with live.watch(meeting_id), live.watch(meeting_id):
        assert len(live._watches[meeting_id]) == 2
    assert not live._watches


async def test_news_are_shown_once_another_replica_has_written_them(redis: Redis, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    live = LiveEvents(redis)
    states = follow(factory.database, live, bearer(user), meeting.id)
    assert (await anext(states)).answer.fraction == 0
    live.notify(event(meeting, 4))
    upcoming = asyncio.ensure_future(anext(states))
    assert not (await asyncio.wait([upcoming], timeout=0.3))[0]
    await write(factory, meeting, fraction=0.5, event_attempt=1, event_sequence=4)
    assert (await upcoming).answer.fraction == 0.5
    await states.aclose()


async def test_the_end_is_shown_as_soon_as_it_is_written(
    redis: Redis, factory: Factory, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.meetings.live._CATCH_UP_POLL_SECONDS", 600.0)
    meeting = await factory.meeting(user)
    end = event(meeting, 4).model_copy(update={"status": MeetingStatus.FAILED})
    live, heard, elsewhere = LiveEvents(redis), list[UUID](), uuid4()

    def hear(id_: UUID) -> None:
        heard.append(id_)
        live.nudge(id_)

    async def listens() -> bool:
        async with factory.database.transaction() as session:
            await tell(session, elsewhere)
        return elsewhere in heard

    states = follow(factory.database, live, bearer(user), meeting.id)
    async with run_in_background(Nudges(factory.database, hear).run), aclosing(states):
        await wait_until(listens)
        await anext(states)
        live.notify(end)
        upcoming = asyncio.ensure_future(anext(states))
        assert not (await asyncio.wait([upcoming], timeout=0.3))[0]
        async with factory.database.transaction() as session:
            await apply(session, end)
        async with asyncio.timeout(10):
            assert (await upcoming).answer.status is MeetingStatus.FAILED


async def test_changes_without_an_event_are_seen_later(redis: Redis, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    states = follow(factory.database, LiveEvents(redis), bearer(user), meeting.id, look_again_seconds=0.1)
    await anext(states)
    await write(factory, meeting, title="New")
    assert (await anext(states)).answer.title == "New"
    async with factory.database.transaction() as session:
        await session.delete(await session.get_one(Meeting, meeting.id))
    with pytest.raises(StopAsyncIteration):
        await anext(states)


async def test_the_tail_goes_on_after_an_outage(redis: Redis, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    live = LiveEvents(redis)
    with live.watch(meeting.id) as watch:
        for sequence in (1, 2):
            async with run_in_background(live.run):
                await redis.xadd(EVENTS_STREAM, encode_event(event(meeting, sequence)))
                assert await watch.next(5) == EventPosition(1, sequence)
        await redis.xadd(EVENTS_STREAM, encode_event(event(meeting, 3)))
        async with run_in_background(live.run):
            assert await watch.next(5) == EventPosition(1, 3)


@pytest.mark.parametrize("ended", [{"disabled_at": NOON}, {"token_epoch": 1}])
async def test_a_stream_ends_with_the_session_that_opened_it(
    redis: Redis, factory: Factory, user: User, ended: dict[str, object]
) -> None:
    meeting = await factory.meeting(user)
    states = follow(factory.database, LiveEvents(redis), bearer(user), meeting.id, look_again_seconds=0.1)
    assert (await anext(states)).answer.id == meeting.id
    async with factory.database.transaction() as session:
        await session.execute(update(User).where(User.id == user.id).values(**ended))
    async with asyncio.timeout(5):
        assert [state async for state in states] == []


async def test_a_stream_ends_when_its_session_is_logged_out_of(redis: Redis, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    viewer = bearer(user)
    token = await factory.save(
        RefreshToken(token_hash=bytes(32), family_id=viewer.session_id, user_id=user.id, expires_at=now())
    )
    states = follow(factory.database, LiveEvents(redis), viewer, meeting.id, look_again_seconds=0.1)
    assert (await anext(states)).answer.id == meeting.id
    async with factory.database.transaction() as session:
        (await session.get_one(RefreshToken, token.token_hash)).revoked_at = now()
    async with asyncio.timeout(5):
        assert [state async for state in states] == []


async def test_a_stream_ends_when_its_session_has_had_its_time(redis: Redis, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    session_id = await factory.session(user)
    viewer = Bearer(user.id, session_id, user.token_epoch)
    states = follow(factory.database, LiveEvents(redis), viewer, meeting.id, look_again_seconds=0.1)
    assert (await anext(states)).answer.id == meeting.id
    async with factory.database.transaction() as session:
        await session.execute(update(RefreshToken).where(RefreshToken.family_id == session_id).values(expires_at=now()))
    async with asyncio.timeout(5):
        assert [state async for state in states] == []


async def test_a_stream_ends_once_the_meeting_is_not_shared_any_more(
    redis: Redis, factory: Factory, user: User
) -> None:
    reader = await factory.user()
    meeting = await factory.meeting(user)
    share = await factory.save(MeetingShare(meeting_id=meeting.id, user_id=reader.id, permission=Permission.READ))
    states = follow(factory.database, LiveEvents(redis), bearer(reader), meeting.id, look_again_seconds=0.1)
    assert (await anext(states)).answer.id == meeting.id
    async with factory.database.transaction() as session:
        await session.delete(share)
    async with asyncio.timeout(5):
        assert [state async for state in states] == []


async def test_watchers_wait_while_the_database_has_no_connection_left(
    factory: Factory, redis: Redis, settings: Settings, user: User
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.PROCESSING)
    small = Database(settings.model_copy(update={"database_connections": 2}))
    small.engine.pool._timeout = 0.2  # type: ignore[attr-defined]
    states = follow(small, LiveEvents(redis), bearer(user), meeting.id, look_again_seconds=0.1)
    assert (await anext(states)).answer.title == meeting.title
    async with small.transaction() as one, small.transaction() as other:
        await one.execute(select(1))
        await other.execute(select(1))
        following = asyncio.create_task(anext(states))
        await write(factory, meeting, title="Retro", updated_at=NOON)
        done, _ = await asyncio.wait([following], timeout=1)
        assert not done

    assert (await asyncio.wait_for(following, 10)).answer.title == "Retro"
    await states.aclose()
    await small.close()


async def test_many_watchers_leave_connections_to_others(factory: Factory, redis: Redis, settings: Settings) -> None:
    user = await factory.user()
    live = LiveEvents(redis)
    meetings = [await factory.meeting(user, status=MeetingStatus.PROCESSING) for _ in range(60)]
    database = Database(settings)
    watchers = [follow(database, live, bearer(user), meeting.id, look_again_seconds=0.01) for meeting in meetings]
    most = 0

    async def watch(states: AsyncGenerator[Sight]) -> None:
        async for _ in states:
            pass

    tasks = [asyncio.create_task(watch(states)) for states in watchers]
    for _ in range(100):
        most = max(most, database.engine.pool.checkedout())  # type: ignore[attr-defined]
        await asyncio.sleep(0.01)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await database.close()

    assert 0 < most <= 4
