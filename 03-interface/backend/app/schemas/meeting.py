"""Meetings as the API shows them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.schemas.common import Line, PageQuery, Schema
from scribe_contracts.events import Failure, MeetingStatus, Stage
from scribe_contracts.jobs import ProcessingOptions


class Meeting(Schema):
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


class MeetingQuery(PageQuery):
    status: MeetingStatus | None = Field(default=None, description="Only meetings in this status")


class MeetingChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Line


class SpeakerName(BaseModel):
    """Who a speaker of a meeting is."""

    model_config = ConfigDict(extra="forbid")

    name: Line
