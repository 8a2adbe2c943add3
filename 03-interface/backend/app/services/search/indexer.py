"""Indexes the transcripts of completed meetings, soon after each one and again until it is done."""

import asyncio
from contextlib import suppress
from uuid import UUID

import structlog
from pydantic import ValidationError
from sqlalchemy import event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from app.core.errors import UnavailableError
from app.core.resources import Resources
from app.models import Meeting
from app.services.editing.revisions import Revisions
from app.services.search.index import INDEX_DUE, forget, index
from app.services.storage.objects import ObjectMissingError, Objects
from scribe_contracts.events import MeetingStatus

_SWEEP_SECONDS = 60.0
_BATCH = 50
_REFUSALS = frozenset({"22", "54"})
"""Classes of SQLSTATE that say what is stored is wrong or too large, so that trying again would not help."""

_DUE = (Meeting.status == MeetingStatus.COMPLETED, Meeting.indexed_attempt < Meeting.attempt)


class Indexer:
    """One in each gateway. A row of the database says what is due, so nothing is missed and nothing is done twice."""

    def __init__(self, resources: Resources, *, sweep_seconds: float = _SWEEP_SECONDS) -> None:
        self._database = resources.database
        self._objects = Objects(resources)
        self._sweep_seconds = sweep_seconds
        self._woken = asyncio.Event()
        event.listen(resources.database.sync_sessions, "after_commit", self._wake_for)

    async def run(self) -> None:
        while True:
            self._woken.clear()
            await self.index_due()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._sweep_seconds):
                    await self._woken.wait()

    async def index_due(self) -> None:
        """All that is due; while storage is away, nothing, and the next sweep tries again."""
        try:
            while due := await self._due():
                for meeting_id in due:
                    await self._index(meeting_id)
        except UnavailableError as error:
            structlog.get_logger().warning("indexing_postponed", error=error.detail)

    async def _due(self) -> list[UUID]:
        """The latest first, since those are looked for."""
        async with self._database.transaction() as session:
            query = select(Meeting.id).where(*_DUE).order_by(Meeting.created_at.desc()).limit(_BATCH)
            return list(await session.scalars(query))

    async def _index(self, meeting_id: UUID) -> None:
        try:
            async with self._database.transaction() as session:
                if meeting := await _lock(session, meeting_id):
                    newest = Revisions(session, self._objects, meeting)
                    await index(session, meeting, await newest.load(await newest.newest()))
                    structlog.get_logger().info("meeting_indexed", meeting_id=str(meeting_id))
        except (ObjectMissingError, ValidationError) as error:
            await self._give_up(meeting_id, error)
        except DBAPIError as error:
            if str(getattr(error.orig, "sqlstate", ""))[:2] not in _REFUSALS:
                raise
            await self._give_up(meeting_id, error)

    async def _give_up(self, meeting_id: UUID, error: Exception) -> None:
        structlog.get_logger().error("not_indexable", meeting_id=str(meeting_id), error=type(error).__name__)
        async with self._database.transaction() as session:
            if meeting := await _lock(session, meeting_id):
                await forget(session, meeting)

    def _wake_for(self, session: Session) -> None:
        if session.info.pop(INDEX_DUE, False):
            self._woken.set()


async def _lock(session: AsyncSession, meeting_id: UUID) -> Meeting | None:
    """None where another replica has done it. Nobody edits the transcript while it is read and indexed."""
    query = select(Meeting).where(Meeting.id == meeting_id, *_DUE).with_for_update()
    found: Meeting | None = await session.scalar(query)
    return found
