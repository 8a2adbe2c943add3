"""Indexes the transcripts of completed meetings, soon after each one and again until it is done."""

import asyncio
from contextlib import suppress
from uuid import UUID

import structlog
from pydantic import ValidationError
from sqlalchemy import event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.core.errors import UnavailableError
from app.core.resources import Resources
from app.models import Meeting
from app.services.objects import ObjectMissingError, Objects
from app.services.search.index import forget, index
from scribe_contracts import storage
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Transcript

INDEX_DUE = "index_due"
"""Mark in a session's `info`: the indexer is woken when the session commits."""

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
                for meeting_id, attempt in due:
                    await self._index(meeting_id, attempt)
        except UnavailableError as error:
            structlog.get_logger().warning("indexing_postponed", error=error.detail)

    async def _due(self) -> list[tuple[UUID, int]]:
        """The latest first, since those are looked for."""
        async with self._database.transaction() as session:
            rows = await session.execute(
                select(Meeting.id, Meeting.attempt).where(*_DUE).order_by(Meeting.created_at.desc()).limit(_BATCH)
            )
            return [(row.id, row.attempt) for row in rows]

    async def _index(self, meeting_id: UUID, attempt: int) -> None:
        try:
            transcript = await self._objects.load(storage.artefact(meeting_id, Artefact.TRANSCRIPT), Transcript)
            await self._write(meeting_id, attempt, transcript)
        except (ObjectMissingError, ValidationError) as error:
            await self._give_up(meeting_id, attempt, error)
        except DBAPIError as error:
            if str(getattr(error.orig, "sqlstate", ""))[:2] not in _REFUSALS:
                raise
            await self._give_up(meeting_id, attempt, error)

    async def _give_up(self, meeting_id: UUID, attempt: int, error: Exception) -> None:
        structlog.get_logger().error("not_indexable", meeting_id=str(meeting_id), error=type(error).__name__)
        await self._write(meeting_id, attempt, None)

    async def _write(self, meeting_id: UUID, attempt: int, transcript: Transcript | None) -> None:
        """Unless another replica does, or the meeting is not any more what it was when its transcript was read."""
        async with self._database.transaction() as session:
            meeting = await session.scalar(
                select(Meeting).where(Meeting.id == meeting_id, Meeting.attempt == attempt, *_DUE).with_for_update()
            )
            if meeting is None:
                return
            if transcript is None:
                await forget(session, meeting)
            else:
                await index(session, meeting, transcript)
                structlog.get_logger().info("meeting_indexed", meeting_id=str(meeting_id))

    def _wake_for(self, session: Session) -> None:
        if session.info.pop(INDEX_DUE, False):
            self._woken.set()
