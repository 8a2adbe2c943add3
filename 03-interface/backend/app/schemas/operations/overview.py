"""The queue, failed jobs, storage and settings, for administrators. Nothing here says what a meeting is about."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from app.schemas.common import Schema
from scribe_contracts.events import Failure, MeetingStatus, Stage


class JobOwner(Schema):
    id: UUID
    name: str


class Job(Schema):
    meeting_id: UUID
    owner: JobOwner
    status: MeetingStatus
    stage: Stage | None
    fraction: float
    size_bytes: int
    duration: float | None = Field(description="Seconds of the recording, once it is known")
    asked_at: datetime = Field(description="Time at which it began to wait")
    handed_over_at: datetime | None = Field(description="Time at which the workers were given it")
    started_at: datetime | None = Field(description="Time at which a worker began with it")
    is_next: bool = Field(description="True for the job whose turn is next")


class FailedJob(Schema):
    meeting_id: UUID
    owner: JobOwner
    failure: Failure | None
    size_bytes: int
    ended_at: datetime | None
    can_retry: bool = Field(description="False where there is no recording to process")


class UserStorage(Schema):
    owner: JobOwner
    meetings: int
    size_bytes: int = Field(description="Bytes of the recordings as they came")
    seconds: float = Field(description="Length of the recordings")


class Overview(Schema):
    workers: list[str] = Field(description="Names of the workers that are alive")
    jobs: list[Job] = Field(description="Those that run, then those that wait, the longest first; the first 100")
    waiting: int
    running: int
    failed: list[FailedJob] = Field(description="Latest first; the first 50")
    storage: list[UserStorage] = Field(description="Users by what they store, most first; the first 100")
    storage_limit_bytes: int | None = Field(description="Bytes that one user may store, if there is a limit")


class ShownSetting(Schema):
    variable: str
    value: str | None = Field(description="None if it is not set, or a secret")
    is_secret: bool = Field(description="True if it is set and not shown")
    is_default: bool
    description: str
