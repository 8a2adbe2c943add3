"""The meetings that somebody may read."""

from uuid import UUID

from sqlalchemy import Select, select

from app.models import Meeting, MeetingShare, User


def readable_ids(user: User) -> Select[tuple[UUID]]:
    """Select the user's and shared meetings with two index look-ups; with OR, PostgreSQL would read everybody's."""
    shared = select(MeetingShare.meeting_id).where(MeetingShare.user_id == user.id)
    both = select(Meeting.id).where(Meeting.owner_id == user.id).union_all(shared).subquery()
    return select(both.c.id)
