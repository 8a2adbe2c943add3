"""Looking whether what watchers see has changed, for all who ask at about the same time in one query."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Integer, Select, Uuid, cast, column, func, or_, select

from app.core.db import Database
from app.core.security import Bearer
from app.models import Meeting, User
from app.services.accounts.sessions import Asked, is_signed_in
from app.services.rights.given import is_given

_GATHER_SECONDS = 0.5
"""Time in which questions are gathered. Nobody waits for the answers: they are about what no event tells of."""


class State(NamedTuple):
    """The part of a meeting's row that changes whenever the row does."""

    updated_at: datetime
    attempt: int
    sequence: int

    @classmethod
    def of(cls, meeting: Meeting) -> "State":
        return cls(meeting.updated_at, meeting.event_attempt, meeting.event_sequence)


class _Question(NamedTuple):
    viewer: Bearer
    meeting_id: UUID


class _Batch:
    def __init__(self) -> None:
        self.questions: set[_Question] = set()
        self.answers: asyncio.Task[Mapping[_Question, State]] | None = None


class Glances:
    """Answers the questions of hundreds of watchers with a few queries; one in each gateway."""

    def __init__(self, reads: asyncio.Semaphore) -> None:
        self._reads = reads
        """Held while a connection to the database is used."""

        self._gathering: _Batch | None = None

    async def state(self, database: Database, viewer: Bearer, meeting_id: UUID) -> State | None:
        """Return the present state; None once the viewer's session has ended or the meeting is not to be seen."""
        question = _Question(viewer, meeting_id)
        batch = self._gathering
        if batch is None:
            batch = self._gathering = _Batch()
            batch.answers = asyncio.create_task(self._answer(database, batch))
            # Where all who asked have gone, nobody else takes notice of an error.
            batch.answers.add_done_callback(lambda task: task.cancelled() or task.exception())
        batch.questions.add(question)
        assert batch.answers is not None  # noqa: S101 - made together with the batch
        # Shielded: one watcher that leaves must not take the answer from the others.
        return (await asyncio.shield(batch.answers)).get(question)

    async def _answer(self, database: Database, batch: _Batch) -> Mapping[_Question, State]:
        await asyncio.sleep(_GATHER_SECONDS)
        self._gathering = None
        questions = list(batch.questions)
        async with self._reads, database.look() as session:
            rows = await session.execute(_states(questions))
            return {
                questions[number - 1]: State(updated_at, attempt, sequence)
                for number, updated_at, attempt, sequence in rows
            }


def _states(questions: list[_Question]) -> Select[int, datetime, int, int]:
    """Select number, counted from 1, and state of each question that is answered."""
    asked = (
        func.unnest(
            cast([question.viewer.user_id for question in questions], ARRAY(Uuid)),
            cast([question.viewer.session_id for question in questions], ARRAY(Uuid)),
            cast([question.viewer.epoch for question in questions], ARRAY(Integer)),
            cast([question.viewer.is_key for question in questions], ARRAY(Boolean)),
            cast([question.meeting_id for question in questions], ARRAY(Uuid)),
        )
        .table_valued(
            column("user_id", Uuid),
            column("session_id", Uuid),
            column("epoch", Integer),
            column("is_key", Boolean),
            column("meeting_id", Uuid),
            with_ordinality="number",
        )
        .render_derived()
    )
    viewer = Asked(asked.c.user_id, asked.c.epoch, asked.c.session_id, asked.c.is_key, func.now())
    return (
        select(asked.c.number, Meeting.updated_at, Meeting.event_attempt, Meeting.event_sequence)
        .select_from(asked)
        .join(User, is_signed_in(User, viewer))
        .join(Meeting, Meeting.id == asked.c.meeting_id)
        .where(or_(Meeting.owner_id == User.id, is_given(User.id)))
    )
