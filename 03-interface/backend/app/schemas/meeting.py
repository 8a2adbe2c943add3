"""Meetings as the API shows them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from app.models import Access
from app.models.meeting import PassageWork
from app.schemas.common import HeldAt, Moment, Name, PageQuery, Schema, Title
from app.schemas.marks.tag import ChosenTags, MeetingTag
from scribe_contracts.events import Failure, MeetingStatus, Stage
from scribe_contracts.jobs import ProcessingOptions


class PassageState(Schema):
    """A passage that is transcribed again."""

    segments: tuple[int, ...]
    language: str

    @model_validator(mode="before")
    @classmethod
    def _of_work(cls, value: object) -> object:
        return value.job if isinstance(value, PassageWork) else value


class MeetingState(Schema):
    """The fields that are the same for everybody who sees the meeting."""

    id: UUID
    title: str
    filename: str = Field(description="Name of the recording, or of the transcript imported without one, as uploaded")
    content_type: str
    size_bytes: int
    status: MeetingStatus = Field(
        description="`completed` too where the last attempt failed and an earlier result stands"
    )
    stage: Stage | None
    fraction: float = Field(description="Share of the work that is done, from 0 to 1")
    eta_seconds: float | None
    duration: float | None = Field(description="Length of the recording in seconds, once known")
    language: str | None
    speakers: int | None = Field(description="Number of people heard")
    attempt: int = Field(description="Number of the latest attempt at processing")
    attempt_status: MeetingStatus = Field(description="State of the latest attempt")
    result_attempt: int | None = Field(
        description="Attempt whose transcript is read, also while a later one runs; null while there is none"
    )
    imported: bool = Field(description="True if the transcript was not made here but imported")
    has_recording: bool = Field(description="False for a transcript imported without its recording: nothing to play")
    on_hold: bool = Field(description="True while a legal hold keeps it from being deleted")
    options: ProcessingOptions
    passage: PassageState | None = Field(
        description="The passage, if the latest attempt transcribes only one; null once that is in the transcript"
    )
    failure: Failure | None = Field(description="Reason why the latest attempt failed")
    held_at: datetime = Field(description="When it took place: when it was uploaded, unless somebody said otherwise")
    created_at: datetime
    updated_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class Meeting(MeetingState):
    permission: Access = Field(description="Rights of the signed-in user")
    owner_name: str
    shares: int = Field(description="Number of people whom its owner shares it with, one by one")
    groups: list[str] = Field(description="Names of the groups that its owner shares it with")
    tags: list[MeetingTag] = Field(description="Your tags on it, and those that its owner shows")


class Fragment(Schema):
    text: str
    found: bool = Field(description="True for words that were searched for")


class Match(Schema):
    """A sentence that was found. Its fragments, one after the other, are the whole sentence."""

    start: float = Field(description="Seconds from the start of the recording")
    speaker: str | None = Field(description="Name of the speaker; null if the voice is unknown")
    speaker_number: int = Field(description="Number by which an unnamed speaker is shown, from 1; 0 if unknown")
    fragments: list[Fragment]


class HeardPerson(Schema):
    name: str | None = Field(description="null if the voice is unknown")
    number: int = Field(description="Number by which an unnamed speaker is shown, from 1; 0 for some who have a name")


class Opening(Schema):
    """The part of a transcript that a list shows."""

    people: list[HeardPerson] = Field(description="Who speaks, in the order in which they are heard first")
    words: str = Field(description="The first words that are said")


class ListedMeeting(Meeting):
    opening: Opening | None = Field(description="null while there is no transcript that can be searched")
    matches: list[Match] = Field(description="Best sentences for `q`, in the order in which they were said")
    match_count: int = Field(description="Number of sentences that match `q`")


class MeetingHolder(StrEnum):
    ME = "me"
    OTHERS = "others"


class MeetingSort(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    LONGEST = "longest"


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00]*$")]


SearchText = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]


class MeetingFilters(BaseModel):
    status: MeetingStatus | None = Field(default=None, description="Only meetings in this status")
    speaker: Text | None = Field(default=None, description="Only meetings in which a speaker has this name")
    since: Moment | None = Field(default=None, description="Only meetings held at that time or later")
    before: Moment | None = Field(default=None, description="Only meetings held before that time")
    owner: MeetingHolder | None = Field(default=None, description="Only your own, or only those shared with you")
    tags: ChosenTags = []


class MeetingQuery(PageQuery, MeetingFilters):
    q: SearchText = Field(
        default="",
        description="Words of the title or of what was said, in any inflected form; the last may be incomplete. "
        '"Quoted words" must follow each other; a word after a minus must not occur',
    )
    sort: MeetingSort = Field(default=MeetingSort.NEWEST)


class MatchQuery(BaseModel):
    q: SearchText = Field(default="", description="As in the list of meetings")
    speaker: Text | None = Field(default=None, description="Only sentences of the speaker with this name")


class MeetingChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Title | None = None
    held_at: HeldAt | None = Field(default=None, description="When it took place")

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.title is None and self.held_at is None:
            raise ValueError("a title or a time is needed")
        return self


class SpeakerName(BaseModel):
    """The name of a meeting's speaker."""

    model_config = ConfigDict(extra="forbid")

    name: Name


class ListedSpeaker(Schema):
    name: str
    meetings: int = Field(description="Number of meetings in which they are heard")
