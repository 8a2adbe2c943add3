"""Deletion of an owner's meetings: as one set, and without a word to Redis before the commit."""

from typing import Any

from redis.asyncio import Redis
from sqlalchemy import event, select
from support.factories import Factory

from app.core.db import Database
from app.models import Meeting, Tombstone, User
from app.resources import Resources
from app.services.meetings.removal import Removed, remove, settle
from scribe_contracts.events import MeetingStatus, cancel_key


async def removed_of(database: Database, owner: User) -> tuple[Removed, int]:
    """Delete the owner's meetings; return what was removed and the number of statements that it took."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    engine = database.engine.sync_engine
    async with database.transaction() as session:
        await session.connection()
        event.listen(engine, "before_cursor_execute", note)
        try:
            removed = await remove(session, Meeting.owner_id == owner.id)
        finally:
            event.remove(engine, "before_cursor_execute", note)
    return removed, len(statements)


async def test_many_meetings_go_with_as_many_statements_as_a_few(factory: Factory) -> None:
    small, large = await factory.user(), await factory.user()
    other = await factory.meeting(await factory.user())
    for owner, count in ((small, 2), (large, 60)):
        for _ in range(count):
            await factory.meeting(owner, status=MeetingStatus.COMPLETED)

    (few, statements), (many, of_many) = (
        await removed_of(factory.database, small),
        await removed_of(factory.database, large),
    )
    assert of_many == statements
    async with factory.database.look() as session:
        assert list(await session.scalars(select(Meeting.id))) == [other.id]
        buried = set(await session.scalars(select(Tombstone.id)))
    assert buried == {each.id for each in few.tombstones + many.tombstones}
    assert len(buried) == 62


async def test_jobs_are_stopped_when_it_is_settled_and_not_before(
    resources: Resources, factory: Factory, user: User
) -> None:
    running = await factory.meeting(user, attempt=3)
    await factory.meeting(user, status=MeetingStatus.COMPLETED)
    removed, _ = await removed_of(factory.database, user)
    key = cancel_key(running.id, 3)
    assert not await resources.redis.exists(key)
    await settle(resources.redis, removed)
    assert await resources.redis.exists(key)
    assert [each.meeting_id for each in removed.running] == [running.id]


async def test_meetings_are_gone_although_redis_is_away(factory: Factory, user: User) -> None:
    await factory.meeting(user)
    removed, _ = await removed_of(factory.database, user)
    async with Redis(host="127.0.0.1", port=1) as away:
        await settle(away, removed)
    async with factory.database.look() as session:
        assert await session.scalar(select(Meeting.id)) is None
