"""Recordings that arrive in parts."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.limits import MAX_FILENAME_LENGTH
from app.models.base import Base, PydanticJSON, now
from app.models.marks.recorded_note import RecordedNotes
from scribe_contracts.jobs import ProcessingOptions


class Upload(Base):
    """A recording on its way, as a multipart upload of S3.

    The meeting takes over its id when the last part has arrived.
    """

    __tablename__ = "uploads"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(Text)
    filename: Mapped[str] = mapped_column(String(MAX_FILENAME_LENGTH))
    content_type: Mapped[str] = mapped_column(String(255))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    part_bytes: Mapped[int]
    """Size of every part but the last, for as long as this upload lasts."""

    head_sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Checksum of the first bytes, by which files of the same name and size are told apart."""

    options: Mapped[ProcessingOptions] = mapped_column(PydanticJSON(ProcessingOptions))
    notes: Mapped[RecordedNotes | None] = mapped_column(PydanticJSON(RecordedNotes))
    """Typed while it was recorded; they become comments with the meeting."""

    held_at: Mapped[datetime | None]
    """When it was recorded, if that is known; else the meeting is held when it arrives."""

    s3_upload_id: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    touched_at: Mapped[datetime] = mapped_column(default=now, index=True)
    """Time of the beginning or of the last part; an upload that is not touched for long is abandoned."""


class UploadPart(Base):
    """A part that lies in S3 and had the checksum that its sender named."""

    __tablename__ = "upload_parts"

    upload_id: Mapped[UUID] = mapped_column(ForeignKey("uploads.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size_bytes: Mapped[int]
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    etag: Mapped[str]
    """Name that S3 gave the part; completing the upload needs it."""
