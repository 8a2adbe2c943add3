"""The answers of the API, with the fields that the command line reads."""

from uuid import UUID

from pydantic import BaseModel, RootModel

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


class Voice(BaseModel):
    name: str


class Voices(RootModel[list[Voice]]):
    """The enrolled people that the account sees."""


class Conversation(BaseModel):
    id: UUID


class AnswerEvidence(BaseModel):
    meeting_title: str
    segment_ids: list[int]
    start: float
    end: float
    speaker: str
    quote: str


class AnswerClaim(BaseModel):
    text: str | None
    checked: bool
    evidence: list[AnswerEvidence]


class FoundStretch(BaseModel):
    meeting_title: str
    start: float
    speaker: str
    text: str


class AnswerMessage(BaseModel):
    outcome: str | None


class AnswerEvent(BaseModel):
    """Any event of an answer: fields that it does not have are empty."""

    event: str
    stage: str = ""
    waiting_for: str | None = None
    items: list[FoundStretch] = []
    text: str | None = None
    checked: bool = False
    evidence: list[AnswerEvidence] = []
    message: AnswerMessage | str | None = None

    @property
    def outcome(self) -> str:
        return (self.message.outcome or "") if isinstance(self.message, AnswerMessage) else ""

    @property
    def explanation(self) -> str:
        return self.message if isinstance(self.message, str) else ""


class Tokens(BaseModel):
    access_token: str


class Problem(BaseModel):
    """A refusal, after RFC 9457."""

    detail: str
    code: str
    request_id: str | None = None
