"""Indexes the transcripts of completed meetings, soon after each one and again until it is done."""

from uuid import UUID

import structlog
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import UnavailableError
from app.core.wakeups import Wakeup, Work
from app.models import Meeting
from app.resources import Resources
from app.services.editing.revisions import Revisions
from app.services.search.index import index_transcript, remove_transcript
from app.services.storage.objects import ObjectMissingError, Objects
from scribe_contracts.events import MeetingStatus

_SWEEP_SECONDS = 60.0
_BATCH = 50
_DATA_ERRORS = frozenset({"22", "54"})
"""Classes of SQLSTATE for content that is wrong or too large: trying again would not help."""

_DUE = (Meeting.status == MeetingStatus.COMPLETED, Meeting.indexed_attempt < Meeting.attempt)


class Indexer:
    """Indexes in the background; one in each gateway. Rows say what is due, so nothing is missed or done twice."""

    def __init__(self, resources: Resources, *, sweep_seconds: float = _SWEEP_SECONDS) -> None:
        self._database = resources.database
        self._objects = Objects(resources)
        self._sweep_seconds = sweep_seconds
        self._wakeup = Wakeup(resources.database, Work.INDEX_MEETING)

    async def run(self) -> None:
        while True:
            self._wakeup.clear()
            await self.index_due()
            await self._wakeup.wait(self._sweep_seconds)

    async def index_due(self) -> None:
        """Index everything that is due. While storage is away nothing is, and the next sweep tries again."""
        try:
            while due := await self._due():
                for meeting_id in due:
                    await self._index(meeting_id)
        except UnavailableError as error:
            structlog.get_logger().warning("indexing_postponed", error=error.detail)

    async def _due(self) -> list[UUID]:
        """Return the ids that are due, latest first, since those are looked for."""
        async with self._database.transaction() as session:
            query = select(Meeting.id).where(*_DUE).order_by(Meeting.created_at.desc()).limit(_BATCH)
            return list(await session.scalars(query))

    async def _index(self, meeting_id: UUID) -> None:
        try:
            async with self._database.transaction() as session:
                if meeting := await _lock(session, meeting_id):
                    newest = Revisions(session, self._objects, meeting)
                    await index_transcript(session, meeting, await newest.load(await newest.newest()))
                    structlog.get_logger().info("meeting_indexed", meeting_id=str(meeting_id))
        except (ObjectMissingError, ValidationError) as error:
            await self._give_up(meeting_id, error)
        except DBAPIError as error:
            if str(getattr(error.orig, "sqlstate", ""))[:2] not in _DATA_ERRORS:
                raise
            await self._give_up(meeting_id, error)

    async def _give_up(self, meeting_id: UUID, error: Exception) -> None:
        structlog.get_logger().error("not_indexable", meeting_id=str(meeting_id), error=type(error).__name__)
        async with self._database.transaction() as session:
            if meeting := await _lock(session, meeting_id):
                await remove_transcript(session, meeting)


async def _lock(session: AsyncSession, meeting_id: UUID) -> Meeting | None:
    """Return the row locked, so that nobody edits the transcript meanwhile; None if another replica has indexed it."""
    query = select(Meeting).where(Meeting.id == meeting_id, *_DUE).with_for_update()
    found: Meeting | None = await session.scalar(query)
    return found
