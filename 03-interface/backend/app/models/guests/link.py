"""Links by which people without an account read one meeting."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.limits import MAX_NAME_LENGTH
from app.models.base import Base, now


class GuestLink(Base):
    """A link to one meeting. A revoked one has no row."""

    __tablename__ = "guest_links"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    """The meeting's owner who made it: it opens nothing once the meeting is somebody else's."""

    name: Mapped[str | None] = mapped_column(String(MAX_NAME_LENGTH))
    """For whom it is, as its maker notes it; guests never see it."""

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    exports: Mapped[bool] = mapped_column(default=False)
    wrong_passwords: Mapped[int] = mapped_column(default=0)
    """Counted over its whole life: guesses that are spread over days are guesses too."""

    uses: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
