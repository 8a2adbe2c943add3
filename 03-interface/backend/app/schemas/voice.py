"""Voices as the API shows them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.configuration.voices import IdentificationPolicy
from app.schemas.common import ConsentText, HeldAt, Name, Page, Schema
from app.schemas.meeting import SpeakerName


class VoiceSample(Schema):
    number: int
    duration: float = Field(description="Length of the recording, in seconds")


class Consent(Schema):
    text: str = Field(description="How the person agreed, in the words of the account that noted it")
    by: str = Field(description="Name of the account that noted it")
    at: datetime


class Voice(Schema):
    id: UUID
    name: str
    shared: bool
    owned: bool = Field(description="True if it belongs to the signed-in user")
    in_bank: bool = Field(description="True if it comes from the voice bank's folder, where it must be changed")
    created_at: datetime
    destroy_at: datetime | None = Field(description="Time at which it is deleted by itself; null if it is not")
    consent: Consent | None = Field(description="The person's agreement to be recognised; null if nobody noted it")
    samples: list[VoiceSample]


class SpeakerVoice(SpeakerName):
    """The name of a meeting's speaker, and that they agree to be recognised from now on."""

    consent: ConsentText = Field(description="How the person agreed; noted with your name")


class VoiceChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    shared: bool | None = Field(
        default=None,
        description="True if everybody's meetings are compared with it; set by administrators only, taken back by its "
        "owner too",
    )
    consent: ConsentText | None = Field(default=None, description="How the person agreed; noted with your name")
    destroy_at: HeldAt | None = Field(
        default=None, description="Time at which it is deleted by itself; null to keep it until somebody deletes it"
    )


class VoiceMeeting(Schema):
    """A meeting in which the voice named somebody."""

    id: UUID
    title: str
    held_at: datetime


class VoiceRegister(Page[VoiceMeeting]):
    """Meetings in whose transcript the voice named somebody. `items` and `total` are those that you may read."""

    everywhere: int = Field(description="Number of all such meetings, also of those that you may not read")


class IdentificationState(Schema):
    policy: IdentificationPolicy = Field(
        description="`on`: speakers are compared with enrolled voices unless you decline; `off`: only where you ask "
        "for it; `never`: not at all"
    )
