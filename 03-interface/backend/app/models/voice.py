"""Enrolled voices."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.limits import MAX_CONSENT_LENGTH, MAX_NAME_LENGTH
from app.models.base import Base, now


class Voice(Base):
    __tablename__ = "voices"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(MAX_NAME_LENGTH))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    """Owner of the voice; None if it came from the voice bank's folder."""

    shared: Mapped[bool] = mapped_column(default=False)
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    """Set where the voice was enrolled with one meeting and serves that meeting only."""

    bank_sha256: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Checksum of the voice bank's file it came from; no file is imported twice."""

    consent: Mapped[str | None] = mapped_column(String(MAX_CONSENT_LENGTH))
    """Words in which somebody noted that the person agreed."""

    consent_by: Mapped[str | None] = mapped_column(String(MAX_NAME_LENGTH))
    """Name of the account that noted it, as it was then; it outlives the account."""

    consent_at: Mapped[datetime | None]
    destroy_at: Mapped[datetime | None] = mapped_column(index=True)
    """Time at which the voice is deleted by itself; None where it stays until somebody deletes it."""

    next_sample: Mapped[int] = mapped_column(default=0, server_default="0")
    """Number for the next sample. None is used twice: by the numbers a worker knows whether its cache is current."""

    created_at: Mapped[datetime] = mapped_column(default=now)
    samples: Mapped[list["VoiceSample"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin", order_by="VoiceSample.number"
    )


class VoiceSample(Base):
    """One enrolment recording; it lies in S3 under the voice's id and this number."""

    __tablename__ = "voice_samples"

    voice_id: Mapped[UUID] = mapped_column(ForeignKey("voices.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    duration: Mapped[float]
    """Seconds."""

    content_type: Mapped[str] = mapped_column(
        String(100), default="application/octet-stream", server_default="application/octet-stream"
    )


class VoiceUse(Base):
    """A meeting in whose present transcript a voice gives somebody their name."""

    __tablename__ = "voice_uses"

    voice_id: Mapped[UUID] = mapped_column(ForeignKey("voices.id", ondelete="CASCADE"), primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(
        ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True, index=True
    )
