"""Settings that an administrator changes while the product runs."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, false
from sqlalchemy.orm import Mapped, mapped_column

from app.core.configuration.voices import IdentificationPolicy
from app.core.limits import MAX_CONTACT_LENGTH
from app.models.base import Base, enum_column

ONLY = 1


class Instance(Base):
    """One row, or none while nothing was changed: then the environment's settings apply."""

    __tablename__ = "instance"
    __table_args__ = (CheckConstraint(f"id = {ONLY}", name="only"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=ONLY)
    registration_open: Mapped[bool | None]
    """Strangers may create an account; None leaves it to the environment."""

    minutes_for_all: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Minutes of each new meeting are written, unless its owner does not want them."""

    identification: Mapped[IdentificationPolicy | None] = mapped_column(enum_column(IdentificationPolicy))
    """Use of enrolled voices; None leaves it to the environment."""

    recording_days: Mapped[int | None]
    """Days for which recordings are kept; 0 for ever, None leaves it to the environment. So with the next three."""

    transcript_days: Mapped[int | None]
    max_recording_days: Mapped[int | None]
    max_transcript_days: Mapped[int | None]

    guest_links: Mapped[bool | None]
    """Owners may make links for people without an account; None leaves it to the environment."""

    registration_contact: Mapped[str | None] = mapped_column(String(MAX_CONTACT_LENGTH))
    """Whoever makes accounts, for people without one; an empty text is nobody, None leaves it to the environment."""


class RetentionNotice(Base):
    """The instance's retention as it was last seen, and since when: a new one deletes nothing without notice."""

    __tablename__ = "retention_notices"
    __table_args__ = (CheckConstraint(f"id = {ONLY}", name="only"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=ONLY)
    recording_days: Mapped[int]
    transcript_days: Mapped[int]
    max_recording_days: Mapped[int]
    max_transcript_days: Mapped[int]
    since: Mapped[datetime]
