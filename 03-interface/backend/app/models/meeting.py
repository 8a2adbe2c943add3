"""A recording and what has become of it."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, PydanticJSON, enum_column, now
from scribe_contracts.events import Failure, MeetingStatus, Stage
from scribe_contracts.jobs import ProcessingOptions


class Meeting(Base):
    __tablename__ = "meetings"
    __table_args__ = (Index("ix_meetings_owner_id_created_at", "owner_id", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(300))
    filename: Mapped[str] = mapped_column(String(255))
    content_type: Mapped[str] = mapped_column(String(255))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[MeetingStatus] = mapped_column(
        enum_column(MeetingStatus),
        default=MeetingStatus.QUEUED,
        index=True,
    )
    stage: Mapped[Stage | None] = mapped_column(enum_column(Stage))
    fraction: Mapped[float] = mapped_column(default=0.0)
    eta_seconds: Mapped[float | None]
    duration: Mapped[float | None]
    language: Mapped[str | None] = mapped_column(String(8))
    speakers: Mapped[int | None]
    """How many people were heard."""

    attempt: Mapped[int] = mapped_column(default=1)
    options: Mapped[ProcessingOptions] = mapped_column(PydanticJSON(ProcessingOptions), default=ProcessingOptions)
    failure: Mapped[Failure | None] = mapped_column(PydanticJSON(Failure))
    event_attempt: Mapped[int] = mapped_column(default=0)
    event_sequence: Mapped[int] = mapped_column(default=0)
    """With `event_attempt` the place of the last event that changed the row; older ones change nothing."""

    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
