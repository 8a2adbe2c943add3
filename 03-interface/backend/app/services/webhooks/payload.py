"""Bodies of what is sent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from app.models import WebhookDelivery
from app.models.integrations.webhook import WebhookEvent


class Payload(BaseModel):
    """Body of a request: names of fields after Standard Webhooks."""

    type: str
    timestamp: datetime
    """Time of the event; the header has that of the attempt."""

    data: dict[str, Any]


def message_id(delivery_id: UUID) -> str:
    """Return the id by which a receiver knows that it has had this already."""
    return f"msg_{delivery_id.hex}"


def body_of(delivery: WebhookDelivery, title: str | None) -> bytes:
    """Return the JSON: no words of the meeting, and its title only where there is one to be told."""
    data: dict[str, Any] = {}
    if delivery.meeting_id is not None:
        data["meeting_id"] = str(delivery.meeting_id)
    if title is not None:
        data["title"] = title
    if delivery.version is not None:
        data["revision" if delivery.event is WebhookEvent.EDITED else "attempt"] = delivery.version
    if delivery.failure is not None:
        data["failure"] = delivery.failure
    subject = "webhook" if delivery.event is WebhookEvent.TEST else "meeting"
    payload = Payload(type=f"{subject}.{delivery.event}", timestamp=delivery.created_at, data=data)
    return payload.model_dump_json().encode()
