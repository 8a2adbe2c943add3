"""Transcripts as search reads them. The transcript itself lies in S3, and these rows can be made from it again."""

from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.core.limits import MAX_NAME_LENGTH
from app.models.base import Base


class TranscriptLine(Base):
    """One segment of a transcript."""

    __tablename__ = "transcript_lines"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Place of the segment in the transcript."""

    segment_id: Mapped[int | None]
    """Its id there; None in rows of an older version whose transcript had been edited."""

    part_of: Mapped[int | None]
    """Id of the segment that it was cut from."""

    start: Mapped[float]
    seconds: Mapped[float | None]
    """Length; None in rows of an older version."""

    speaker: Mapped[str | None] = mapped_column(Text)
    """Name of the speaker; None for somebody unknown."""

    speaker_number: Mapped[int]
    """Place of the speaker among those of the meeting, from 1: people without a name are shown by it."""

    text: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(TSVECTOR, deferred=True)
    """Search vector in `simple` and in the configuration of the meeting's language."""


class MeetingSpeaker(Base):
    """Somebody who is heard in a meeting under a name, once however many voices bear it."""

    __tablename__ = "meeting_speakers"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(MAX_NAME_LENGTH), primary_key=True)
