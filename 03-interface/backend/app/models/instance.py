"""Settings that an administrator changes while the product runs."""

from sqlalchemy import CheckConstraint, String, false
from sqlalchemy.orm import Mapped, mapped_column

from app.core.limits import MAX_CONTACT_LENGTH
from app.models.base import Base

ONLY = 1


class Instance(Base):
    """One row, or none while nothing was changed: then the environment's settings apply."""

    __tablename__ = "instance"
    __table_args__ = (CheckConstraint(f"id = {ONLY}", name="only"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=ONLY)
    registration_open: Mapped[bool]
    minutes_for_all: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Minutes of each new meeting are written, unless its owner does not want them."""

    guest_links: Mapped[bool | None]
    """Owners may make links for people without an account; None leaves it to the environment."""

    registration_contact: Mapped[str | None] = mapped_column(String(MAX_CONTACT_LENGTH))
    """Whoever makes accounts, for people without one; an empty text is nobody, None leaves it to the environment."""
