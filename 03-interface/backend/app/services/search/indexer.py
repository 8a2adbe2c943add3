"""Indexes the transcripts of completed meetings, soon after each one and again until it is done.

First their words, then their vectors, where there is search by meaning: words are found while vectors wait.
"""

from collections.abc import Collection
from uuid import UUID

import structlog
from pydantic import ValidationError
from sqlalchemy import or_, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.db import Database
from app.core.errors import UnavailableError
from app.core.meaning.meaning import Meaning
from app.core.wakeups import Wakeup, Work
from app.models import Meeting
from app.resources import Resources
from app.services.editing.revisions import Revisions
from app.services.notes.notes import place_notes
from app.services.search.index import index_transcript, remove_transcript
from app.services.storage.objects import ObjectMissingError, Objects

_SWEEP_SECONDS = 60.0
_BATCH = 50
_DATA_ERRORS = frozenset({"22", "54"})
"""Classes of SQLSTATE for content that is wrong or too large: trying again would not help."""

_DUE = (Meeting.indexed_attempt < Meeting.result_attempt,)


_MAX_UNDER_WAY = 1000


class Indexer:
    """Indexes in the background; one in each gateway. Rows say what is due, so nothing is missed or done twice."""

    def __init__(self, resources: Resources, *, sweep_seconds: float = _SWEEP_SECONDS) -> None:
        self._database = resources.database
        self._objects = Objects(resources)
        self._meaning = resources.meaning
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
            if self._meaning is not None:
                await self._describe_due(self._meaning)
        except UnavailableError as error:
            structlog.get_logger().warning("indexing_postponed", error=error.detail)

    async def _describe_due(self, meaning: Meaning) -> None:
        """Store the vectors that are due, one meeting at a time; look for words to index before each."""
        tried: set[UUID] = set()
        while len(tried) < _MAX_UNDER_WAY and (described := await _next_described(self._database, meaning, tried)):
            tried.add(described)
            await self._describe(meaning, described)
            for meeting_id in await self._due():
                await self._index(meeting_id)

    async def _describe(self, meaning: Meaning, meeting_id: UUID) -> None:
        """Store the vectors of one meeting, unless it changes meanwhile: then it is due again."""
        try:
            async with self._database.transaction() as session:
                meeting = await session.get(Meeting, meeting_id)
                if meeting is None:
                    return
                seen = _state(meeting)
                newest = Revisions(session, self._objects, meeting)
                revision = await newest.newest()
                number = revision.number if revision else None
                transcript = await newest.load(revision)
                title, held = meeting.title, meeting.held_at.date()
            passages = await meaning.describe(title, held, transcript)
            async with self._database.transaction() as session:
                query = select(Meeting).where(Meeting.id == meeting_id).with_for_update()
                meeting = await session.scalar(query)
                if meeting is None or _state(meeting) != seen:
                    return
                latest = await Revisions(session, self._objects, meeting).newest()
                if (latest.number if latest else None) != number:
                    return
                # The row is locked: who deletes the meeting waits, and removes what is stored here.
                await meaning.store.replace(meeting_id, passages)
                await session.execute(
                    update(Meeting)
                    .where(Meeting.id == meeting_id)
                    .values(meaning_version=meaning.version, updated_at=Meeting.updated_at)
                )
            structlog.get_logger().info("meeting_described", meeting_id=str(meeting_id), passages=len(passages))
        except (ObjectMissingError, ValidationError) as error:
            structlog.get_logger().error("not_indexable", meeting_id=str(meeting_id), error=type(error).__name__)

    async def _due(self) -> list[UUID]:
        """Return the ids that are due, latest first, since those are looked for."""
        async with self._database.transaction() as session:
            query = select(Meeting.id).where(*_DUE).order_by(Meeting.held_at.desc()).limit(_BATCH)
            return list(await session.scalars(query))

    async def _index(self, meeting_id: UUID) -> None:
        try:
            async with self._database.transaction() as session:
                if meeting := await _lock(session, meeting_id):
                    newest = Revisions(session, self._objects, meeting)
                    transcript = await newest.load(await newest.newest())
                    await index_transcript(session, meeting, transcript)
                    await place_notes(session, meeting, transcript)
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


async def _next_described(database: Database, meaning: Meaning, tried: Collection[UUID]) -> UUID | None:
    """Return a meeting whose words are indexed and whose vectors are not, latest first; None if there is none."""
    due = or_(Meeting.meaning_version.is_(None), Meeting.meaning_version != meaning.version)
    query = (
        select(Meeting.id)
        .where(Meeting.indexed_attempt == Meeting.result_attempt, due)
        .where(Meeting.id.not_in(tried))
        .order_by(Meeting.held_at.desc())
        .limit(1)
    )
    async with database.transaction() as session:
        found: UUID | None = await session.scalar(query)
    return found


def _state(meeting: Meeting) -> tuple[object, ...]:
    return meeting.title, meeting.result_attempt, meeting.indexed_attempt
