"""Who changed a transcript, when, and how."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, PydanticJSON, now
from app.models.user import User


class DeedKind(StrEnum):
    MACHINE = "machine"
    RENAME = "rename"
    MERGE = "merge"
    REASSIGN = "reassign"
    EDIT = "edit"
    REVERT = "revert"
    RESTORE = "restore"
    ADOPT = "adopt"


class Deed(BaseModel):
    """What a revision did, in short, for people. Which fields are set depends on the kind."""

    kind: DeedKind
    speaker: str | None = Field(default=None, description="Whose name or words they were")
    into: str | None = Field(default=None, description="Whose they became")
    before: str | None = Field(default=None, description="The name or the words before; null for nobody's name")
    after: str | None = None
    count: int | None = Field(default=None, description="How many segments were reassigned")
    start: float | None = Field(default=None, description="Where in the recording, in seconds")
    revision: int | None = Field(default=None, description="Which revision was reverted or restored")


class Revision(Base):
    """The transcript itself lies in S3 under this number. Number 0, the machine's, is kept at the first edit."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("meeting_id", "edit_id"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    edit_id: Mapped[UUID | None]
    """The client's own name for the edit, by which one that is sent twice is done once."""

    attempt: Mapped[int]
    """The attempt whose transcript this goes back to; lower than the meeting's where it was processed again since."""

    deed: Mapped[Deed] = mapped_column(PydanticJSON(Deed))
    created_at: Mapped[datetime] = mapped_column(default=now)
    author: Mapped[User | None] = relationship(lazy="joined")
