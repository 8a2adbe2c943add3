"""Keys by which clients mark the repetition of a request."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.limits import MAX_REQUEST_KEY_LENGTH
from app.models.base import Base, enum_column, now


class Creation(StrEnum):
    """Requests that make something, and may carry a key."""

    MEETING = "meeting"
    UPLOAD = "upload"
    VOICE = "voice"
    IMPORT = "import"
    MINUTES = "minutes"


class RequestKey(Base):
    """Written with what the request made in one transaction, so that both are there or neither."""

    __tablename__ = "request_keys"

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    creation: Mapped[Creation] = mapped_column(enum_column(Creation), primary_key=True)
    key: Mapped[str] = mapped_column(String(MAX_REQUEST_KEY_LENGTH), primary_key=True)
    content_sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Checksum of everything in the request that counts; a repetition has the same."""

    made_id: Mapped[UUID]
    """Id of what was made; its row may be gone by now."""

    created_at: Mapped[datetime] = mapped_column(default=now, index=True)
