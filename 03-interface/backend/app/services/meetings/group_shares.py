"""Sharing a meeting with a group."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database_errors import is_orphan
from app.core.errors import NotFoundError
from app.core.nudges.nudges import tell
from app.models import Access, Group, GroupShare, Meeting, User
from app.schemas.share import GroupShare as GroupShareAnswer
from app.schemas.share import ShareChange
from app.services.audit import entry as audit
from app.services.groups.groups import MEMBERS, ids_of
from app.services.meetings import meetings


class NoSuchGroupError(NotFoundError):
    """The user is in no such group."""

    code = "no_such_group"


async def show(session: AsyncSession, meeting: Meeting) -> list[GroupShareAnswer]:
    """Return the groups that the meeting is shared with, by name. Who is in them is told to nobody."""
    return [GroupShareAnswer.model_validate(row) for row in await session.execute(_shares(meeting).order_by(Group.key))]


async def put(
    session: AsyncSession, owner: User, meeting_id: UUID, group_id: UUID, wanted: ShareChange
) -> GroupShareAnswer:
    """Share the meeting with a group that the owner is in, or give one that has it the permission that is wanted."""
    meeting = await meetings.find(session, owner, meeting_id, need=Access.OWNER)
    has_it = exists().where(GroupShare.group_id == Group.id, GroupShare.meeting_id == meeting.id)
    known = select(Group.id).where(Group.id == group_id, or_(Group.id.in_(ids_of(owner)), has_it))
    if await session.scalar(known) is None:
        raise _unknown()
    audit.tell(details={"permission": wanted.permission.value})
    share = insert(GroupShare).values(meeting_id=meeting.id, group_id=group_id, permission=wanted.permission)
    try:
        await session.execute(
            share.on_conflict_do_update(
                index_elements=[GroupShare.meeting_id, GroupShare.group_id], set_={"permission": wanted.permission}
            )
        )
    except DBAPIError as error:
        if not is_orphan(error):
            raise
        raise _unknown() from error  # it, or the meeting, has just been deleted
    row = (await session.execute(_shares(meeting).where(Group.id == group_id))).one()
    return GroupShareAnswer.model_validate(row)


async def remove(session: AsyncSession, owner: User, meeting_id: UUID, group_id: UUID) -> None:
    """End the share with a group; raise NotFoundError if there is none."""
    meeting = await meetings.find(session, owner, meeting_id, need=Access.OWNER)
    share = await session.get(GroupShare, (meeting.id, group_id))
    if share is None:
        raise NotFoundError("This meeting is not shared with the group.")
    await session.delete(share)
    await tell(session, meeting.id)


def _shares(meeting: Meeting) -> Select[Any]:
    return (
        select(Group.id.label("group_id"), Group.name, GroupShare.permission, MEMBERS)
        .join(GroupShare, GroupShare.group_id == Group.id)
        .where(GroupShare.meeting_id == meeting.id)
    )


def _unknown() -> NoSuchGroupError:
    return NoSuchGroupError("You are in no such group.")
