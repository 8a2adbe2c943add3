"""Shares of meetings, with the permission that each gives."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, enum_column, now


class Permission(StrEnum):
    """Permissions that an owner may give."""

    READ = "read"
    EDIT = "edit"


class Access(StrEnum):
    """Rights to a meeting, each including the one before."""

    READ = "read"
    EDIT = "edit"
    OWNER = "owner"

    def allows(self, needed: "Access") -> bool:
        order = list(Access)
        return order.index(self) >= order.index(needed)


class MeetingShare(Base):
    __tablename__ = "meeting_shares"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    permission: Mapped[Permission] = mapped_column(enum_column(Permission))
    created_at: Mapped[datetime] = mapped_column(default=now)
