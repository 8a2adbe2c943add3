"""Addresses that are told of meetings, and what they are told."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, false, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.core.limits import MAX_NAME_LENGTH
from app.models.base import Base, enum_column, now


class WebhookEvent(StrEnum):
    COMPLETED = "completed"
    FAILED = "failed"
    EDITED = "edited"
    DELETED = "deleted"
    TEST = "test"
    """A request by which its owner tries the address; nobody subscribes to it."""


class DeliveryStatus(StrEnum):
    WAITING = "waiting"
    """To be sent, or sent again."""

    DELIVERED = "delivered"
    FAILED = "failed"


class DeliveryError(StrEnum):
    """Reasons why an attempt failed that was answered with no status."""

    NOT_ALLOWED = "not_allowed"
    """The address leads to a network that is not allowed, or is not one that is sent to."""

    NOT_FOUND = "not_found"
    """The name of the host is unknown."""

    UNREACHABLE = "unreachable"
    INSECURE = "insecure"
    """The certificate is not good, or there is no TLS."""

    TIMEOUT = "timeout"
    BROKEN = "broken"
    """The answer is no HTTP, or too long."""

    DISABLED = "disabled"
    """It was not sent any more, because the webhook was disabled."""


class DisabledReason(StrEnum):
    OWNER = "owner"
    FAILING = "failing"
    """Nothing was delivered for as long as a delivery is tried."""

    GONE = "gone"
    """The receiver answered 410."""

    SECRET_LOST = "secret_lost"  # noqa: S105
    """The key under which the secret is kept has changed."""

    ADMINISTRATOR = "administrator"
    """Only an administrator enables it again."""


class Webhook(Base):
    __tablename__ = "webhooks"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(MAX_NAME_LENGTH))
    url: Mapped[str] = mapped_column(Text)
    events: Mapped[list[str]] = mapped_column(ARRAY(String(16)))
    everyone: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Set where it is told of everybody's meetings, as long as its owner is an administrator."""

    sealed_secret: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)
    busy_until: Mapped[datetime | None]
    """Time until which one gateway sends to it, and no other does."""

    failing_since: Mapped[datetime | None]
    """Time of the first failure since something was delivered."""

    disabled_at: Mapped[datetime | None]
    disabled_reason: Mapped[DisabledReason | None] = mapped_column(enum_column(DisabledReason))


class WebhookDelivery(Base):
    """Something that a webhook is told: written with the change it tells of, sent after the commit.

    No title is kept here: it is looked up when it is sent, so that a deleted meeting leaves none.
    """

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        Index("ix_webhook_deliveries_due", "next_at", postgresql_where=text("next_at IS NOT NULL")),
        Index("ix_webhook_deliveries_webhook_id_created_at", "webhook_id", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    """The same for the same event, however often it is told of."""

    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"))
    event: Mapped[WebhookEvent] = mapped_column(enum_column(WebhookEvent))
    meeting_id: Mapped[UUID | None]
    """No foreign key: the meeting may be gone."""

    version: Mapped[int | None]
    """Attempt that was completed or failed, or revision that an edit made."""

    failure: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=now)
    status: Mapped[DeliveryStatus] = mapped_column(enum_column(DeliveryStatus), default=DeliveryStatus.WAITING)
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    """Attempts since it was made, or sent anew by its owner."""

    next_at: Mapped[datetime | None]
    """Time of the next attempt; None if there is none."""

    attempted_at: Mapped[datetime | None]
    milliseconds: Mapped[int | None]
    answer_status: Mapped[int | None]
    error: Mapped[DeliveryError | None] = mapped_column(enum_column(DeliveryError))
