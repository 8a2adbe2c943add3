"""Bodies of webhooks' requests and responses."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.models.integrations.webhook import DeliveryError, DeliveryStatus, DisabledReason, WebhookEvent
from app.schemas.common import Name, Schema

MAX_URL_LENGTH = 2000

MeetingEvent = Literal[WebhookEvent.COMPLETED, WebhookEvent.FAILED, WebhookEvent.EDITED, WebhookEvent.DELETED]
ALL: tuple[MeetingEvent, ...] = (
    WebhookEvent.COMPLETED,
    WebhookEvent.FAILED,
    WebhookEvent.EDITED,
    WebhookEvent.DELETED,
)


class NewWebhook(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name = Field(description="The program behind it, as its owner calls it")
    url: str = Field(max_length=MAX_URL_LENGTH, description="Address that is posted to; https, unless http is allowed")
    events: list[MeetingEvent] = Field(default=list(ALL), min_length=1, max_length=10, description="What it is told of")


class WebhookChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    events: list[MeetingEvent] | None = Field(default=None, min_length=1, max_length=10)
    enabled: bool | None = Field(default=None, description="False stops it; true starts it again")


class Webhook(Schema):
    id: UUID
    name: str
    url: str
    events: list[WebhookEvent]
    everyone: bool = Field(description="Whether it is told of everybody's meetings, without their titles")
    created_at: datetime
    failing_since: datetime | None = Field(description="First failure since something was delivered")
    disabled_at: datetime | None
    disabled_reason: DisabledReason | None


class WebhookSwitch(BaseModel):
    model_config = ConfigDict(extra="forbid")

    enabled: bool = Field(description="False stops it until an administrator starts it again")


class MadeWebhook(Webhook):
    secret: str = Field(description="Signs what is sent (whsec_…); it is shown this once")


class OwnedWebhook(Webhook):
    """A webhook as administrators see it; of its address only the host."""

    owner_id: UUID
    owner_name: str
    owner_email: str


class Delivery(Schema):
    id: UUID
    event: WebhookEvent
    meeting_id: UUID | None
    created_at: datetime
    status: DeliveryStatus
    attempts: int = Field(description="Attempts since it was made, or sent anew")
    attempted_at: datetime | None
    next_at: datetime | None = Field(description="Time of the next attempt")
    milliseconds: int | None = Field(description="Time that the last attempt took")
    answer_status: int | None = Field(description="Status that the last attempt was answered")
    error: DeliveryError | None = Field(description="Reason why it was answered none")
