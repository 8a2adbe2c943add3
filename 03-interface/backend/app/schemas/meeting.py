"""Meetings as the API shows them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from app.models import Access
from app.schemas.common import Name, PageQuery, Schema, Title
from scribe_contracts.events import Failure, MeetingStatus, Stage
from scribe_contracts.jobs import ProcessingOptions


class MeetingState(Schema):
    """What is the same for everybody who sees it."""

    id: UUID
    title: str
    filename: str = Field(description="Name of the recording as it was uploaded")
    content_type: str
    size_bytes: int
    status: MeetingStatus
    stage: Stage | None
    fraction: float = Field(description="Share of the work that is done, 0 to 1")
    eta_seconds: float | None
    duration: float | None = Field(description="Length of the recording in seconds, once known")
    language: str | None
    speakers: int | None = Field(description="How many people were heard")
    attempt: int
    options: ProcessingOptions
    failure: Failure | None
    created_at: datetime
    updated_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class Meeting(MeetingState):
    permission: Access = Field(description="What who asks may do with it")
    owner_name: str
    shares: int = Field(description="With how many people its owner shares it")


class Fragment(Schema):
    text: str
    found: bool = Field(description="Whether it is what was searched for")


class Match(Schema):
    """A sentence that was searched for. Its fragments, one after the other, are the whole of it."""

    start: float = Field(description="Seconds from the start of the recording")
    speaker: str | None = Field(description="None for somebody whose voice nobody knows")
    speaker_number: int = Field(description="What such a person is called by, from 1; 0 where that is unknown")
    fragments: list[Fragment]


class ListedMeeting(Meeting):
    matches: list[Match] = Field(description="The best sentences for `q`, in the order in which they were said")
    match_count: int = Field(description="How many sentences there are for `q`")


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


class MeetingQuery(PageQuery):
    q: SearchText = Field(
        default="",
        description="Words of the title or of what was said, in any form; the last may be only begun. "
        '"Quoted words" follow each other; a word after a minus does not occur',
    )
    status: MeetingStatus | None = Field(default=None, description="Only meetings in this status")
    speaker: Text | None = Field(default=None, description="Only meetings in which somebody of this name is heard")
    since: AwareDatetime | None = Field(default=None, description="Only meetings made at that time or later")
    before: AwareDatetime | None = Field(default=None, description="Only meetings made before that time")
    owner: MeetingHolder | None = Field(default=None, description="Only one's own, or only those shared with one")
    sort: MeetingSort = Field(default=MeetingSort.NEWEST)


class MatchQuery(BaseModel):
    q: SearchText = Field(default="", description="As in the list of meetings")
    speaker: Text | None = Field(default=None, description="Only what somebody of this name says")


class MeetingChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Title


class SpeakerName(BaseModel):
    """Who a speaker of a meeting is."""

    model_config = ConfigDict(extra="forbid")

    name: Name


class ListedSpeaker(Schema):
    name: str
    meetings: int = Field(description="In how many meetings they are heard")
