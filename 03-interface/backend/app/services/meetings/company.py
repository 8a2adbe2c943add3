"""Company at a transcript: who else has it open, and which revision and comments are the newest.

Each open page renews its visit in Redis; one that breaks off is forgotten after a while. A gateway hears of arrivals,
departures and saved edits at once, wherever they happen.
"""

import asyncio
from collections.abc import AsyncGenerator
from functools import partial
from time import time
from typing import Any
from uuid import UUID, uuid4

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import NotFoundError
from app.core.nudges.nudges import tell
from app.core.security import Bearer
from app.models import Comment, Revision, User
from app.resources import Resources
from app.schemas.revision import Company, Person
from app.services.accounts import sessions
from app.services.meetings import meetings
from app.services.meetings.glances import State
from app.services.meetings.live import LiveEvents, patiently

_RENEW_SECONDS = 10.0
_STAY_SECONDS = 25.0
"""A page that has not renewed its visit for so long is closed, or its gateway is gone."""


class Visit:
    """One open page of one user."""

    def __init__(self, redis: Redis, meeting_id: UUID, user_id: UUID) -> None:
        self._redis = redis
        self._key = f"scribe:company:{meeting_id}"
        self._name = f"{user_id}:{uuid4().hex}"

    async def renew(self) -> set[UUID]:
        """Stay for a while longer, and return everybody who is here; nobody while Redis is away."""
        at = time()
        try:
            async with self._redis.pipeline(transaction=True) as pipe:
                pipe.zadd(self._key, {self._name: at + _STAY_SECONDS})
                pipe.zremrangebyscore(self._key, "-inf", at)
                pipe.expire(self._key, int(_STAY_SECONDS))
                pipe.zrange(self._key, 0, -1)
                answers: list[Any] = await pipe.execute()
        except (RedisError, OSError):
            return set()
        return {UUID(name.decode().split(":")[0]) for name in answers[-1]}

    async def end(self) -> None:
        await self._redis.zrem(self._key, self._name)


async def accompany(
    resources: Resources,
    live: LiveEvents,
    viewer: Bearer,
    meeting_id: UUID,
    *,
    renew_seconds: float = _RENEW_SECONDS,
) -> AsyncGenerator[Company]:
    """Yield the newest revision, the state of the comments and the others who are here, and again after each change.

    Ends when the viewer may not see the meeting any more. Without news, all open pages look together.
    """
    visit = Visit(resources.redis, meeting_id, viewer.user_id)
    shown: Company | None = None
    state: State | None = None
    were: set[UUID] = set()
    glance = partial(live.glances.state, resources.database, viewer, meeting_id)
    with live.watch(meeting_id, viewer.user_id) as watch:
        try:
            await visit.renew()
            await patiently(partial(_announce, resources, meeting_id))
            has_news = True
            while True:
                here = await visit.renew()
                if not has_news:
                    before, state = state, await patiently(glance)
                    if state is None:
                        return
                    has_news = (state, here) != (before, were)
                if has_news:
                    others = here - {viewer.user_id}
                    company = await patiently(partial(_read, resources, live, viewer, meeting_id, others))
                    if company is None:
                        return
                    if company != shown:
                        yield company
                        shown = company
                    were = here
                has_news = await watch.hears(renew_seconds)
        finally:
            # Whoever closes the page ends this task, and with it what it would still wait for.
            parting = asyncio.create_task(_part(resources, visit, meeting_id))
            live.partings.add(parting)
            parting.add_done_callback(live.partings.discard)


async def _part(resources: Resources, visit: Visit, meeting_id: UUID) -> None:
    try:
        await visit.end()
        await _announce(resources, meeting_id)
    except Exception as error:  # noqa: BLE001 - the visit ends by itself
        structlog.get_logger().info("visit_not_ended", error=type(error).__name__)


async def _announce(resources: Resources, meeting_id: UUID) -> None:
    async with resources.database.transaction() as session:
        await tell(session, meeting_id)


async def _read(
    resources: Resources, live: LiveEvents, viewer: Bearer, meeting_id: UUID, others: set[UUID]
) -> Company | None:
    """Return None if the meeting is gone or not to be seen, or if the viewer's session has ended."""
    async with live.reads, resources.database.look() as session:
        user = await sessions.find_user(session, viewer)
        if user is None:
            return None
        try:
            await meetings.find(session, user, meeting_id)
        except NotFoundError:
            return None
        revision = await session.scalar(select(func.max(Revision.number)).where(Revision.meeting_id == meeting_id))
        found = await session.scalars(select(User).where(User.id.in_(others)).order_by(User.name, User.id))
        remarks = await _state_of_comments(session, meeting_id)
        people = [Person(id=person.id, name=person.name) for person in found]
    return Company(revision=revision or 0, comments=remarks, people=people)


async def _state_of_comments(session: AsyncSession, meeting_id: UUID) -> str:
    """Return a text that changes whenever a comment is written, changed or deleted, or a note finds its passage."""
    last = func.max(func.coalesce(Comment.edited_at, Comment.created_at))
    unplaced = func.count().filter(func.cardinality(Comment.segments) == 0)
    query = select(func.count(), last, unplaced).where(Comment.meeting_id == meeting_id)
    count, changed_at, waiting = (await session.execute(query)).one()
    return f"{count}-{changed_at.timestamp():.6f}-{waiting}" if count else ""
