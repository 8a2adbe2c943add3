"""Jobs on their way to the queue."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, PydanticJSON, now
from scribe_contracts.jobs import ProcessMeeting


class OutboxJob(Base):
    """Written with the meeting's row in one transaction and sent after it, so that both are made or neither."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("meeting_id", "attempt"),
        Index("ix_outbox_unsent", "id", postgresql_where=text("sent_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    attempt: Mapped[int]
    job: Mapped[ProcessMeeting] = mapped_column(PydanticJSON(ProcessMeeting))
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    losses: Mapped[int] = mapped_column(default=0, server_default="0")
    """Number of times that the queue lost the job and it was sent again."""
