"""Recordings of the watched folder that have become meetings."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, now


class WatchedFile(Base):
    """Written with the meeting in one transaction, so that a file becomes one meeting whatever happens after it."""

    __tablename__ = "watched_files"

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """SHA-256 of name and content."""

    meeting_id: Mapped[UUID]
    """No foreign key: a meeting that was deleted is not made again."""

    created_at: Mapped[datetime] = mapped_column(default=now)
