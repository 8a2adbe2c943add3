"""Meetings as one person sees them: their owner, the number of shares, and the person's rights."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, Uuid, bindparam, func, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.core.errors import NotFoundError
from app.core.security import Bearer
from app.models import Access, Group, GroupShare, Meeting, MeetingShare, User
from app.schemas.marks.tag import MeetingTag
from app.schemas.meeting import Meeting as MeetingAnswer
from app.schemas.meeting import MeetingState
from app.services.accounts import sessions
from app.services.meetings.meetings import VISIBLE
from app.services.rights.given import right_of
from app.services.tags.tags import read_seen, seen_on_meeting

_SHARES = (
    select(func.count())
    .where(MeetingShare.meeting_id == Meeting.id)
    .correlate(Meeting)
    .scalar_subquery()
    .label("shares")
)
_GROUPS = (
    select(func.array_agg(aggregate_order_by(Group.name, Group.key)))
    .where(GroupShare.meeting_id == Meeting.id, Group.id == GroupShare.group_id)
    .correlate(Meeting)
    .scalar_subquery()
    .label("groups")
)
_TAGS = seen_on_meeting(bindparam("user_id", type_=Uuid)).label("tags")
_RIGHT = right_of(bindparam("user_id", type_=Uuid))
_VIEWER = aliased(User)

# Built once, as building a statement costs as much as asking it.
_ABOUT = (
    select(Meeting.id, User.name, _RIGHT.c.permission, _SHARES, _GROUPS, _TAGS)
    .select_from(Meeting)
    .join(User, User.id == Meeting.owner_id)
    .outerjoin(_RIGHT, true())
    .where(Meeting.id.in_(bindparam("ids", expanding=True)))
)
_SEEN = VISIBLE.add_columns(User.name, _SHARES, _GROUPS, _TAGS).join(User, User.id == Meeting.owner_id)
_SEEN_BY_SIGNED_IN = _SEEN.join(_VIEWER, sessions.is_signed_in(_VIEWER))


class Sight(NamedTuple):
    """A meeting's row, and what one person sees of it."""

    meeting: Meeting
    answer: MeetingAnswer


async def see(session: AsyncSession, viewer: User, meeting_id: UUID) -> MeetingAnswer:
    """Return the meeting in one query; raise NotFoundError for one that the viewer may not see."""
    row = (await session.execute(_SEEN, {"meeting_id": meeting_id, "user_id": viewer.id})).one_or_none()
    if row is None:
        raise NotFoundError("There is no such meeting.")
    return _sight(row, viewer.id).answer


async def see_signed_in(session: AsyncSession, viewer: Bearer, meeting_id: UUID) -> Sight | None:
    """Return the meeting; None if it is gone or not visible to the viewer, or if the viewer's session has ended."""
    asked = {"meeting_id": meeting_id, **sessions.asked(viewer)}
    row = (await session.execute(_SEEN_BY_SIGNED_IN, asked)).one_or_none()
    return None if row is None else _sight(row, viewer.user_id)


async def show(session: AsyncSession, viewer: User, meeting: Meeting) -> MeetingAnswer:
    return (await show_all(session, viewer, [meeting]))[0]


async def show_all(session: AsyncSession, viewer: User, meetings: Sequence[Meeting]) -> list[MeetingAnswer]:
    """Return the meetings in the same order. The caller has checked that the viewer may see them."""
    asked = {"ids": [meeting.id for meeting in meetings], "user_id": viewer.id}
    rows = await session.execute(_ABOUT, asked)
    known = {row.id: row for row in rows}
    return [
        _answer(
            meeting,
            permission=_access(viewer.id, meeting, known[meeting.id].permission),
            owner_name=known[meeting.id].name,
            shares=known[meeting.id].shares,
            groups=known[meeting.id].groups,
            tags=read_seen(known[meeting.id].tags),
        )
        for meeting in meetings
    ]


def show_new(owner: User, meeting: Meeting) -> MeetingAnswer:
    """Return a meeting that its owner has just made."""
    return _answer(meeting, permission=Access.OWNER, owner_name=owner.name, shares=0, groups=None, tags=[])


def _access(viewer_id: UUID, meeting: Meeting, permission: str | None) -> Access:
    return Access.OWNER if meeting.owner_id == viewer_id else Access(permission or Access.READ)


def _sight(row: Row[Meeting, str | None, str, int, list[str] | None, Any], viewer_id: UUID) -> Sight:
    meeting, permission, owner_name, shares, groups, tags = row
    access = _access(viewer_id, meeting, permission)
    seen = read_seen(tags)
    answer = _answer(meeting, permission=access, owner_name=owner_name, shares=shares, groups=groups, tags=seen)
    return Sight(meeting, answer)


def _answer(
    meeting: Meeting,
    *,
    permission: Access,
    owner_name: str,
    shares: int,
    groups: list[str] | None,
    tags: list[MeetingTag],
) -> MeetingAnswer:
    state = MeetingState.model_validate(meeting).model_dump()
    seen = {"permission": permission, "owner_name": owner_name, "shares": shares, "groups": groups or [], "tags": tags}
    return MeetingAnswer(**state | seen)
