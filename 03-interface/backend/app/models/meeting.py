"""A recording and the state of its processing."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Computed, ForeignKey, Index, String, Text, false, text, true
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, validates

from app.core.folding import fold
from app.core.limits import MAX_FILENAME_LENGTH
from app.models.base import Base, PydanticJSON, enum_column, now
from scribe_contracts.events import Failure, MeetingStatus, Stage
from scribe_contracts.jobs import ProcessingOptions

_WORDS = """
    to_tsvector('simple'::regconfig, title_folded) || to_tsvector('french'::regconfig, title_folded)
    || to_tsvector('english'::regconfig, title_folded) || coalesce(said, ''::tsvector)
"""
"""Search vector of title and transcript. A title's language is unknown, so it is indexed in those of the interface."""


class Meeting(Base):
    __tablename__ = "meetings"
    __table_args__ = (
        Index("ix_meetings_owner_id_created_at", "owner_id", "created_at"),
        Index("ix_meetings_words", "words", postgresql_using="gin"),
        Index(
            "ix_meetings_unindexed", "id", postgresql_where=text("status = 'completed' AND indexed_attempt < attempt")
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(Text)
    filename: Mapped[str] = mapped_column(String(MAX_FILENAME_LENGTH))
    content_type: Mapped[str] = mapped_column(String(255))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[MeetingStatus] = mapped_column(
        enum_column(MeetingStatus),
        default=MeetingStatus.QUEUED,
        index=True,
    )
    stage: Mapped[Stage | None] = mapped_column(enum_column(Stage))
    fraction: Mapped[float] = mapped_column(default=0.0)
    eta_seconds: Mapped[float | None]
    duration: Mapped[float | None]
    language: Mapped[str | None] = mapped_column(String(8))
    speakers: Mapped[int | None]
    """Number of people heard."""

    attempt: Mapped[int] = mapped_column(default=1)
    imported: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Set if the transcript came from elsewhere; then only the recording is prepared, if there is one."""

    has_recording: Mapped[bool] = mapped_column(default=True, server_default=true())
    options: Mapped[ProcessingOptions] = mapped_column(PydanticJSON(ProcessingOptions), default=ProcessingOptions)
    failure: Mapped[Failure | None] = mapped_column(PydanticJSON(Failure))
    event_attempt: Mapped[int] = mapped_column(default=0)
    event_sequence: Mapped[int] = mapped_column(default=0)
    """Together with `event_attempt` the position of the last event that changed the row; older ones change nothing."""

    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    title_folded: Mapped[str] = mapped_column(Text, deferred=True)
    """The title as search and sorting compare it; follows `title`."""

    said: Mapped[str | None] = mapped_column(TSVECTOR, deferred=True)
    """Every word of the transcript once, without its place; those stand in the transcript's lines."""

    words: Mapped[str] = mapped_column(TSVECTOR, Computed(_WORDS, persisted=True), deferred=True)
    indexed_attempt: Mapped[int] = mapped_column(default=0)
    """The attempt whose transcript can be searched."""

    meaning_version: Mapped[str | None] = mapped_column(String(64))
    """Model and form of the vectors of the present title and transcript; None if they are of older ones."""

    @validates("title")
    def _fold_title(self, _: str, title: str) -> str:
        self.title_folded = fold(title)
        return title
