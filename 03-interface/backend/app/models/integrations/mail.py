"""Mails that tell owners how their meetings have ended."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, enum_column, now


class MailKind(StrEnum):
    COMPLETED = "completed"
    FAILED = "failed"


class MailError(StrEnum):
    """Reasons why the last attempt failed."""

    UNREACHABLE = "unreachable"
    INSECURE = "insecure"
    """There is no TLS, or the certificate is not good."""

    TIMEOUT = "timeout"
    NOT_SIGNED_IN = "not_signed_in"
    """The server does not take the user and the password."""

    POSTPONED = "postponed"
    """The server asks to try again later."""

    REFUSED = "refused"
    """The server will not take it, whenever it is asked."""

    BROKEN = "broken"


class Mail(Base):
    """A mail to be sent, written with the change it tells of, and kept for a while: nothing is told twice.

    It holds no title and no address: both are looked up when it is sent.
    """

    __tablename__ = "mails"
    __table_args__ = (Index("ix_mails_due", "next_at", postgresql_where=text("next_at IS NOT NULL")),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    """The same for the same end of a meeting, however often it is told of."""

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    kind: Mapped[MailKind] = mapped_column(enum_column(MailKind))
    created_at: Mapped[datetime] = mapped_column(default=now)
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    next_at: Mapped[datetime | None]
    """Time of the next attempt; None if it was sent or given up."""

    sent_at: Mapped[datetime | None]

    error: Mapped[MailError | None] = mapped_column(enum_column(MailError))
