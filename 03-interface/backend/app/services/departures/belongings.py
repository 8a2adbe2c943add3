"""Belongings of an account that goes: deleted, or handed to another account."""

from uuid import UUID

from redis.asyncio import Redis
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ConflictError
from app.models import Deleted, Meeting, MeetingShare, MinutesTemplate, Tombstone, User, Voice
from app.schemas.administration import Belongings
from app.services.meetings import meetings
from app.services.storage.purge import add_tombstones


class NoHeirError(ConflictError):
    """The account that is to take the meetings is gone, disabled, or the one that gives them."""

    code = "no_heir"


class OwnsMeetingsError(ConflictError):
    """The account has meetings, and nothing was said about what becomes of them."""

    code = "owns_meetings"


async def dispose(session: AsyncSession, redis: Redis, owner: User, wanted: Belongings) -> list[Tombstone]:
    """Delete the owner's meetings or hand them over; the caller has locked the owner's row.

    Raise NoHeirError, or OwnsMeetingsError where nothing is wanted for meetings that there are. Purge the tombstones
    after the commit. Shares of meetings that are handed over stay.
    """
    if wanted.meetings is None:
        await _require_none(session, owner)
        return []
    if wanted.heir_id is None:
        return await _delete_meetings(session, redis, owner)
    await _hand_over(session, owner, await _find_heir(session, owner, wanted.heir_id))
    return []


async def delete_voices(session: AsyncSession, owner: User) -> list[Tombstone]:
    """Delete all voices that are the owner's; purge the tombstones after the commit."""
    ids = list(await session.scalars(select(Voice.id).where(Voice.owner_id == owner.id)))
    await session.execute(delete(Voice).where(Voice.id.in_(ids)))
    return await add_tombstones(session, Deleted.VOICE, ids)


async def _require_none(session: AsyncSession, owner: User) -> None:
    if await session.scalar(select(Meeting.id).where(Meeting.owner_id == owner.id).limit(1)) is not None:
        raise OwnsMeetingsError("The account has meetings: say what becomes of them.")


async def _delete_meetings(session: AsyncSession, redis: Redis, owner: User) -> list[Tombstone]:
    mine = select(Meeting).where(Meeting.owner_id == owner.id).order_by(Meeting.id).with_for_update()
    tombstones: list[Tombstone] = []
    for meeting in list(await session.scalars(mine)):
        tombstones += await meetings.remove(session, redis, meeting)
    return tombstones


async def _find_heir(session: AsyncSession, owner: User, heir_id: UUID) -> User:
    heir = await session.get(User, heir_id, with_for_update=True)
    if heir is None or heir.disabled_at is not None or heir.id == owner.id:
        raise NoHeirError("The account that is to take the meetings does not exist or is disabled.")
    return heir


async def _hand_over(session: AsyncSession, owner: User, heir: User) -> None:
    """Make the heir owner of the meetings, of the voices that serve one of them, and of what all users share."""
    mine = select(Meeting.id).where(Meeting.owner_id == owner.id).scalar_subquery()
    await session.execute(
        delete(MeetingShare).where(MeetingShare.user_id == heir.id, MeetingShare.meeting_id.in_(mine))
    )
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
