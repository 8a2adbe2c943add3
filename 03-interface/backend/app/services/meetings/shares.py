"""Sharing a meeting with other users of this instance."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ConflictError, NotFoundError
from app.core.nudges.nudges import tell
from app.models import Access, Meeting, MeetingShare, Permission, User
from app.schemas.share import NewShare, Share, ShareChange, Sharing
from app.services.audit import entry as audit
from app.services.groups import contacts
from app.services.meetings import group_shares, meetings


class NoSuchAccountError(NotFoundError):
    """Nobody here has an account with this e-mail address."""

    code = "no_such_account"


class AlreadyOwnerError(ConflictError):
    """The account is that of the meeting's owner."""

    code = "already_owner"


class SharedByGroupError(ConflictError):
    """The user has the meeting by a group alone, which only its owner ends."""

    code = "shared_by_group"


async def show(session: AsyncSession, viewer: User, meeting_id: UUID) -> Sharing:
    """Return the people who have access. Everybody sees names; only the owner sees other people's e-mail addresses."""
    meeting = await meetings.find(session, viewer, meeting_id)
    owner = await session.get_one(User, meeting.owner_id)
    rows = await session.execute(_shares(meeting).order_by(func.lower(User.name), User.id))
    shares = [_answer(row, viewer, meeting) for row in rows]
    return Sharing(owner_name=owner.name, shares=shares, groups=await group_shares.show(session, meeting))


async def add(session: AsyncSession, owner: User, meeting_id: UUID, wanted: NewShare) -> Share:
    """Share the meeting with the account that is named. An account that has it already gets the new permission."""
    meeting = await _find_own(session, owner, meeting_id)
    user = await _find_account(session, owner, wanted)
    if user is None or user.disabled_at is not None:
        raise NoSuchAccountError("Nobody here has an account with this e-mail address.")
    if user.id == meeting.owner_id:
        raise AlreadyOwnerError("You own this meeting already.")
    audit.tell(user.id, details={"permission": wanted.permission.value})
    share = insert(MeetingShare).values(meeting_id=meeting.id, user_id=user.id, permission=wanted.permission)
    await session.execute(
        share.on_conflict_do_update(
            index_elements=[MeetingShare.meeting_id, MeetingShare.user_id], set_={"permission": wanted.permission}
        )
    )
    return await _show_one(session, owner, meeting, user.id)


async def _find_account(session: AsyncSession, owner: User, wanted: NewShare) -> User | None:
    """Return the account of that address, or of that id if the owner may know it: ids open no others."""
    if wanted.user_id is None:
        found: User | None = await session.scalar(select(User).where(User.email == wanted.email))
        return found
    is_known = wanted.user_id == owner.id or await contacts.is_known(session, owner, wanted.user_id)
    return await session.get(User, wanted.user_id) if is_known else None


async def change(session: AsyncSession, owner: User, meeting_id: UUID, user_id: UUID, wanted: ShareChange) -> Share:
    meeting = await _find_own(session, owner, meeting_id)
    share = await _find_share(session, meeting, user_id)
    audit.tell(details={"permission": wanted.permission.value})
    share.permission = wanted.permission
    await session.flush()
    return await _show_one(session, owner, meeting, user_id)


async def remove(session: AsyncSession, user: User, meeting_id: UUID, user_id: UUID) -> None:
    """End a share, as the owner, or as the person it is shared with."""
    need = Access.READ if user.id == user_id else Access.OWNER
    meeting = await meetings.find(session, user, meeting_id, need=need)
    share = await session.get(MeetingShare, (meeting.id, user_id))
    if share is None and user.id == user_id != meeting.owner_id:
        raise SharedByGroupError("This meeting is shared with a group that you are in, not with you alone.")
    await session.delete(share or await _find_share(session, meeting, user_id))
    await tell(session, meeting.id)


async def _find_own(session: AsyncSession, owner: User, meeting_id: UUID) -> Meeting:
    return await meetings.find(session, owner, meeting_id, need=Access.OWNER)


async def _find_share(session: AsyncSession, meeting: Meeting, user_id: UUID) -> MeetingShare:
    share = await session.get(MeetingShare, (meeting.id, user_id))
    if share is None:
        raise NotFoundError("This meeting is not shared with them.")
    return share


async def _show_one(session: AsyncSession, owner: User, meeting: Meeting, user_id: UUID) -> Share:
    row = (await session.execute(_shares(meeting).where(User.id == user_id))).one()
    return _answer(row, owner, meeting)


def _shares(meeting: Meeting) -> Select[UUID, str, str, Permission]:
    return (
        select(User.id, User.name, User.email, MeetingShare.permission)
        .join(MeetingShare, MeetingShare.user_id == User.id)
        .where(MeetingShare.meeting_id == meeting.id)
    )


def _answer(row: Any, viewer: User, meeting: Meeting) -> Share:
    may_know = viewer.id in {meeting.owner_id, row.id}
    return Share(user_id=row.id, name=row.name, email=row.email if may_know else None, permission=row.permission)
