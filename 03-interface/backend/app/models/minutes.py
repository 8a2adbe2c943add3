"""Minutes of meetings: their state, their items with what people made of them, and templates."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from pydantic import BaseModel
from sqlalchemy import BigInteger, ForeignKey, Identity, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.limits import MAX_NAME_LENGTH
from app.models.base import Base, PydanticJSON, enum_column, now
from app.models.user import User
from scribe_contracts.events import MeetingStatus
from scribe_contracts.evidence.checks import Doubt
from scribe_contracts.minutes.document import EvidenceSegment
from scribe_contracts.minutes.events import MinutesFailure, MinutesStage
from scribe_contracts.minutes.jobs import StaleItem
from scribe_contracts.minutes.templates import Template


class Rewriting(BaseModel):
    """Items that are being written again, with their ids in the order of the job."""

    ids: tuple[UUID, ...] = ()
    items: tuple[StaleItem, ...] = ()


class Grounds(BaseModel):
    """The segments that an item rests on, and the reasons to doubt it."""

    evidence: tuple[EvidenceSegment, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class ItemState(BaseModel):
    """The fields of an item that people can change, as history keeps them."""

    text: str
    owner: str | None = None
    due: str | None = None
    due_date: date | None = None
    done: bool = False


class ChangeKind(StrEnum):
    ADDED = "added"
    EDITED = "edited"
    DONE = "done"
    REOPENED = "reopened"
    DELETED = "deleted"
    RESTORED = "restored"
    REWRITTEN = "rewritten"


class Minutes(Base):
    """Minutes of one meeting by one template; the job that writes them goes on as a meeting's does."""

    __tablename__ = "minutes"
    __table_args__ = (
        Index("ix_minutes_meeting_id_created_at", "meeting_id", "created_at"),
        Index("ix_minutes_unsent", "id", postgresql_where=text("sent_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    template: Mapped[Template] = mapped_column(PydanticJSON(Template))
    language: Mapped[str | None] = mapped_column(String(8))
    """Language to write in, or written in; None is the meeting's."""

    revision: Mapped[int | None]
    """Revision of the transcript that they were written from; None is the machine's."""

    model: Mapped[str | None] = mapped_column(String(200))
    rewriting: Mapped[Rewriting | None] = mapped_column(PydanticJSON(Rewriting))
    request_id: Mapped[str] = mapped_column(String(64), default="")
    attempt: Mapped[int] = mapped_column(default=1)
    status: Mapped[MeetingStatus] = mapped_column(enum_column(MeetingStatus), default=MeetingStatus.QUEUED)
    stage: Mapped[MinutesStage | None] = mapped_column(enum_column(MinutesStage))
    fraction: Mapped[float] = mapped_column(default=0.0)
    eta_seconds: Mapped[float | None]
    failure: Mapped[MinutesFailure | None] = mapped_column(String(32))
    event_sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    finished_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    """Time at which the job was put on the queue; None for one that has to be sent."""

    author: Mapped[User | None] = relationship(lazy="joined")


class MinutesItem(Base):
    __tablename__ = "minutes_items"
    __table_args__ = (Index("ix_minutes_items_minutes_id_position", "minutes_id", "position"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    minutes_id: Mapped[UUID] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"))
    section: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]
    state: Mapped[ItemState] = mapped_column(PydanticJSON(ItemState))
    grounds: Mapped[Grounds] = mapped_column(PydanticJSON(Grounds), default=Grounds)
    editor_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    is_persons: Mapped[bool] = mapped_column(default=False)
    """A person wrote or changed it: no model writes it again."""

    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    deleted_at: Mapped[datetime | None]
    editor: Mapped[User | None] = relationship(lazy="joined")


class MinutesChange(Base):
    """One change of one item."""

    __tablename__ = "minutes_changes"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("minutes_items.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    kind: Mapped[ChangeKind] = mapped_column(enum_column(ChangeKind))
    before: Mapped[ItemState | None] = mapped_column(PydanticJSON(ItemState))
    after: Mapped[ItemState | None] = mapped_column(PydanticJSON(ItemState))
    at: Mapped[datetime] = mapped_column(default=now)
    author: Mapped[User | None] = relationship(lazy="joined")


class MinutesTemplate(Base):
    """A template that a user made; shared ones serve the whole instance."""

    __tablename__ = "minutes_templates"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(MAX_NAME_LENGTH))
    template: Mapped[Template] = mapped_column(PydanticJSON(Template))
    shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)


class MinutesPreference(Base):
    """Wishes of a user for the minutes of their new meetings; without a row, the instance's setting applies."""

    __tablename__ = "minutes_preferences"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    each_meeting: Mapped[bool | None]
    """Write minutes without being asked; None follows the instance."""

    template: Mapped[str] = mapped_column(String(36))
    """Name of a template of the product, or id of one that a user made."""

    language: Mapped[str | None] = mapped_column(String(8))
    """Language to write in; None is the meeting's."""
