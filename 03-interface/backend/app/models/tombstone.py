"""Deleted meetings and voices, remembered while a job may still write files of theirs."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, enum_column, now


class Deleted(StrEnum):
    """Kinds of things that leave a tombstone."""

    MEETING = "meeting"
    VOICE = "voice"
    RECORDING = "recording"
    """Of a meeting whose transcript stays."""


class Tombstone(Base):
    """A running job may write to S3 after its meeting or voice is gone; the sweeper purges again by these rows."""

    __tablename__ = "tombstones"

    kind: Mapped[Deleted] = mapped_column(
        enum_column(Deleted),
        primary_key=True,
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
