"""Deliveries to webhooks, written in the transaction of the change that it tells of.

(`app.services.webhooks.loop` sends it after the commit.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4, uuid5

from sqlalchemy import and_, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.wakeups import Work, announce
from app.models import Role, User, Webhook, WebhookDelivery
from app.models.base import now
from app.models.integrations.webhook import DeliveryStatus, WebhookEvent

_BATCH = 1000


@dataclass(frozen=True)
class Told:
    """Describe what has happened to one meeting."""

    meeting_id: UUID
    owner_id: UUID
    version: int | None = None
    """Attempt or revision, by which the same event is known when it comes twice."""

    failure: str | None = None


async def tell(session: AsyncSession, event: WebhookEvent, happened: Sequence[Told]) -> None:
    """Write a delivery for each webhook that is to hear of this; what was told before is not told again."""
    if not happened:
        return
    owners = {each.owner_id for each in happened}
    listening = (
        select(Webhook.id, Webhook.user_id, Webhook.everyone)
        .join(User, User.id == Webhook.user_id)
        .where(
            Webhook.disabled_at.is_(None),
            User.disabled_at.is_(None),
            Webhook.events.contains([event.value]),
            or_(
                and_(~Webhook.everyone, Webhook.user_id.in_(owners)),
                and_(Webhook.everyone, User.role == Role.ADMIN),
            ),
        )
        # One that is deleted at this moment must not make the change fail.
        .with_for_update(read=True, key_share=True, of=Webhook)
    )
    at = now()
    rows = [
        {
            "id": _id(webhook.id, event, each),
            "webhook_id": webhook.id,
            "event": event,
            "meeting_id": each.meeting_id,
            "version": each.version,
            "failure": each.failure,
            "created_at": at,
            "status": DeliveryStatus.WAITING,
            "next_at": at,
        }
        for webhook in (await session.execute(listening)).all()
        for each in happened
        if webhook.everyone or webhook.user_id == each.owner_id
    ]
    for start in range(0, len(rows), _BATCH):
        await session.execute(insert(WebhookDelivery).values(rows[start : start + _BATCH]).on_conflict_do_nothing())
    if rows:
        announce(session, Work.SEND_WEBHOOK)


def _id(webhook_id: UUID, event: WebhookEvent, told: Told) -> UUID:
    if told.version is None and event is not WebhookEvent.DELETED:
        return uuid4()
    return uuid5(webhook_id, f"{event}:{told.meeting_id}:{told.version}")
