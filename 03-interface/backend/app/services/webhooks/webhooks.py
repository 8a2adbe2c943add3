"""The webhooks of a user, and everybody's for administrators."""

from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import structlog
from sqlalchemy import delete as delete_from
from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.errors import ConflictError, ForbiddenError, NotFoundError, RateLimitedError
from app.core.sealing.secrets import Purpose, seal
from app.core.wakeups import Work, announce
from app.models import User, Webhook, WebhookDelivery
from app.models.base import now
from app.models.integrations.webhook import DeliveryError, DeliveryStatus, DisabledReason, WebhookEvent
from app.schemas.common import PageQuery
from app.schemas.integrations import webhook as schemas
from app.schemas.integrations.webhook import NewWebhook, OwnedWebhook, WebhookChange
from app.services.audit import entry as audit
from app.services.webhooks.destinations import check_url
from app.services.webhooks.signing import new_secret

MAX_WEBHOOKS = 10
"""Webhooks of one user."""

MAX_TESTS = 5
"""Requests to one webhook that its owner has sent at once, in a minute."""

KEEP_DAYS = 14
"""Days for which deliveries stay in the log of a webhook."""


class TooManyWebhooksError(ConflictError):
    """The account has as many webhooks as it may have; delete one first."""

    code = "too_many_webhooks"


class WebhookForbiddenError(ForbiddenError):
    """An administrator has disabled the webhook, and only one enables it again."""

    code = "webhook_forbidden"


class WebhookDisabledError(ConflictError):
    """The webhook is disabled, so nothing is sent to it; enable it first."""

    code = "webhook_disabled"


async def list_of(session: AsyncSession, user: User) -> list[Webhook]:
    """Return the webhooks of a user, oldest first."""
    query = select(Webhook).where(Webhook.user_id == user.id).order_by(Webhook.created_at, Webhook.id)
    return list(await session.scalars(query))


async def create(
    session: AsyncSession, settings: Settings, user: User, wanted: NewWebhook, *, everyone: bool = False
) -> tuple[Webhook, str]:
    """Add a webhook, and return it with its secret, which is shown this once.

    Raise TooManyWebhooksError, or WebhookAddressError for an address that is not sent to.
    """
    url = check_url(wanted.url, settings)
    await session.get_one(User, user.id, with_for_update=True)
    held = await session.scalar(select(func.count()).select_from(Webhook).where(Webhook.user_id == user.id)) or 0
    if held >= MAX_WEBHOOKS:
        raise TooManyWebhooksError(f"An account has {MAX_WEBHOOKS} webhooks at most. Delete one first.")
    secret, webhook_id = new_secret(), uuid4()
    made = Webhook(
        id=webhook_id,
        user_id=user.id,
        name=wanted.name,
        url=url,
        events=sorted(set(wanted.events)),
        everyone=everyone,
        sealed_secret=seal(secret, Purpose.WEBHOOK, webhook_id, settings),
    )
    session.add(made)
    await session.flush()
    audit.tell(made.id, details={"host": httpx.URL(url).host, "everyone": everyone})
    structlog.get_logger().info("webhook_made", user_id=str(user.id), webhook_id=str(made.id), everyone=everyone)
    return made, secret


async def find(session: AsyncSession, user: User, webhook_id: UUID, *, lock: bool = True) -> Webhook:
    """Return a webhook of the user; raise NotFoundError for one of somebody else."""
    query = select(Webhook).where(Webhook.id == webhook_id, Webhook.user_id == user.id)
    found: Webhook | None = await session.scalar(query.with_for_update(key_share=True) if lock else query)
    if found is None:
        raise NotFoundError("There is no such webhook.")
    return found


async def change(session: AsyncSession, user: User, webhook_id: UUID, wanted: WebhookChange) -> Webhook:
    """Choose other events, or enable or disable it; what was not sent when it is disabled counts as failed.

    Raise NotFoundError or WebhookForbiddenError.
    """
    webhook = await find(session, user, webhook_id)
    if wanted.enabled is True and webhook.disabled_reason is DisabledReason.ADMINISTRATOR:
        raise WebhookForbiddenError("An administrator has disabled this webhook.")
    if wanted.events is not None:
        webhook.events = sorted(set(wanted.events))
    if wanted.enabled is True:
        webhook.disabled_at = webhook.disabled_reason = webhook.failing_since = None
    elif wanted.enabled is False and webhook.disabled_at is None:
        await disable(session, webhook, DisabledReason.OWNER)
    await session.flush()
    return webhook


async def delete(session: AsyncSession, user: User, webhook_id: UUID) -> None:
    """Delete a webhook and its log; raise NotFoundError."""
    await session.delete(await find(session, user, webhook_id))


async def list_all(session: AsyncSession, query: PageQuery) -> tuple[list[OwnedWebhook], int]:
    """Return a page of everybody's webhooks, newest first, and how many there are."""
    total = await session.scalar(select(func.count()).select_from(Webhook))
    rows = await session.execute(
        select(Webhook, User)
        .join(User, User.id == Webhook.user_id)
        .order_by(Webhook.created_at.desc(), Webhook.id)
        .offset(query.offset)
        .limit(query.size)
    )
    return [_owned(webhook, owner) for webhook, owner in rows], total or 0


def _owned(webhook: Webhook, owner: User) -> OwnedWebhook:
    shown = schemas.Webhook.model_validate(webhook).model_dump()
    # The path of an address may be a secret of its own, between its owner and the receiver.
    url = httpx.URL(webhook.url)
    shown["url"] = f"{url.scheme}://{url.netloc.decode()}/"
    return OwnedWebhook(**shown, owner_id=owner.id, owner_name=owner.name, owner_email=owner.email)


