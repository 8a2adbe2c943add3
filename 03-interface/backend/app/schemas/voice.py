"""Voices as the API shows them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.schemas.common import ConsentText, Name, Schema
from app.schemas.meeting import SpeakerName


class VoiceSample(Schema):
    number: int
    duration: float = Field(description="Seconds")


class Consent(Schema):
    text: str = Field(description="How the person agreed, in the words of who noted it")
    by: str = Field(description="Who noted it")
    at: datetime


class Voice(Schema):
    id: UUID
    name: str
    shared: bool
    owned: bool = Field(description="Whether it belongs to who asks")
    in_bank: bool = Field(description="Whether it comes from the voice bank's folder, where alone it is changed")
    created_at: datetime
    consent: Consent | None = Field(description="That the person agreed to be recognised; null where nobody noted it")
    samples: list[VoiceSample]


class SpeakerVoice(SpeakerName):
    """Who a speaker of a meeting is, and that they agree to be recognised from now on."""

    consent: ConsentText | None = Field(default=None, description="How the person agreed; noted with your name")


class VoiceChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    shared: bool | None = Field(default=None, description="Whether everybody may use it; administrators only")
    consent: ConsentText | None = Field(default=None, description="How the person agreed; noted with your name")
