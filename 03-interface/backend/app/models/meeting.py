"""A recording and the state of its processing."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from pydantic import BaseModel
from sqlalchemy import BigInteger, Computed, ForeignKey, Index, String, Text, false, text, true
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, validates

from app.core.folding import fold
from app.core.limits import MAX_FILENAME_LENGTH, MAX_LANGUAGE_LENGTH, MAX_NAME_LENGTH, MAX_REASON_LENGTH
from app.models.base import Base, PydanticJSON, enum_column, now
from scribe_contracts.events import Failure, MeetingStatus, Stage
from scribe_contracts.jobs import Passage, ProcessingOptions
from scribe_contracts.storage import FIRST_ATTEMPT

_WORDS = """
    to_tsvector('simple'::regconfig, title_folded) || to_tsvector('french'::regconfig, title_folded)
    || to_tsvector('english'::regconfig, title_folded) || coalesce(said, ''::tsvector)
"""
"""Search vector of title and transcript. A title's language is unknown, so it is indexed in those of the interface."""


class PassageWork(BaseModel):
    """A passage that is transcribed again."""

    job: Passage
    base: int
    """Number of the revision that its segments are of."""

    author_id: UUID


def _as_status(context: Any) -> Any:
    return context.get_current_parameters()["status"]


def _first_if_completed(context: Any) -> int | None:
    """Return the attempt of a meeting that is complete when it is made, as one that was imported."""
    made = context.get_current_parameters()
    return made["attempt"] if made["status"] is MeetingStatus.COMPLETED else None


def _as_finished(context: Any) -> Any:
    made = context.get_current_parameters()
    return made.get("finished_at") if made["status"] is MeetingStatus.COMPLETED else None


def _as_created(context: Any) -> Any:
    return context.get_current_parameters()["created_at"]


class Meeting(Base):
    __tablename__ = "meetings"
    __table_args__ = (
        Index("ix_meetings_owner_id_held_at", "owner_id", "held_at"),
        Index("ix_meetings_words", "words", postgresql_using="gin"),
        Index("ix_meetings_hold_at", "hold_at", postgresql_where=text("hold_at IS NOT NULL")),
        Index("ix_meetings_unindexed", "id", postgresql_where=text("indexed_attempt < result_attempt")),
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
    attempt_status: Mapped[MeetingStatus] = mapped_column(enum_column(MeetingStatus), default=_as_status)
    """State of the latest attempt. It differs from `status` where it did not succeed and an earlier result stands."""

    duration: Mapped[float | None]
    language: Mapped[str | None] = mapped_column(String(MAX_LANGUAGE_LENGTH))
    """Language of most of the speech."""

    languages: Mapped[list[str]] = mapped_column(ARRAY(String(MAX_LANGUAGE_LENGTH)), default=list, server_default="{}")
    """All languages in which the indexed transcript has segments."""

    speakers: Mapped[int | None]
    """Number of people heard."""

    attempt: Mapped[int] = mapped_column(default=FIRST_ATTEMPT)
    result_attempt: Mapped[int | None] = mapped_column(default=_first_if_completed)
    """Attempt whose result is read; None while there is none. `duration`, `language` and `speakers` are of it."""

    result_at: Mapped[datetime | None] = mapped_column(default=_as_finished)
    """Time at which that result was complete."""

    root_attempt: Mapped[int] = mapped_column(default=FIRST_ATTEMPT, server_default=str(FIRST_ATTEMPT))
    """Attempt whose artefacts lie directly under the meeting: the first to be completed.

    Older versions of the product wrote every one there.
    """

    has_superseded: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Set if artefacts of attempts that nobody reads any more may be in storage."""

    imported: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Set if the transcript came from elsewhere; then only the recording is prepared, if there is one."""

    has_recording: Mapped[bool] = mapped_column(default=True, server_default=true())
    passage: Mapped[PassageWork | None] = mapped_column(PydanticJSON(PassageWork))
    """Set if the latest attempt transcribes a passage only, until that is in the transcript."""

    options: Mapped[ProcessingOptions] = mapped_column(PydanticJSON(ProcessingOptions), default=ProcessingOptions)
    failure: Mapped[Failure | None] = mapped_column(PydanticJSON(Failure))
    event_attempt: Mapped[int] = mapped_column(default=0)
    event_sequence: Mapped[int] = mapped_column(default=0)
    """Together with `event_attempt` the position of the last event that changed the row; older ones change nothing."""

    created_at: Mapped[datetime] = mapped_column(default=now)
    held_at: Mapped[datetime] = mapped_column(default=_as_created)
    """When it took place, which whoever may edit it can put right; lists, filters and exports go by it."""

    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    recording_days: Mapped[int | None]
    """Days after its upload for which the recording is kept, as its owner chose; 0 for ever, None as the instance."""

    transcript_days: Mapped[int | None]
    """The same of the transcript, with which the meeting goes."""

    retention_set_at: Mapped[datetime | None]
    """Time at which its owner chose last, or a legal hold was lifted."""

    recording_deleted_at: Mapped[datetime | None]
    """Set where the retention has removed the recording."""

    hold_at: Mapped[datetime | None]
    """Set while an administrator's legal hold keeps the meeting from being deleted, by anybody or by itself."""

    hold_by: Mapped[str | None] = mapped_column(String(MAX_NAME_LENGTH))
    hold_reason: Mapped[str | None] = mapped_column(String(MAX_REASON_LENGTH))

    title_folded: Mapped[str] = mapped_column(Text, deferred=True)
    """The title as search and sorting compare it; follows `title`."""

    said: Mapped[str | None] = mapped_column(TSVECTOR, deferred=True)
    """Every word of the transcript once, without its place; those stand in the transcript's lines."""

    words: Mapped[str] = mapped_column(TSVECTOR, Computed(_WORDS, persisted=True), deferred=True)
    indexed_attempt: Mapped[int] = mapped_column(default=0)
    """The attempt whose transcript can be searched."""

    meaning_version: Mapped[str | None] = mapped_column(String(64))
    """Model and form of the vectors of the present title and transcript; None if they are of older ones."""

    @property
    def on_hold(self) -> bool:
        """Return whether a legal hold keeps the meeting from being deleted."""
        return self.hold_at is not None

    @property
    def result_place(self) -> int:
        """Return the attempt under which the artefacts lie that are read now, those of the running one if none are."""
        return self.place_of(self.attempt if self.result_attempt is None else self.result_attempt)

    def place_of(self, attempt: int) -> int:
        """Return the attempt under which storage has the artefacts of `attempt`."""
        return FIRST_ATTEMPT if attempt == self.root_attempt else attempt

    @validates("title")
    def _fold_title(self, _: str, title: str) -> str:
        self.title_folded = fold(title)
        return title
