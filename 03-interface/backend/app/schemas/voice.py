"""Voices as the API shows them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.schemas.common import Line, Schema


class VoiceSample(Schema):
    number: int
    duration: float = Field(description="Seconds")


class Voice(Schema):
    id: UUID
    name: str
    shared: bool
    owned: bool = Field(description="Whether it belongs to who asks")
    created_at: datetime
    samples: list[VoiceSample]


class VoiceChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Line | None = None
    shared: bool | None = Field(default=None, description="Whether everybody may use it; administrators only")
