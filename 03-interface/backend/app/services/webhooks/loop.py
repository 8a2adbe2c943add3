"""Sends what webhooks are told, in the background of each gateway."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.db import Database
from app.core.sealing.secrets import Purpose, SecretLostError, unseal
from app.core.wakeups import Wakeup, Work, wake
from app.models import Meeting, Role, User, Webhook, WebhookDelivery
from app.models.base import now
from app.models.integrations.webhook import DeliveryStatus, DisabledReason, WebhookEvent
from app.resources import Resources
from app.services.webhooks.payload import body_of, message_id
from app.services.webhooks.schedule import delay_after
from app.services.webhooks.sending import TOTAL_SECONDS, Outcome, Sender
from app.services.webhooks.signing import sign
from app.services.webhooks.webhooks import disable
from scribe_contracts import __version__

MAX_AT_ONCE = 8
"""Requests of one gateway under way. Each webhook has one, so that a slow receiver delays itself alone."""

_LEASE = timedelta(seconds=4 * TOTAL_SECONDS)
"""Time after which another gateway takes over from one that has died."""

_GIVE_UP_AFTER = timedelta(hours=20)
"""A webhook that has failed for so long is disabled with the first delivery that has had all its attempts."""

_GONE = 410


@dataclass(frozen=True)
class Job:
    """One attempt at a delivery."""

    webhook_id: UUID
    delivery_id: UUID
    url: str
    secret: str
    body: bytes


class WebhookLoop:
    """One in each gateway. Rows are locked while they are claimed, and leased while they are sent."""

    def __init__(self, resources: Resources, sender: Sender | None = None) -> None:
        self._database: Database = resources.database
        self._settings = resources.settings
        self._sender = sender or Sender(resources.settings)
        self._wakeup = Wakeup(resources.database, Work.SEND_WEBHOOK)

    async def run(self) -> None:
        """Send for ever."""
        async with asyncio.TaskGroup() as under_way:
            slots = asyncio.Semaphore(MAX_AT_ONCE)

            def free(_: asyncio.Task[None]) -> None:
                slots.release()
                # Its webhook may have more to be told.
                wake(self._database, Work.SEND_WEBHOOK)

            while True:
                self._wakeup.clear()
                await slots.acquire()
                job = await self.claim()
                if job is None:
                    slots.release()
                    await self._wakeup.wait(self._settings.sweep_seconds)
                else:
                    under_way.create_task(self._deliver(job)).add_done_callback(free)

    async def _deliver(self, job: Job) -> None:
        message = message_id(job.delivery_id)
        headers = {"content-type": "application/json", "user-agent": f"SmartMeetingScribe/{__version__}"}
        headers |= sign(job.secret, message, int(now().timestamp()), job.body)
        await self._settle(job, await self._sender.post(job.url, headers, job.body))

    async def claim(self) -> Job | None:
        """Take the delivery that has been due for longest of a webhook that nobody sends to; None if there is none."""
        while True:
            async with self._database.transaction() as session:
                found = await _next_due(session)
                if found is None:
                    return None
                webhook, delivery = found
                try:
                    secret = unseal(webhook.sealed_secret, Purpose.WEBHOOK, webhook.id, self._settings)
                except SecretLostError:
                    # Those of other webhooks are due as well.
                    await disable(session, webhook, DisabledReason.SECRET_LOST)
                    continue
                at = now()
                webhook.busy_until = delivery.next_at = at + _LEASE
                delivery.attempts += 1
                delivery.attempted_at = at
                body = body_of(delivery, await _title(session, webhook, delivery))
                return Job(webhook.id, delivery.id, webhook.url, secret, body)

    async def _settle(self, job: Job, outcome: Outcome) -> None:
        async with self._database.transaction() as session:
            lock = select(Webhook).where(Webhook.id == job.webhook_id).with_for_update(key_share=True)
            webhook = await session.scalar(lock)
            delivery = await session.get(WebhookDelivery, job.delivery_id, with_for_update=True)
            if webhook is None or delivery is None:
                return
            webhook.busy_until = None
            delivery.milliseconds, delivery.answer_status = outcome.milliseconds, outcome.status
            delivery.error = outcome.error
            if outcome.is_success:
                delivery.status, delivery.next_at, webhook.failing_since = DeliveryStatus.DELIVERED, None, None
            else:
                await _note_failure(session, webhook, delivery, outcome)
        structlog.get_logger().info(
            "webhook_sent",
            webhook_id=str(job.webhook_id),
            delivery_id=str(job.delivery_id),
            status=outcome.status,
            error=outcome.error,
            milliseconds=outcome.milliseconds,
        )


async def _next_due(session: AsyncSession) -> tuple[Webhook, WebhookDelivery] | None:
    """Lock the delivery that has been due for longest, with its webhook."""
    at = now()
    due = (
        select(Webhook, WebhookDelivery)
        .join(WebhookDelivery, WebhookDelivery.webhook_id == Webhook.id)
        .join(User, User.id == Webhook.user_id)
        .where(
            WebhookDelivery.next_at <= at,
            Webhook.disabled_at.is_(None),
            or_(Webhook.busy_until.is_(None), Webhook.busy_until < at),
            User.disabled_at.is_(None),
            or_(~Webhook.everyone, User.role == Role.ADMIN),
        )
        .order_by(WebhookDelivery.next_at)
        .limit(1)
        .with_for_update(key_share=True, skip_locked=True, of=[Webhook, WebhookDelivery])
    )
    row = (await session.execute(due)).one_or_none()
    if row is None:
        return None
    webhook, delivery = row
    return webhook, delivery


async def _note_failure(session: AsyncSession, webhook: Webhook, delivery: WebhookDelivery, outcome: Outcome) -> None:
    at = now()
    is_test = delivery.event is WebhookEvent.TEST
    # Disabled while this was sent: that, and by whom, stays.
    is_disabled = webhook.disabled_at is not None
    delay = None if is_test or is_disabled or outcome.status == _GONE else delay_after(delivery.attempts)
    delivery.next_at = at + delay if delay is not None else None
    delivery.status = DeliveryStatus.FAILED if delay is None else DeliveryStatus.WAITING
    if is_test or is_disabled:
        return
    webhook.failing_since = webhook.failing_since or at
    if outcome.status == _GONE:
        await disable(session, webhook, DisabledReason.GONE)
    elif delay is None and webhook.failing_since < at - _GIVE_UP_AFTER:
        await disable(session, webhook, DisabledReason.FAILING)


async def _title(session: AsyncSession, webhook: Webhook, delivery: WebhookDelivery) -> str | None:
    """Return the title for the meeting's owner; administrators learn none of the meetings of others."""
    if delivery.meeting_id is None or webhook.everyone:
        return None
    own = Meeting.id == delivery.meeting_id, Meeting.owner_id == webhook.user_id
    found: str | None = await session.scalar(select(Meeting.title).where(*own))
    return found
