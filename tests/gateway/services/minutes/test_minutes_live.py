"""Streams of minutes that are being written."""

import asyncio

from redis.asyncio import Redis
from sqlalchemy import update
from support.factories import Factory

from app.core.config import Settings
from app.core.security import Bearer
from app.models import RefreshToken, User
from app.models.base import now
from app.services.meetings.live import LiveEvents
from app.services.minutes import live as minutes_live
from scribe_contracts.events import MeetingStatus


async def test_a_stream_ends_with_the_session_that_opened_it(settings: Settings, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    minutes = await factory.minutes(meeting, status=MeetingStatus.PROCESSING)
    session_id = await factory.session(user)
    viewer = Bearer(user.id, session_id, user.token_epoch)
    async with Redis.from_url(settings.redis_url.get_secret_value()) as redis:
        live = LiveEvents(redis)
        states = minutes_live.follow(factory.database, live, viewer, meeting.id, minutes.id)
        assert (await anext(states)).id == minutes.id
        ended = update(RefreshToken).where(RefreshToken.family_id == session_id).values(revoked_at=now())
        async with factory.database.transaction() as session:
            await session.execute(ended)
        live.nudge(user.id)
        async with asyncio.timeout(5):
            assert [state async for state in states] == []
