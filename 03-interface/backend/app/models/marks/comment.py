"""Highlights of passages, with or without a comment."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Integer, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, now
from app.models.user import User


class Comment(Base):
    """A highlight of some words, which are named by their place: no word of the transcript is kept here.

    The place is a time in the recording and the segments that were said then. Words keep their times through edits,
    and segments that are cut, joined or given to somebody else name where they come from.
    """

    __tablename__ = "comments"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    start: Mapped[float]
    end: Mapped[float]
    segments: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    """Ids of the segments as the machine made them: of a part that was cut off, that of the whole."""

    second: Mapped[float | None]
    """Second at which its typing began, of a note made while recording; it names no segments until it finds its own."""

    text: Mapped[str] = mapped_column(Text)
    """Empty for a highlight alone."""

    created_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    author: Mapped[User] = relationship(lazy="joined")
