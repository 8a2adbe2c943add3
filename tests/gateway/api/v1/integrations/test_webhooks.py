"""Webhooks as their owners and administrators see them; what is sent is tested with the services."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from support.audit.reader import AuditReader
from support.elsewhere.target import Target, webhook_target
from support.factories import Factory
from support.waiting import wait_until

from app.core.config import Settings
from app.models import User
from app.models.base import now
from app.services.webhooks.webhooks import MAX_TESTS, MAX_WEBHOOKS

WEBHOOKS = "/api/v1/webhooks"
ALL = "/api/v1/admin/webhooks"
NEW = {"name": "Wiki", "url": "https://hooks.invalid/scribe?token=abc"}


@pytest.fixture
async def target(settings: Settings) -> AsyncIterator[Target]:
    """Run a receiver that the gateway may send to; ask for it before the client."""
    settings.webhook_http = True
    settings.webhook_networks = ("127.0.0.1/32",)
    async with webhook_target() as target:
        yield target


async def make(client: httpx.AsyncClient, headers: dict[str, str], **fields: Any) -> httpx.Response:
    return await client.post(WEBHOOKS, json=NEW | fields, headers=headers)


async def test_the_secret_is_shown_once(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    made = (await make(client, headers)).json()
    assert made["secret"].startswith("whsec_")
    assert made["events"] == ["completed", "deleted", "edited", "failed"]
    [listed] = (await client.get(WEBHOOKS, headers=headers)).json()
    assert listed == {name: value for name, value in made.items() if name != "secret"}


REFUSED = (
    "http://hooks.invalid/",
    "ftp://hooks.invalid/",
    "hooks.invalid",
    "https://",
    "https://127.0.0.1/",
    "https://[::1]:8443/",
    "https://[fe80::1%25eth0]/",
    "https://169.254.169.254/latest/meta-data",
    "https://10.0.0.7/",
    "https://exa mple",
    "https://hooks%20.invalid/",
    "https://user:password@hooks.invalid/",
    "https://hooks.invalid/#part",
    "https://hooks.invalid:99999/",
    "https://hooks.invalid/\r\nX-More: 1",
)


async def test_addresses_that_are_not_sent_to_are_refused(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    for url in REFUSED:
        answer = await make(client, headers, url=url)
        assert (answer.status_code, answer.json().get("code")) == (422, "webhook_address"), url
        assert answer.json()["errors"][0]["field"] == "url"


async def test_what_is_wrong_with_the_rest_is_refused(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    for fields in ({"events": []}, {"events": ["test"]}, {"everyone": True}, {"url": "x" * 3000}):
        assert (await make(client, headers, **fields)).status_code == 422


async def test_an_account_has_only_so_many(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, factory: Factory
) -> None:
    for _ in range(MAX_WEBHOOKS):
        await factory.webhook(user)
    answer = await make(client, headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_webhooks")


async def test_a_change_of_a_meeting_arrives_and_is_logged(
    target: Target, client: httpx.AsyncClient, headers: dict[str, str], user: User, factory: Factory
) -> None:
    meeting = await factory.meeting(user)
    made = (await make(client, headers, url=target.url, events=["edited", "deleted"])).json()
    await client.patch(f"/api/v1/meetings/{meeting.id}", json={"title": "New"}, headers=headers)
    await wait_until(lambda: len(target.requests) == 1)
    await client.delete(f"/api/v1/meetings/{meeting.id}", headers=headers)
    await wait_until(lambda: len(target.requests) == 2)
    assert b'"meeting.edited"' in target.requests[0].body
    assert b'"meeting.deleted"' in target.requests[1].body
    assert b"New" not in target.requests[1].body

    async def log() -> list[dict[str, Any]]:
        answer = await client.get(f"{WEBHOOKS}/{made['id']}/deliveries", headers=headers)
        return list(answer.json()["items"])

    async def is_logged() -> bool:
        return [each["status"] for each in await log()] == ["delivered", "delivered"]

    await wait_until(is_logged)
    first = (await log())[-1]
    assert (first["event"], first["meeting_id"], first["answer_status"]) == ("edited", str(meeting.id), 204)

    again = await client.post(f"{WEBHOOKS}/{made['id']}/deliveries/{first['id']}/resend", headers=headers)
    assert again.status_code == 202
    await wait_until(lambda: len(target.requests) == 3)
    assert target.requests[2].headers["webhook-id"] == target.requests[0].headers["webhook-id"]


async def test_a_test_is_sent_once_and_not_too_often(
    target: Target, client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    made = (await make(client, headers, url=target.url)).json()
    answers = [await client.post(f"{WEBHOOKS}/{made['id']}/test", headers=headers) for _ in range(MAX_TESTS + 1)]
    assert [each.status_code for each in answers] == [202] * MAX_TESTS + [429]
    await wait_until(lambda: len(target.requests) == MAX_TESTS)
    assert b'"webhook.test"' in target.requests[0].body


async def test_a_disabled_one_hears_nothing_until_it_is_enabled(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, factory: Factory
) -> None:
    webhook, _ = await factory.webhook(user, failing_since=now())
    path = f"{WEBHOOKS}/{webhook.id}"
    stopped = (await client.patch(path, json={"enabled": False}, headers=headers)).json()
    assert stopped["disabled_reason"] == "owner"
    refused = await client.post(f"{path}/test", headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "webhook_disabled")
    started = (await client.patch(path, json={"enabled": True, "events": ["failed"]}, headers=headers)).json()
    assert (started["disabled_at"], started["failing_since"], started["events"]) == (None, None, ["failed"])


async def test_administrators_see_all_and_of_addresses_the_host(
    client: httpx.AsyncClient, headers: dict[str, str], admin: User, factory: Factory, user: User
) -> None:
    made = (await make(client, headers)).json()
    as_admin = factory.headers(admin)
    [seen] = (await client.get(ALL, headers=as_admin)).json()["items"]
    assert (seen["url"], seen["owner_email"]) == ("https://hooks.invalid/", user.email)
    assert (await client.delete(f"{ALL}/{made['id']}", headers=as_admin)).status_code == 204
    assert (await client.get(WEBHOOKS, headers=headers)).json() == []


async def test_administrators_see_deliveries_and_disable_what_its_owner_cannot_enable(
    client: httpx.AsyncClient, headers: dict[str, str], admin: User, user: User, factory: Factory
) -> None:
    webhook, _ = await factory.webhook(user, url="https://hooks.invalid/secret-path")
    delivery = await factory.delivery(webhook)
    as_admin, own, any_ = factory.headers(admin), f"{WEBHOOKS}/{webhook.id}", f"{ALL}/{webhook.id}"
    [seen] = (await client.get(f"{any_}/deliveries", headers=as_admin)).json()["items"]
    assert seen["id"] == str(delivery.id)
    stopped = (await client.patch(any_, json={"enabled": False}, headers=as_admin)).json()
    assert (stopped["disabled_reason"], stopped["url"]) == ("administrator", "https://hooks.invalid/")
    refused = await client.patch(own, json={"enabled": True}, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (403, "webhook_forbidden")
    assert (await client.patch(any_, json={"enabled": True}, headers=as_admin)).json()["disabled_at"] is None
    await client.patch(own, json={"enabled": False}, headers=headers)
    assert (await client.patch(own, json={"enabled": True}, headers=headers)).json()["disabled_at"] is None


async def test_the_audit_log_tells_of_webhooks_and_not_their_addresses(
    client: httpx.AsyncClient, headers: dict[str, str], admin: User, factory: Factory
) -> None:
    made = (await make(client, headers)).json()
    await client.delete(f"{WEBHOOKS}/{made['id']}", headers=headers)
    audit = AuditReader(client, factory.headers(admin))
    [entry] = await audit.wait("webhook_make")
    assert entry["details"] == {"host": "hooks.invalid", "everyone": False}
    assert entry["subject_id"] == made["id"]
    assert len(await audit.wait("webhook_delete")) == 1
