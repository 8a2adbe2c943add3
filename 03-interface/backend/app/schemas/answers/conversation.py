"""Conversations, their questions, and answers whose every sentence names its evidence."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.schemas.common import Moment, Schema, Title
from app.schemas.marks.tag import ChosenTags
from app.schemas.meeting import MeetingHolder, SearchText, Text
from app.schemas.minutes import LanguageState
from scribe_contracts.evidence.checks import Doubt
from scribe_contracts.languages import LanguageCode

MAX_QUESTION_LENGTH = 500

QuestionText = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=MAX_QUESTION_LENGTH, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
    ),
]


class Scope(BaseModel):
    """The meetings that a conversation asks: of those that you may read at the time of each question."""

    model_config = ConfigDict(extra="forbid")

    meeting_id: UUID | None = Field(default=None, description="Only this meeting")
    speaker: Text | None = Field(default=None, description="Only meetings in which a speaker has this name")
    since: Moment | None = Field(default=None, description="Only meetings created at that time or later")
    before: Moment | None = Field(default=None, description="Only meetings created before that time")
    owner: MeetingHolder | None = Field(default=None, description="Only your own, or only those shared with you")
    tags: ChosenTags = []
    q: SearchText = Field(default="", description="Only meetings that these words find, as in the list of meetings")


class NewConversation(BaseModel):
    model_config = ConfigDict(extra="forbid")

    scope: Scope = Field(default_factory=Scope)
    title: Title | None = Field(default=None, description="The first question if not given")


class ConversationChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Title


class Outcome(StrEnum):
    """Ends of a question."""

    ANSWERED = "answered"
    NOT_SAID = "not_said"
    """Passages were read, and they do not say it."""

    NOTHING_FOUND = "nothing_found"
    """The search works and has found no passage."""

    COUNTED = "counted"
    """Counted or listed from the database; no model was asked."""

    NO_MODEL = "no_model"
    """No language model is installed: the passages are the answer."""

    STOPPED = "stopped"
    FAILED = "failed"
    """A part of the product did not answer; `failure` says which."""


class AnswerFailure(StrEnum):
    """Reasons why there is no answer; stable, so that a page can translate them."""

    LANGUAGE_UNAVAILABLE = "language_unavailable"
    """The language model does not answer, or its stream was cut."""

    LANGUAGE_REFUSED = "language_refused"
    """The language service refuses the request: a wrong key, an unknown model."""

    ANSWER_INVALID = "answer_invalid"
    """The model did not write in the form that was asked for."""

    MEANING_UNAVAILABLE = "meaning_unavailable"
    """The service of embeddings or the store of vectors does not answer: the search has failed."""

    STORAGE_UNAVAILABLE = "storage_unavailable"
    """Database, queue or storage do not answer."""

    INTERRUPTED = "interrupted"
    """The gateway was stopped meanwhile."""

    INTERNAL = "internal"


class ClaimReason(StrEnum):
    """Reasons why a sentence is not checked, beside those of minutes."""

    CHANGED = "changed"
    """The transcript was edited where the sentence rests on it."""


class ClaimEvidence(Schema):
    """A stretch of one speaker that a sentence rests on, as the transcript has it now."""

    meeting_id: UUID
    meeting_title: str
    segment_ids: list[int] = Field(description="Ids of its segments in the transcript that was read")
    start: float = Field(description="Seconds from the start of the recording")
    end: float
    speaker: str = Field(description="Name for readers")
    quote: str = Field(description="Words that were said there; empty if they are gone")


class Claim(Schema):
    """A sentence of an answer."""

    position: int = Field(description="Place in the answer, from 0")
    text: str | None = Field(description="null if it is withheld")
    checked: bool = Field(description="The server has compared it with its evidence, and no doubt is left")
    reasons: list[Doubt | ClaimReason] = Field(description="Reasons why it is not checked")
    withheld: bool = Field(default=False, description="It rests on a meeting that you may not read any more")
    evidence: list[ClaimEvidence]


class FoundStretch(Schema):
    """A passage that was found, as consecutive words of the transcript."""

    meeting_id: UUID
    meeting_title: str
    held_at: datetime
    segment_ids: list[int]
    start: float = Field(description="Seconds from the start of the recording")
    end: float
    speaker: str = Field(description="Name of the first speaker, for readers")
    text: str


class ConversationMessage(Schema):
    """A question and its answer."""

    id: UUID
    question: str
    language: str = Field(description="Language of question and answer")
    outcome: Outcome | None = Field(description="null while it is being answered")
    failure: AnswerFailure | None
    model: str | None = Field(description="Model that wrote the answer; null if none did")
    claims: list[Claim]
    passages: list[FoundStretch] = Field(
        description="Passages like the question where there is no sentence, best first; those edited since are gone"
    )
    created_at: datetime
    finished_at: datetime | None


class Conversation(Schema):
    id: UUID
    title: str = Field(description="Empty before the first question, if none was given")
    scope: Scope
    created_at: datetime
    updated_at: datetime


class ConversationWithMessages(Conversation):
    messages: list[ConversationMessage] = Field(description="Oldest first")


class NewQuestion(BaseModel):
    model_config = ConfigDict(extra="forbid")

    question: QuestionText
    language: LanguageCode | None = Field(
        default=None, description="Language of the answer; the question's if left out"
    )


class AnswersStatus(Schema):
    language: LanguageState = Field(description="State of the language service, which writes answers")
    model: str | None = Field(description="Model that answers; null while there is none")
    meaning: bool = Field(description="There is search by meaning; without it words are searched")
