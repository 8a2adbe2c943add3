"""Recordings that arrive in parts."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.limits import MAX_FILENAME_LENGTH
from app.models.base import Base, PydanticJSON, now
from scribe_contracts.jobs import ProcessingOptions


class Upload(Base):
    """A recording on its way, as a multipart upload of S3. Its meeting takes its id when the last part is there."""

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
    """Checksum of the first bytes, which tells one file from another of the same name and size."""

    options: Mapped[ProcessingOptions] = mapped_column(PydanticJSON(ProcessingOptions))
    s3_upload_id: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    touched_at: Mapped[datetime] = mapped_column(default=now, index=True)
    """When it began or its last part came; an upload that nobody touches is given up."""


class UploadPart(Base):
    """A part that lies in S3 and had the checksum its sender said."""

    __tablename__ = "upload_parts"

    upload_id: Mapped[UUID] = mapped_column(ForeignKey("uploads.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size_bytes: Mapped[int]
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    etag: Mapped[str]
    """S3's name for it, which completing asks for."""
