"""Time for which a meeting is kept, and holds, as the API shows them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.schemas.common import KeptDays, Reason, Schema


class Hold(Schema):
    reason: str
    by: str = Field(description="Name of the administrator who set it")
    at: datetime


class MeetingRetention(Schema):
    recording_days: int | None = Field(description="Days that its owner chose; 0 for ever, null as the instance")
    transcript_days: int | None = Field(description="The same of the transcript, with which the meeting goes")
    usual_recording_days: int = Field(description="Days of the instance; 0 for ever")
    usual_transcript_days: int
    max_recording_days: int = Field(description="Most days that the owner may choose; 0 for any")
    max_transcript_days: int
    recording_until: datetime | None = Field(description="Time at which the recording is deleted; null if it is not")
    transcript_until: datetime | None = Field(description="Time at which the meeting is deleted; null if it is not")
    recording_deleted_at: datetime | None
    hold: Hold | None = Field(description="The legal hold that keeps the meeting from being deleted, by anybody")


class RetentionChange(BaseModel):
    """Fields that are not sent stay as they are; null is the instance's choice."""

    model_config = ConfigDict(extra="forbid")

    recording_days: KeptDays | None = None
    transcript_days: KeptDays | None = None


class NewHold(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Reason = Field(description="Shown to whoever may read the meeting; not in the audit log")


class HeldMeeting(Hold):
    """A meeting under a legal hold; administrators see its id and its owner, no title."""

    meeting_id: UUID
    owner_name: str
