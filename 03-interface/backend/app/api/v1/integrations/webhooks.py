"""Webhooks: addresses that are told of the user's meetings."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.api.audit import audited
from app.api.declarations import raises
from app.api.deps import CurrentUser, ResourcesDep, SessionDep
from app.core.errors import NotFoundError, RateLimitedError
from app.models.audit.actions import Action, Subject
from app.schemas.common import Page, PageQueryDep
from app.schemas.integrations.webhook import Delivery, MadeWebhook, NewWebhook, Webhook, WebhookChange
from app.services.webhooks import webhooks
from app.services.webhooks.destinations import WebhookAddressError
from app.services.webhooks.webhooks import TooManyWebhooksError, WebhookDisabledError, WebhookForbiddenError

router = APIRouter(prefix="/webhooks", tags=["webhooks"])


@router.get("")
async def list_webhooks(user: CurrentUser, session: SessionDep) -> list[Webhook]:
    """List your webhooks, oldest first."""
    return [Webhook.model_validate(each) for each in await webhooks.list_of(session, user)]


@router.post("", status_code=HTTPStatus.CREATED)
@audited(Action.WEBHOOK_MAKE, Subject.WEBHOOK)
@raises(TooManyWebhooksError, WebhookAddressError)
async def create_webhook(
    wanted: NewWebhook, user: CurrentUser, session: SessionDep, resources: ResourcesDep
) -> MadeWebhook:
    """Have an address told when meetings that you own are completed, have failed, are edited or deleted.

    It gets a `POST` of JSON: `type` (`meeting.completed`, …), `timestamp`, and in `data` the `meeting_id`, the `title`
    while there is one, and `attempt`, `revision` or `failure`; never words of the meeting. Requests are signed after
    Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`) with the secret that this answer shows
    once. Anything but a 2xx within 15 seconds is tried again for about a day, under the same `webhook-id`.
    """
    made, secret = await webhooks.create(session, resources.settings, user, wanted)
    return MadeWebhook(**Webhook.model_validate(made).model_dump(), secret=secret)


@router.patch("/{webhook_id}")
@audited(Action.WEBHOOK_CHANGE, Subject.WEBHOOK)
@raises(NotFoundError, WebhookForbiddenError)
async def change_webhook(webhook_id: UUID, wanted: WebhookChange, user: CurrentUser, session: SessionDep) -> Webhook:
    """Choose other events for a webhook of yours, stop it, or start it again."""
    return Webhook.model_validate(await webhooks.change(session, user, webhook_id, wanted))


@router.delete("/{webhook_id}", status_code=HTTPStatus.NO_CONTENT)
@audited(Action.WEBHOOK_DELETE, Subject.WEBHOOK)
@raises(NotFoundError)
async def delete_webhook(webhook_id: UUID, user: CurrentUser, session: SessionDep) -> None:
    """Delete a webhook of yours, with its log."""
    await webhooks.delete(session, user, webhook_id)


@router.post("/{webhook_id}/test", status_code=HTTPStatus.ACCEPTED)
@audited(Action.WEBHOOK_TEST, Subject.WEBHOOK)
@raises(NotFoundError, WebhookDisabledError, RateLimitedError)
async def test_webhook(webhook_id: UUID, user: CurrentUser, session: SessionDep) -> Delivery:
    """Have `webhook.test` sent to a webhook of yours, once. Its log tells how it went."""
    return Delivery.model_validate(await webhooks.send_test(session, user, webhook_id))


@router.get("/{webhook_id}/deliveries")
@raises(NotFoundError)
async def list_deliveries(
    webhook_id: UUID, query: PageQueryDep, user: CurrentUser, session: SessionDep
) -> Page[Delivery]:
    """List what a webhook of yours was told in the last 14 days, newest first. Bodies of answers are not kept."""
    items, total = await webhooks.list_deliveries(session, user, webhook_id, query)
    return Page(items=[Delivery.model_validate(each) for each in items], total=total, page=query.page, size=query.size)


@router.post("/{webhook_id}/deliveries/{delivery_id}/resend", status_code=HTTPStatus.ACCEPTED)
@audited(Action.WEBHOOK_RESEND, Subject.WEBHOOK)
@raises(NotFoundError, WebhookDisabledError)
async def resend_delivery(webhook_id: UUID, delivery_id: UUID, user: CurrentUser, session: SessionDep) -> Delivery:
    """Send something again at once, under the same `webhook-id`, whether it was delivered or not."""
    return Delivery.model_validate(await webhooks.resend(session, user, webhook_id, delivery_id))
