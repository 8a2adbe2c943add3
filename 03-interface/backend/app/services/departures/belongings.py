"""Belongings of an account that goes: deleted, or handed to another account."""

from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ConflictError
from app.core.wakeups import Work, announce
from app.models import Deleted, GuestLink, Meeting, MeetingShare, MinutesTemplate, User, Voice
from app.schemas.administration import Belongings
from app.services.accounts.accounts import BESIDE_EDITS
from app.services.meetings.removal import Removed, remove
from app.services.storage.purge import add_tombstones


class NoHeirError(ConflictError):
    """The account that is to take the meetings is gone, disabled, or the one that gives them."""

    code = "no_heir"


class OwnsMeetingsError(ConflictError):
    """The account has meetings, and nothing was said about what becomes of them."""

    code = "owns_meetings"


async def dispose(session: AsyncSession, owner: User, wanted: Belongings) -> Removed:
    """Delete the owner's meetings or hand them over; the caller has locked the owner's row.

    Raise NoHeirError, or OwnsMeetingsError where nothing is wanted for meetings that there are. Settle what is removed
    after the commit, which wakes the purger. Shares of meetings that are handed over stay, guests' links
    to them go.
    """
    if wanted.meetings is None:
        await _require_none(session, owner)
        return Removed()
    if wanted.heir_id is None:
        announce(session, Work.PURGE)
        return await remove(session, Meeting.owner_id == owner.id)
    await _hand_over(session, owner, await _find_heir(session, owner, wanted.heir_id))
    return Removed()


async def delete_voices(session: AsyncSession, owner: User) -> None:
    """Delete all voices that are the owner's."""
    ids = await session.scalars(select(Voice.id).where(Voice.owner_id == owner.id).with_for_update())
    await add_tombstones(session, Deleted.VOICE, ids)
    await session.execute(delete(Voice).where(Voice.owner_id == owner.id))
    announce(session, Work.PURGE)


async def _require_none(session: AsyncSession, owner: User) -> None:
    if await session.scalar(select(Meeting.id).where(Meeting.owner_id == owner.id).limit(1)) is not None:
        raise OwnsMeetingsError("The account has meetings: say what becomes of them.")


async def _find_heir(session: AsyncSession, owner: User, heir_id: UUID) -> User:
    heir = await session.get(User, heir_id, with_for_update=BESIDE_EDITS)
    if heir is None or heir.disabled_at is not None or heir.id == owner.id:
        raise NoHeirError("The account that is to take the meetings does not exist or is disabled.")
    return heir


async def _hand_over(session: AsyncSession, owner: User, heir: User) -> None:
    """Make the heir owner of the meetings, of the voices that serve one of them, and of what all users share."""
    mine = select(Meeting.id).where(Meeting.owner_id == owner.id).scalar_subquery()
    await session.execute(
        delete(MeetingShare).where(MeetingShare.user_id == heir.id, MeetingShare.meeting_id.in_(mine))
    )
    # They open nothing any more, and the heir would not see them.
    await session.execute(delete(GuestLink).where(GuestLink.meeting_id.in_(mine)))
    await session.execute(
        update(Voice)
        .where(Voice.owner_id == owner.id, Voice.meeting_id.is_not(None) | Voice.shared)
        .values(owner_id=heir.id)
    )
    await session.execute(
        update(MinutesTemplate)
        .where(MinutesTemplate.owner_id == owner.id, MinutesTemplate.shared)
        .values(owner_id=heir.id)
    )
    await session.execute(update(Meeting).where(Meeting.owner_id == owner.id).values(owner_id=heir.id))
