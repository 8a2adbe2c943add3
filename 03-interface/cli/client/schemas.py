"""The answers of the API, with the fields that the command line reads."""

from uuid import UUID

from pydantic import BaseModel

from scribe_contracts.events import Failure, MeetingStatus, Stage


class Meeting(BaseModel):
    id: UUID
    title: str
    status: MeetingStatus
    stage: Stage | None = None
    fraction: float = 0.0
    eta_seconds: float | None = None
    failure: Failure | None = None


class Minutes(BaseModel):
    id: UUID
    status: MeetingStatus
    stage: str | None = None
    fraction: float = 0.0
    eta_seconds: float | None = None
    failure: str | None = None


class Tokens(BaseModel):
    access_token: str


class Problem(BaseModel):
    """A refusal, after RFC 9457."""

    detail: str
    code: str
    request_id: str | None = None
