"""The events that an answer streams, by their names."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, Field

from app.schemas.answers.conversation import AnswerFailure, Claim, ConversationMessage, FoundStretch


class AnswerStage(StrEnum):
    SEARCHING = "searching"
    WAITING = "waiting"
    WRITING = "writing"


class WaitingFor(StrEnum):
    MODEL = "model"
    """The model is loaded, or reads the passages."""

    QUESTIONS = "questions"
    """Other questions are answered first."""

    MINUTES = "minutes"
    """Minutes are written by the same model."""

    CARD = "card"
    """A recording is transcribed on the card that the model shares."""


class StageEvent(BaseModel):
    event: Literal["stage"] = "stage"
    stage: AnswerStage
    waiting_for: WaitingFor | None = None


class PassagesEvent(BaseModel):
    event: Literal["passages"] = "passages"
    items: list[FoundStretch] = Field(description="Best first")


class ClaimEvent(Claim):
    event: Literal["claim"] = "claim"


class DoneEvent(BaseModel):
    event: Literal["done"] = "done"
    message: ConversationMessage


class ErrorEvent(BaseModel):
    event: Literal["error"] = "error"
    code: AnswerFailure
    message: str = Field(description="One sentence for people, in English")


AnswerEvent = StageEvent | PassagesEvent | ClaimEvent | DoneEvent | ErrorEvent
"""The data of an event; its `event` is the event's name too. The stream ends with `done`, or with `error`."""
