"""Tags: the words and colors by which a user sorts meetings."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from app.core.limits import MAX_TAG_KEY_LENGTH, MAX_TAG_LENGTH
from app.models.base import Base, enum_column, now


class TagColor(StrEnum):
    """Colors by name: a page chooses the shade that suits its theme."""

    GRAY = "gray"
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    PURPLE = "purple"


class Tag(Base):
    """A tag of one user."""

    __tablename__ = "tags"
    __table_args__ = (UniqueConstraint("owner_id", "key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(MAX_TAG_LENGTH))
    key: Mapped[str] = mapped_column(String(MAX_TAG_KEY_LENGTH))
    """The name as it is compared: two tags do not differ in capitals alone."""

    color: Mapped[TagColor] = mapped_column(enum_column(TagColor), default=TagColor.GRAY)
    shared: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Set if those whom a meeting is shared with see it on the meetings that the tag's owner owns."""

    created_at: Mapped[datetime] = mapped_column(default=now)


class MeetingTag(Base):
    """A tag on a meeting."""

    __tablename__ = "meeting_tags"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[UUID] = mapped_column(ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True, index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