async def delete_any(session: AsyncSession, webhook_id: UUID) -> None:
    """Delete anybody's webhook, as an administrator; raise NotFoundError."""
    found = await session.get(Webhook, webhook_id)
    if found is None:
        raise NotFoundError("There is no such webhook.")
    audit.tell(details={"owner_id": str(found.user_id)})
    await session.delete(found)


async def list_deliveries(
    session: AsyncSession, user: User, webhook_id: UUID, query: PageQuery
) -> tuple[list[WebhookDelivery], int]:
    """Return a page of what was sent, newest first, and how many there are; raise NotFoundError."""
    await find(session, user, webhook_id, lock=False)
    return await _page_of_deliveries(session, webhook_id, query)


async def list_any_deliveries(
    session: AsyncSession, webhook_id: UUID, query: PageQuery
) -> tuple[list[WebhookDelivery], int]:
    """Return a page of what was sent to anybody's webhook, for an administrator; raise NotFoundError."""
    if await session.get(Webhook, webhook_id) is None:
        raise NotFoundError("There is no such webhook.")
    return await _page_of_deliveries(session, webhook_id, query)


async def switch_any(session: AsyncSession, webhook_id: UUID, *, enabled: bool) -> OwnedWebhook:
    """Disable or enable anybody's webhook, as an administrator; raise NotFoundError."""
    webhook = await session.get(Webhook, webhook_id, with_for_update={"key_share": True})
    if webhook is None:
        raise NotFoundError("There is no such webhook.")
    audit.tell(details={"owner_id": str(webhook.user_id), "enabled": enabled})
    if enabled:
        webhook.disabled_at = webhook.disabled_reason = webhook.failing_since = None
    else:
        await disable(session, webhook, DisabledReason.ADMINISTRATOR)
    await session.flush()
    return _owned(webhook, await session.get_one(User, webhook.user_id))


async def _page_of_deliveries(
    session: AsyncSession, webhook_id: UUID, query: PageQuery
) -> tuple[list[WebhookDelivery], int]:
    own = WebhookDelivery.webhook_id == webhook_id
    total = await session.scalar(select(func.count()).select_from(WebhookDelivery).where(own))
    newest = select(WebhookDelivery).where(own).order_by(WebhookDelivery.created_at.desc(), WebhookDelivery.id)
    return list(await session.scalars(newest.offset(query.offset).limit(query.size))), total or 0


async def send_test(session: AsyncSession, user: User, webhook_id: UUID) -> WebhookDelivery:
    """Have a request without a meeting sent, once. Raise WebhookDisabledError or RateLimitedError."""
    webhook = await _require_enabled(session, user, webhook_id)
    at = now()
    made = WebhookDelivery(
        id=uuid4(), webhook_id=webhook.id, event=WebhookEvent.TEST, created_at=at, next_at=at, attempts=0
    )
    recent = WebhookDelivery.event == WebhookEvent.TEST, WebhookDelivery.created_at > at - timedelta(minutes=1)
    of_it = select(func.count()).select_from(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook.id, *recent)
    if (await session.scalar(of_it) or 0) >= MAX_TESTS:
        raise RateLimitedError("That was tried often enough. Wait a minute.", retry_after=60)
    session.add(made)
    await session.flush()
    announce(session, Work.SEND_WEBHOOK)
    return made


async def resend(session: AsyncSession, user: User, webhook_id: UUID, delivery_id: UUID) -> WebhookDelivery:
    """Send a delivery again at once, under its id, with all its attempts before it."""
    webhook = await _require_enabled(session, user, webhook_id)
    delivery = await session.get(WebhookDelivery, delivery_id, with_for_update=True)
    if delivery is None or delivery.webhook_id != webhook.id:
        raise NotFoundError("There is no such delivery.")
    delivery.status, delivery.next_at, delivery.attempts = DeliveryStatus.WAITING, now(), 0
    await session.flush()
    announce(session, Work.SEND_WEBHOOK)
    return delivery


async def _require_enabled(session: AsyncSession, user: User, webhook_id: UUID) -> Webhook:
    webhook = await find(session, user, webhook_id)
    if webhook.disabled_at is not None:
        raise WebhookDisabledError("This webhook is disabled. Enable it first.")
    return webhook


async def disable(session: AsyncSession, webhook: Webhook, reason: DisabledReason) -> None:
    """Send nothing more to it, until its owner enables it; the caller holds the row's lock."""
    webhook.disabled_at, webhook.disabled_reason, webhook.busy_until = now(), reason, None
    await session.flush()
    await session.execute(
        update(WebhookDelivery)
        .where(WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.next_at.is_not(None))
        .values(status=DeliveryStatus.FAILED, next_at=None, error=DeliveryError.DISABLED)
    )
    structlog.get_logger().warning("webhook_disabled", webhook_id=str(webhook.id), reason=reason)


async def remove_old_deliveries(session: AsyncSession) -> None:
    """Remove what was sent, given up, or left waiting long ago, as for an account that is disabled."""
    before = now() - timedelta(days=KEEP_DAYS)
    is_over = or_(WebhookDelivery.next_at.is_(None), WebhookDelivery.next_at < before)
    await session.execute(delete_from(WebhookDelivery).where(WebhookDelivery.created_at < before, is_over))
