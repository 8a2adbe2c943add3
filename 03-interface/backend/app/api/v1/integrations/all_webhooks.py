"""Everybody's webhooks, and those that are told of everybody's meetings, for administrators."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Depends

from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import AdminUser, ResourcesDep, SessionDep, get_admin_user
from app.core.errors import NotFoundError
from app.models.audit.actions import Action, Subject
from app.schemas.common import Page, PageQueryDep
from app.schemas.integrations.webhook import Delivery, MadeWebhook, NewWebhook, OwnedWebhook, Webhook, WebhookSwitch
from app.services.webhooks import webhooks
from app.services.webhooks.destinations import WebhookAddressError
from app.services.webhooks.webhooks import TooManyWebhooksError

router = APIRouter(prefix="/admin/webhooks", tags=["administration"], dependencies=[Depends(get_admin_user)])


@router.get("")
@reads(Action.WEBHOOKS_READ, once=True)
async def list_all_webhooks(query: PageQueryDep, session: SessionDep) -> Page[OwnedWebhook]:
    """List the webhooks of all accounts, newest first: whose, to which host, of what, and whether they work."""
    items, total = await webhooks.list_all(session, query)
    return Page(items=items, total=total, page=query.page, size=query.size)


@router.post("", status_code=HTTPStatus.CREATED)
@audited(Action.WEBHOOK_MAKE, Subject.WEBHOOK)
@raises(TooManyWebhooksError, WebhookAddressError)
async def create_webhook_of_all(
    wanted: NewWebhook, admin: AdminUser, session: SessionDep, resources: ResourcesDep
) -> MadeWebhook:
    """Have an address told of everybody's meetings: ids and no titles, as long as you are an administrator."""
    made, secret = await webhooks.create(session, resources.settings, admin, wanted, everyone=True)
    return MadeWebhook(**Webhook.model_validate(made).model_dump(), secret=secret)


@router.patch("/{webhook_id}")
@audited(Action.WEBHOOK_CHANGE, Subject.WEBHOOK)
@raises(NotFoundError)
async def switch_any_webhook(webhook_id: UUID, wanted: WebhookSwitch, session: SessionDep) -> OwnedWebhook:
    """Disable anybody's webhook, which its owner cannot undo, or enable it again."""
    return await webhooks.switch_any(session, webhook_id, enabled=wanted.enabled)


@router.get("/{webhook_id}/deliveries")
@reads(Action.WEBHOOKS_READ, Subject.WEBHOOK, once=True)
@raises(NotFoundError)
async def list_any_deliveries(webhook_id: UUID, query: PageQueryDep, session: SessionDep) -> Page[Delivery]:
    """List what anybody's webhook was sent lately, newest first, and how it was answered: ids, no words."""
    items, total = await webhooks.list_any_deliveries(session, webhook_id, query)
    shown = [Delivery.model_validate(each) for each in items]
    return Page(items=shown, total=total, page=query.page, size=query.size)


@router.delete("/{webhook_id}", status_code=HTTPStatus.NO_CONTENT)
@audited(Action.WEBHOOK_DELETE, Subject.WEBHOOK)
@raises(NotFoundError)
async def delete_any_webhook(webhook_id: UUID, session: SessionDep) -> None:
    """Delete anybody's webhook, with its log."""
    await webhooks.delete_any(session, webhook_id)
