"""Groups that are filled by the company's provider, while administrators change them."""

import asyncio

from sqlalchemy import select, text
from support.factories import Factory
from support.waiting import wait_until

from app.models import GroupMember, User
from app.schemas.groups.group import GroupChange
from app.services.groups import groups
from app.services.groups.following import follow_provider


async def test_nobody_joins_by_what_a_group_followed_before(factory: Factory, user: User) -> None:
    group = await factory.group(name="Finance", sign_on_group="finance")

    async def sign_on() -> None:
        async with factory.database.transaction() as session:
            await follow_provider(session, user, ["finance"])

    async def is_waiting_or_done() -> bool:
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND wait_event <> 'advisory'"
        async with factory.database.look() as session:
            return signing_on.done() or bool(await session.scalar(text(waiting)))

    async with factory.database.transaction() as session:
        await groups.change(session, group.id, GroupChange(sign_on_group="directors"))
        signing_on = asyncio.create_task(sign_on())
        await wait_until(is_waiting_or_done)
    await signing_on
    async with factory.database.look() as session:
        assert list(await session.scalars(select(GroupMember.user_id))) == []
