"""Groups of accounts, with which meetings are shared as with one person."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from app.core.limits import MAX_SIGN_ON_GROUP_LENGTH, MAX_TAG_KEY_LENGTH, MAX_TAG_LENGTH
from app.models.base import Base, enum_column, now
from app.models.share import Permission


class Group(Base):
    """A group, made and kept by administrators."""

    __tablename__ = "groups"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(MAX_TAG_LENGTH))
    key: Mapped[str] = mapped_column(String(MAX_TAG_KEY_LENGTH), unique=True)
    """The name as it is compared: two groups do not differ in capitals alone."""

    sign_on_group: Mapped[str | None] = mapped_column(String(MAX_SIGN_ON_GROUP_LENGTH), index=True)
    """Group of the company's OpenID provider whose people join at each sign-on, and leave; None if none does."""

    created_at: Mapped[datetime] = mapped_column(default=now)


class GroupMember(Base):
    __tablename__ = "group_members"

    group_id: Mapped[UUID] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    by_sign_on: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Set if the provider said so, and no administrator: a sign-on ends only such memberships."""

    created_at: Mapped[datetime] = mapped_column(default=now)


class GroupShare(Base):
    """A meeting that is shared with whoever is in a group."""

    __tablename__ = "group_shares"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True, index=True)
    permission: Mapped[Permission] = mapped_column(enum_column(Permission))
    created_at: Mapped[datetime] = mapped_column(default=now)
