"""Deletion of meetings: their rows in the caller's transaction, and the rest once that is committed.

Redis does not roll back, so nothing is written there before the rows are gone for good.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import ARRAY, ColumnElement, Uuid, and_, any_, cast, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from app.core.errors import ConflictError
from app.core.nudges.nudges import tell
from app.models import AnswerClaim, AnswerEvidence, Deleted, Meeting, QuestionSource, Tombstone, Voice
from app.models.integrations.webhook import WebhookEvent
from app.services.accounts import usage
from app.services.accounts.usage import Sent
from app.services.storage.purge import add_tombstones
from app.services.webhooks import outbox
from app.services.webhooks.outbox import Told
from scribe_contracts.events import cancel_key

_CANCEL_KEY_LIFETIME = timedelta(days=7)
"""Longer than a job waits in the queue."""


class LegalHoldError(ConflictError):
    """A legal hold keeps the meeting, or one of the account's meetings, from being deleted."""

    code = "legal_hold"


class Running(NamedTuple):
    """One attempt at a meeting that a worker may be busy with."""

    meeting_id: UUID
    attempt: int


@dataclass(frozen=True)
class Removed:
    """Deleted meetings: after the commit `settle` them and purge the tombstones."""

    tombstones: list[Tombstone] = field(default_factory=list)
    running: list[Running] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)


async def remove(session: AsyncSession, chosen: ColumnElement[bool]) -> Removed:
    """Lock the meetings that meet the condition, and delete their rows and those of the voices made from them.

    Raise LegalHoldError, and delete nothing, if one of them is under a legal hold.
    """
    columns = (
        Meeting.id,
        Meeting.attempt,
        Meeting.status,
        Meeting.owner_id,
        Meeting.created_at,
        Meeting.size_bytes,
        Meeting.duration,
        Meeting.hold_at,
    )
    rows = (await session.execute(select(*columns).where(chosen).order_by(Meeting.id).with_for_update())).all()
    if any(row.hold_at is not None for row in rows):
        raise LegalHoldError("A legal hold keeps this from being deleted; only an administrator can lift it.")
    ids = [row.id for row in rows]
    voices = await session.scalars(select(Voice.id).where(_is_among(Voice.meeting_id, ids)))
    tombstones = await add_tombstones(session, Deleted.MEETING, ids)
    tombstones += await add_tombstones(session, Deleted.VOICE, voices)
    await _forget_answers(session, ids)
    gone = delete(Meeting).where(_is_among(Meeting.id, ids))
    await session.execute(gone.execution_options(synchronize_session=False))
    await tell(session, *ids)
    await outbox.tell(session, WebhookEvent.DELETED, [Told(row.id, row.owner_id) for row in rows])
    return Removed(
        tombstones,
        [Running(row.id, row.attempt) for row in rows if not row.status.is_final],
        [Sent(row.owner_id, row.created_at, row.size_bytes, row.duration or 0) for row in rows],
    )


async def remove_recording(session: AsyncSession, meeting: Meeting, at: datetime) -> list[Tombstone]:
    """Note that the recording is gone, and delete the voices that serve this meeting only, which nobody needs now."""
    await tell(session, meeting.id)
    meeting.has_recording, meeting.recording_deleted_at = False, at
    voices = await session.scalars(select(Voice.id).where(Voice.meeting_id == meeting.id).with_for_update())
    tombstones = await add_tombstones(session, Deleted.VOICE, voices)
    await session.execute(delete(Voice).where(Voice.meeting_id == meeting.id))
    return tombstones + await add_tombstones(session, Deleted.RECORDING, [meeting.id])


async def settle(redis: Redis, removed: Removed) -> None:
    """Stop the jobs of deleted meetings, and count what was sent today.

    The meetings are gone whether Redis answers or not; without it their jobs run to the end for nothing.
    """
    try:
        await ask_to_stop(redis, removed.running)
        await usage.remember_deleted(redis, removed.sent)
    except (RedisError, OSError) as error:
        structlog.get_logger().warning("deletion_unsettled", error=type(error).__name__)


async def ask_to_stop(redis: Redis, running: Collection[Running]) -> None:
    """Ask the workers that may be busy with these to stop."""
    async with redis.pipeline(transaction=False) as pipe:
        for each in running:
            pipe.set(cancel_key(each.meeting_id, each.attempt), "1", ex=_CANCEL_KEY_LIFETIME)
        await pipe.execute()


async def _forget_answers(session: AsyncSession, meeting_ids: Collection[UUID]) -> None:
    """Delete every sentence of an answer that rests on one of the meetings.

    One that could not be checked may rest on any meeting that was read for it.
    """
    resting = select(AnswerEvidence.claim_id).where(_is_among(AnswerEvidence.meeting_id, meeting_ids))
    read = select(QuestionSource.question_id).where(_is_among(QuestionSource.meeting_id, meeting_ids))
    unchecked = and_(AnswerClaim.question_id.in_(read), func.cardinality(AnswerClaim.doubts) > 0)
    await session.execute(delete(AnswerClaim).where(or_(AnswerClaim.id.in_(resting), unchecked)))


def _is_among(
    column: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None], ids: Collection[UUID]
) -> ColumnElement[bool]:
    """Compare with all ids as one parameter: a statement takes 32,767 of them."""
    return column == any_(cast(list(ids), ARRAY(Uuid)))
