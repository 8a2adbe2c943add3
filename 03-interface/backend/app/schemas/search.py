"""Search by meaning as the API shows it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from app.schemas.common import Schema
from app.schemas.meeting import MeetingFilters

Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00]*$")]


class PassageKind(StrEnum):
    """Why a passage was found."""

    WORDS = "words"
    MEANING = "meaning"
    BOTH = "both"


class PassageQuery(MeetingFilters):
    q: Question = Field(description="A question, or words; passages of like meaning are found")
    meeting_id: UUID | None = Field(default=None, description="Only this meeting")
    size: int = Field(default=10, ge=1, le=50, description="Most passages to return")


class SaidLine(Schema):
    number: int = Field(description="Place of the sentence in the transcript, from 0")
    start: float = Field(description="Seconds from the start of the recording")
    speaker: str | None = Field(description="Name of the speaker; null if the voice is unknown")
    speaker_number: int = Field(description="Number by which an unnamed speaker is shown, from 1; 0 if unknown")
    text: str


class FoundPassage(Schema):
    meeting_id: UUID
    title: str
    created_at: datetime
    held_at: datetime
    kind: PassageKind = Field(description="Found by words, by meaning, or by both")
    best: SaidLine = Field(description="The sentence that answers best, with its second")
    lines: list[SaidLine] = Field(description="All sentences of the passage")


class FoundPassages(BaseModel):
    items: list[FoundPassage] = Field(description="Best first")
    waiting: int = Field(description="Meetings of the search that have no vectors yet; full text finds them already")
