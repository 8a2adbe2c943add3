"""Receipts of deletions: what was removed from where, and when nothing was left of it. Ids and numbers only."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, enum_column, now


class Erased(StrEnum):
    """Kinds of things that a receipt is about."""

    MEETING = "meeting"
    VOICE = "voice"
    RECORDING = "recording"
    """Of a meeting whose transcript stays."""

    ACCOUNT = "account"


class Step(StrEnum):
    """Outcomes of the compaction of one store."""

    DONE = "done"
    UNANSWERED = "unanswered"
    """The store has not said in time that it has compacted: it may be one that needs no compaction, or is another's."""

    FORBIDDEN = "forbidden"
    """The product's account at the server may not do it."""

    WAITING = "waiting"
    """Tables are too large to be rewritten while people work; they are at the quiet hour."""


class ErasureReceipt(Base):
    """Written in the transaction of the deletion, and completed as the removal goes on."""

    __tablename__ = "erasure_receipts"
    __table_args__ = (
        Index("ix_erasure_receipts_deleted_at_id", "deleted_at", "id"),
        Index("ix_erasure_receipts_owner_id_deleted_at", "owner_id", "deleted_at"),
        Index("ix_erasure_receipts_open", "deleted_at", postgresql_where=text("compacted_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[Erased] = mapped_column(enum_column(Erased))
    subject_id: Mapped[UUID] = mapped_column(index=True)
    owner_id: Mapped[UUID | None]
    """Account that it belonged to; None for what belonged to nobody, and for deletions before this was kept."""

    deleted_at: Mapped[datetime] = mapped_column(default=now)
    rows: Mapped[dict[str, int]] = mapped_column(JSONB, default=dict)
    """Number of rows that went, by table."""

    objects: Mapped[int] = mapped_column(default=0)
    """Number of objects that were removed from storage."""

    object_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    vectors: Mapped[int] = mapped_column(default=0)
    purged_at: Mapped[datetime | None]
    """Time at which objects and vectors were gone; a job that still ran may have written more, which goes too."""

    compacted_at: Mapped[datetime | None]
    """Time at which the stores had rewritten their files, too."""

    steps: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    """Outcome of the compaction, a `Step` by store."""
