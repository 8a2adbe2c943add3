"""The audit log: entries that wait for their place in the chain, the chain, and both its ends."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base

ONLY = 1


class AuditPending(Base):
    """Entries that were written with what they tell of, or together, and have no place in the chain yet."""

    __tablename__ = "audit_pending"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    entries: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    """Fields of `AuditEntry`, of each, without place and hashes."""


class AuditEntry(Base):
    """A link of the chain. The database refuses to change one; accounts and meetings may be gone by now."""

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_actor_id_seq", "actor_id", "seq"),
        Index("ix_audit_log_subject_id_seq", "subject_id", "seq"),
        Index("ix_audit_log_meeting_id_seq", "meeting_id", "seq"),
        Index("ix_audit_log_action_seq", "action", "seq"),
    )

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """Place in the chain: 1, 2, 3, without gaps."""

    at: Mapped[datetime] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(40))
    result: Mapped[str] = mapped_column(String(8))
    status: Mapped[int]
    """Status of the HTTP answer; 0 where nothing was answered yet, or nobody had asked by HTTP."""

    actor_id: Mapped[UUID | None]
    via: Mapped[str] = mapped_column(String(8))
    credential_id: Mapped[UUID | None]
    """Session, key or link that was used."""

    address: Mapped[str] = mapped_column(String(64))
    subject_kind: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[UUID | None]
    meeting_id: Mapped[UUID | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSONB)
    request_id: Mapped[str] = mapped_column(String(64))
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Hash of the entry before."""

    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditChain(Base):
    """Both ends of the chain, in one row: where it begins since the last trimming, and its newest entry."""

    __tablename__ = "audit_chain"
    __table_args__ = (CheckConstraint(f"id = {ONLY}", name="only"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=ONLY)
    anchor_seq: Mapped[int] = mapped_column(BigInteger)
    """Place of the last entry that was trimmed; 0 while none was."""

    anchor_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    head_seq: Mapped[int] = mapped_column(BigInteger)
    head_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
