"""Watching minutes while they are written."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

from app.core.db import Database
from app.core.errors import AppError
from app.core.security import Bearer
from app.models import Minutes
from app.services.accounts import sessions
from app.services.meetings.live import EventPosition, LiveEvents
from app.services.minutes import minutes as operations

_LOOK_AGAIN_SECONDS = 15.0
_CATCH_UP_SECONDS = 5.0
_POLL_SECONDS = 0.05


async def follow(
    database: Database, live: LiveEvents, viewer: Bearer, meeting_id: UUID, minutes_id: UUID
) -> AsyncGenerator[Minutes]:
    """Yield the minutes, and again after each change, until their job has ended or the viewer may not see them."""
    shown: tuple[Any, ...] = ()
    with live.watch(minutes_id, viewer.user_id) as watch:
        position = EventPosition(0, 0)
        while (minutes := await _read(database, viewer, meeting_id, minutes_id, position)) is not None:
            state = (minutes.updated_at, minutes.attempt, minutes.event_sequence)
            if state != shown:
                yield minutes
                shown = state
            if minutes.status.is_final:
                return
            position = await watch.next(_LOOK_AGAIN_SECONDS)


async def _read(
    database: Database, viewer: Bearer, meeting_id: UUID, minutes_id: UUID, position: EventPosition
) -> Minutes | None:
    """Return the row once it has reached the position, which another replica may be writing just now."""
    deadline = asyncio.get_running_loop().time() + _CATCH_UP_SECONDS
    while True:
        async with database.look() as session:
            user = await sessions.find_user(session, viewer)
            if user is None:
                return None
            try:
                minutes = await operations.find(session, user, meeting_id, minutes_id)
            except AppError:
                return None
        late = EventPosition(minutes.attempt, minutes.event_sequence) < position
        if not late or asyncio.get_running_loop().time() > deadline:
            return minutes
        await asyncio.sleep(_POLL_SECONDS)
