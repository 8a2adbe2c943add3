"""The meetings that a question asks: those of its scope that the asker may read now."""

import asyncio

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.db import Database
from app.models import Meeting, User
from app.schemas.answers.conversation import Scope
from app.schemas.meeting import MeetingFilters
from app.services.meetings.library import filters, parse_search, search_conditions

_INDEX_SECONDS = 5.0
_POLL_SECONDS = 0.05


async def conditions(session: AsyncSession, user: User, scope: Scope) -> list[ColumnElement[bool]]:
    """Return conditions on meetings that hold the asker's rights, the scope, and that there is a transcript."""
    of_library = MeetingFilters(
        speaker=scope.speaker,
        since=scope.since,
        before=scope.before,
        owner=scope.owner,
        tags=scope.tags,
    )
    wanted = [*filters(user, of_library), Meeting.result_attempt.is_not(None)]
    if scope.meeting_id is not None:
        wanted.append(Meeting.id == scope.meeting_id)
    search = await parse_search(session, user, scope.q)
    if search is not None:
        wanted += search_conditions(search, scope.speaker)
    return wanted


async def wait_for_index(database: Database, user: User, scope: Scope) -> None:
    """Wait a moment for transcripts that were edited just now, so that an edit acts on the next question."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + _INDEX_SECONDS
    # Without the words of the scope, which are searched in the index that is waited for.
    wider = scope.model_copy(update={"q": "", "speaker": None})
    while loop.time() < deadline:
        async with database.transaction() as session:
            due = [*await conditions(session, user, wider), Meeting.indexed_attempt < Meeting.result_attempt]
            if not await session.scalar(select(func.count()).select_from(Meeting).where(*due)):
                return
        await asyncio.sleep(_POLL_SECONDS)


def describe(scope: Scope) -> str:
    """Return what kind of scope it is, for the log: no word of it."""
    kinds = [name for name in ("speaker", "since", "before", "owner", "tags", "q") if getattr(scope, name)]
    return "+".join(["meeting" if scope.meeting_id else "library", *kinds])
