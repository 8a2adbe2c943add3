"""Meetings as one person sees them: their owner, the number of shares, and the person's rights."""

from collections.abc import Sequence

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Access, Meeting, MeetingShare, User
from app.schemas.marks.tag import MeetingTag
from app.schemas.meeting import Meeting as MeetingAnswer
from app.schemas.meeting import MeetingState
from app.services.tags.tags import on_meetings


async def show(session: AsyncSession, viewer: User, meeting: Meeting) -> MeetingAnswer:
    return (await show_all(session, viewer, [meeting]))[0]


async def show_all(session: AsyncSession, viewer: User, meetings: Sequence[Meeting]) -> list[MeetingAnswer]:
    """Return the meetings in the same order. The caller has checked that the viewer may see them."""
    ids = [meeting.id for meeting in meetings]
    shares = (
        select(func.count())
        .where(MeetingShare.meeting_id == Meeting.id)
        .correlate(Meeting)
        .scalar_subquery()
        .label("shares")
    )
    own = and_(MeetingShare.meeting_id == Meeting.id, MeetingShare.user_id == viewer.id)
    rows = await session.execute(
        select(Meeting.id, User.name, MeetingShare.permission, shares)
        .join(User, User.id == Meeting.owner_id)
        .outerjoin(MeetingShare, own)
        .where(Meeting.id.in_(ids))
    )
    known = {row.id: row for row in rows}
    tags = await on_meetings(session, viewer, ids)
    return [
        _answer(
            meeting,
            permission=_access(viewer, meeting, known[meeting.id].permission),
            owner_name=known[meeting.id].name,
            shares=known[meeting.id].shares,
            tags=tags.get(meeting.id, []),
        )
        for meeting in meetings
    ]


def show_new(owner: User, meeting: Meeting) -> MeetingAnswer:
    """Return a meeting that its owner has just made."""
    return _answer(meeting, permission=Access.OWNER, owner_name=owner.name, shares=0, tags=[])


def _access(viewer: User, meeting: Meeting, permission: str | None) -> Access:
    return Access.OWNER if meeting.owner_id == viewer.id else Access(permission or Access.READ)


def _answer(
    meeting: Meeting, *, permission: Access, owner_name: str, shares: int, tags: list[MeetingTag]
) -> MeetingAnswer:
    state = MeetingState.model_validate(meeting).model_dump()
    return MeetingAnswer(**state, permission=permission, owner_name=owner_name, shares=shares, tags=tags)
