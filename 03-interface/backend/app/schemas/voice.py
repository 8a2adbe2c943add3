"""Voices as the API shows them."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from app.schemas.common import Schema


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
