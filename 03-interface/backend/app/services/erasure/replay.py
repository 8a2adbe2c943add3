"""Deletions repeated in a database that was restored: what was deleted since the backup stays deleted."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.db import Database
from app.core.nudges.nudges import tell
from app.models import Deleted, Erased, Meeting, Role, User, Voice
from app.models.audit.actions import Action, Subject
from app.models.base import now
from app.schemas.administration import Belongings, MeetingsFate
from app.services.audit import by_product
from app.services.departures.belongings import NoHeirError, delete_voices, dispose
from app.services.meetings.removal import remove, remove_recording
from app.services.storage import receipts
from app.services.storage.purge import add_tombstones

_ORDER = (Erased.MEETING, Erased.RECORDING, Erased.VOICE, Erased.ACCOUNT)
"""Accounts last: what is left of theirs then was handed over."""


class Erasure(BaseModel):
    """A deletion as it is noted beside the backups."""

    kind: Erased
    id: UUID
    deleted_at: datetime
    heir_id: UUID | None = None
    """Account that took over the meetings of a deleted one."""


class Outcome(StrEnum):
    ERASED = "erased"
    ABSENT = "absent"
    """It is not in what was restored."""

    DISABLED = "disabled"
    """An account whose meetings were handed to somebody who is not in what was restored: it has them, disabled."""


class Replayed(BaseModel):
    kind: Erased
    id: UUID
    outcome: Outcome


async def replay(database: Database, erasures: Iterable[Erasure]) -> list[Replayed]:
    """Delete each as it was deleted, holds notwithstanding; tombstones have the gateway remove objects and vectors."""
    return [await _repeat(database, each) for each in _sorted(erasures)]


def _sorted(erasures: Iterable[Erasure]) -> Iterator[Erasure]:
    listed = list(erasures)
    for kind in _ORDER:
        yield from (each for each in listed if each.kind is kind)


async def _repeat(database: Database, erasure: Erasure) -> Replayed:
    async with database.transaction() as session:
        match erasure.kind:
            case Erased.MEETING:
                outcome = await _erase_meeting(session, erasure.id)
            case Erased.RECORDING:
                outcome = await _erase_recording(session, erasure)
            case Erased.VOICE:
                outcome = await _erase_voice(session, erasure.id)
            case Erased.ACCOUNT:
                outcome = await _erase_account(session, erasure)
    return Replayed(kind=erasure.kind, id=erasure.id, outcome=outcome)


async def _erase_meeting(session: AsyncSession, meeting_id: UUID) -> Outcome:
    # A hold that the backup still has was lifted before the meeting was deleted.
    lifted = update(Meeting).where(Meeting.id == meeting_id).values(hold_at=None).returning(Meeting.id)
    if await session.scalar(lifted) is None:
        return Outcome.ABSENT
    await by_product.record(session, Action.MEETING_DELETE, Subject.MEETING, meeting_id, {"replayed": True})
    await remove(session, Meeting.id == meeting_id)
    return Outcome.ERASED


async def _erase_recording(session: AsyncSession, erasure: Erasure) -> Outcome:
    meeting = await session.get(Meeting, erasure.id, with_for_update=True)
    if meeting is None or not meeting.has_recording:
        return Outcome.ABSENT
    await by_product.record(session, Action.RECORDING_EXPIRE, Subject.MEETING, meeting.id, {"replayed": True})
    await remove_recording(session, meeting, erasure.deleted_at)
    return Outcome.ERASED


async def _erase_voice(session: AsyncSession, voice_id: UUID) -> Outcome:
    voice = await session.get(Voice, voice_id, with_for_update=True)
    if voice is None:
        return Outcome.ABSENT
    await by_product.record(session, Action.VOICE_DELETE, Subject.VOICE, voice_id, {"replayed": True})
    await add_tombstones(session, Deleted.VOICE, [voice_id])
    await session.delete(voice)
    return Outcome.ERASED


async def _erase_account(session: AsyncSession, erasure: Erasure) -> Outcome:
    user = await session.get(User, erasure.id, with_for_update=True)
    if user is None:
        return Outcome.ABSENT
    owned = await session.scalar(select(Meeting.id).where(Meeting.owner_id == user.id).limit(1))
    if owned is not None and not await _hand_over(session, user, erasure.heir_id):
        user.disabled_at, user.role = now(), Role.USER
        return Outcome.DISABLED
    await delete_voices(session, user)
    await by_product.record(session, Action.ACCOUNT_DELETE, Subject.ACCOUNT, user.id, {"replayed": True})
    await receipts.begin(session, Erased.ACCOUNT, [user.id])
    await session.delete(user)
    await session.flush()
    await tell(session, erasure.id)
    return Outcome.ERASED


async def _hand_over(session: AsyncSession, user: User, heir_id: UUID | None) -> bool:
    if heir_id is None:
        return False
    try:
        await dispose(session, user, Belongings(meetings=MeetingsFate.TRANSFER, heir_id=heir_id))
    except NoHeirError:
        return False
    return True
