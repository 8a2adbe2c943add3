"""Revisions of transcripts: their authors, times and edits."""

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
    SPLIT = "split"
    """A passage was cut in two, and its text perhaps corrected."""

    JOIN = "join"
    REVERT = "revert"
    RESTORE = "restore"
    ADOPT = "adopt"
    TRANSCRIBE = "transcribe"
    """A passage was transcribed again in the language that is named."""

    PROCESS = "process"
    """The meeting was processed again; `revision` is the one that was on top before."""


class Deed(BaseModel):
    """A short account for people of what a revision changed. The kind decides which fields are set."""

    kind: DeedKind
    speaker: str | None = Field(default=None, description="Speaker whose name or words they were")
    into: str | None = Field(default=None, description="Speaker who has them now")
    before: str | None = Field(default=None, description="Name or words before; null if there was no name")
    after: str | None = Field(default=None, description="Name or words after; null if there is no name")
    count: int | None = Field(default=None, description="Number of segments that were reassigned or transcribed again")
    words: int | None = Field(
        default=None, description="Number of words, where only a part of a segment was reassigned"
    )
    language: str | None = Field(default=None, description="Code of the language in which they were transcribed")
    start: float | None = Field(default=None, description="Place in the recording, in seconds")
    revision: int | None = Field(
        default=None, description="Number of the revision that was reverted, restored or superseded"
    )


class Revision(Base):
    """One state of a transcript, which lies in S3 under this number.

    Number 0 is the machine's, kept at the first edit.
    """

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("meeting_id", "edit_id"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    edit_id: Mapped[UUID | None]
    """Id that the client chose for the edit: one that is sent twice is done once."""

    attempt: Mapped[int]
    """Attempt whose transcript this is based on; lower than the meeting's if it was processed again since."""

    deed: Mapped[Deed] = mapped_column(PydanticJSON(Deed))
    created_at: Mapped[datetime] = mapped_column(default=now)
    author: Mapped[User | None] = relationship(lazy="joined")
