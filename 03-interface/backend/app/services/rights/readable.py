"""The meetings that somebody may read."""

from uuid import UUID

from sqlalchemy import Select, select

from app.models import Meeting, User
from app.services.rights.given import meetings_given_to


def readable_ids(user: User) -> Select[tuple[UUID]]:
    """Select the user's and shared meetings with index look-ups; with OR, PostgreSQL would read everybody's."""
    own = select(Meeting.id).where(Meeting.owner_id == user.id)
    both = own.union_all(*meetings_given_to(user.id).selects).subquery()
    return select(both.c.id)
