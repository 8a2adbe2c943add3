"""Deliveries to webhooks, from the transaction to the receiver."""

import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update
from support.elsewhere.target import BROKEN, GONE, Request, Target, webhook_target
from support.factories import Factory
from support.waiting import wait_until

from app.core.background import run_in_background
from app.core.config import Settings
from app.core.db import Database
from app.models import Meeting, Role, User, Webhook, WebhookDelivery
from app.models.base import now
from app.models.integrations.webhook import DeliveryError, DeliveryStatus, DisabledReason, WebhookEvent
from app.resources import Resources, open_resources
from app.services.jobs import events
from app.services.meetings import removal
from app.services.webhooks import schedule, webhooks
from app.services.webhooks.loop import WebhookLoop
from app.services.webhooks.outbox import Told, tell
from app.services.webhooks.sending import Sender
from scribe_contracts.events import Failure, FailureCode, JobEvent, MeetingStatus


@pytest.fixture
async def target() -> AsyncIterator[Target]:
    async with webhook_target() as target:
        yield target


@pytest.fixture
async def resources(settings: Settings) -> AsyncIterator[Resources]:
    """Open what a gateway has, without its loops."""
    settings.webhook_http = True
    settings.webhook_networks = ("127.0.0.1/32",)
    async with open_resources(settings, prepared=True) as resources:
        yield resources


async def told(resources: Resources, meeting: Meeting, event: WebhookEvent, version: int | None = None) -> None:
    async with resources.database.transaction() as session:
        await tell(session, event, [Told(meeting.id, meeting.owner_id, version)])


async def deliveries(database: Database, webhook_id: UUID) -> list[WebhookDelivery]:
    async with database.look() as session:
        query = WebhookDelivery.__table__.select().where(WebhookDelivery.webhook_id == webhook_id)
        ids = [row.id for row in await session.execute(query.order_by(WebhookDelivery.created_at))]
        return [await session.get_one(WebhookDelivery, each) for each in ids]


async def reload(database: Database, webhook: Webhook) -> Webhook:
    async with database.look() as session:
        return await session.get_one(Webhook, webhook.id)


async def make_due(database: Database) -> None:
    """Let the time until the next attempts pass."""
    async with database.transaction() as session:
        waiting = WebhookDelivery.next_at.is_not(None)
        await session.execute(update(WebhookDelivery).where(waiting).values(next_at=now()))


async def test_the_owner_is_told_with_a_signature_and_without_words(
    resources: Resources, factory: Factory, user: User, target: Target
) -> None:
    meeting = await factory.meeting(user, title="Budget")
    webhook, secret = await factory.webhook(user, url=target.url)
    await told(resources, meeting, WebhookEvent.COMPLETED, version=1)
    async with run_in_background(WebhookLoop(resources).run):
        await wait_until(lambda: len(target.requests) == 1)
        await wait_until(lambda: is_settled(resources.database, webhook))
    [request] = target.requests
    assert is_signed(request, secret)
    payload = json.loads(request.body)
    assert payload["type"] == "meeting.completed"
    assert payload["data"] == {"meeting_id": str(meeting.id), "title": "Budget", "attempt": 1}
    [delivery] = await deliveries(resources.database, webhook.id)
    assert delivery.status is DeliveryStatus.DELIVERED
    assert (delivery.answer_status, delivery.attempts) == (204, 1)


def is_signed(request: Request, secret: str) -> bool:
    """Verify as a receiver does, independently of the code that signs."""
    signed = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}.".encode() + request.body
    digest = hmac.new(base64.b64decode(secret[6:]), signed, hashlib.sha256).digest()
    return request.headers["webhook-signature"] == "v1," + base64.b64encode(digest).decode()


async def is_settled(database: Database, webhook: Webhook) -> bool:
    return all(each.next_at is None for each in await deliveries(database, webhook.id))


async def test_each_is_told_of_what_is_theirs(resources: Resources, factory: Factory, target: Target) -> None:
    owner, other, admin = await factory.user(), await factory.user(), await factory.user(role=Role.ADMIN)
    meeting = await factory.meeting(owner)
    own, _ = await factory.webhook(owner, url=target.url, events=["deleted"])
    elsewhere, _ = await factory.webhook(other, url=target.url)
    of_admin, _ = await factory.webhook(admin, url=target.url)
    everyone, _ = await factory.webhook(admin, url=target.url, everyone=True)
    pretender, _ = await factory.webhook(other, url=target.url, everyone=True)
    disabled, _ = await factory.webhook(owner, url=target.url, disabled_at=now())
    dismissed = await factory.user(role=Role.ADMIN, disabled_at=now())
    of_dismissed, _ = await factory.webhook(dismissed, url=target.url, everyone=True)
    await told(resources, meeting, WebhookEvent.EDITED, version=1)
    async with resources.database.transaction() as session:
        await removal.remove(session, Meeting.id == meeting.id)
    heard = {
        webhook.id: sorted(each.event for each in await deliveries(resources.database, webhook.id))
        for webhook in (own, elsewhere, of_admin, everyone, pretender, disabled, of_dismissed)
    }
    assert heard == {
        own.id: ["deleted"],
        elsewhere.id: [],
        of_admin.id: [],
        everyone.id: ["deleted", "edited"],
        pretender.id: [],
        disabled.id: [],
        of_dismissed.id: [],
    }
    async with run_in_background(WebhookLoop(resources).run):
        await wait_until(lambda: len(target.requests) == 3)
    assert all("title" not in json.loads(each.body)["data"] for each in target.requests)


async def test_events_of_workers_are_told_once(resources: Resources, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    webhook, _ = await factory.webhook(user)
    failure = Failure(code=FailureCode.NO_AUDIO, message="There is no sound.")

    def event(sequence: int, status: MeetingStatus, attempt: int = 1, **fields: object) -> JobEvent:
        head = {"meeting_id": meeting.id, "attempt": attempt, "sequence": sequence, "at": now(), "status": status}
        return JobEvent.model_validate(head | fields)

    async with resources.database.transaction() as session:
        await events.apply(session, event(1, MeetingStatus.PROCESSING))
        await events.apply(session, event(2, MeetingStatus.FAILED, failure=failure))
        await events.apply(session, event(2, MeetingStatus.FAILED, failure=failure))
        await events.apply(session, event(1, MeetingStatus.COMPLETED, attempt=2))
        await events.apply(session, event(2, MeetingStatus.COMPLETED, attempt=2))
    found = [(each.event, each.version, each.failure) for each in await deliveries(resources.database, webhook.id)]
    assert sorted(found) == [("completed", 2, None), ("failed", 1, "no_audio")]


async def test_nothing_is_told_of_a_change_that_is_rolled_back(
    resources: Resources, factory: Factory, user: User
) -> None:
    meeting = await factory.meeting(user)
    webhook, _ = await factory.webhook(user)
    async with resources.database.sessions() as session:
        await tell(session, WebhookEvent.EDITED, [Told(meeting.id, user.id, 1)])
        await session.rollback()
    assert await deliveries(resources.database, webhook.id) == []


async def test_a_failure_is_tried_again_under_the_same_id(
    resources: Resources, factory: Factory, user: User, target: Target
) -> None:
    webhook, secret = await factory.webhook(user, url=target.url)
    target.answer = lambda _: BROKEN
    await told(resources, await factory.meeting(user), WebhookEvent.EDITED, version=1)
    async with run_in_background(WebhookLoop(resources).run):
        await wait_until(lambda: has_attempts(resources.database, webhook, 1))
        [delivery] = await deliveries(resources.database, webhook.id)
        assert delivery.status is DeliveryStatus.WAITING
        assert delivery.answer_status == 500
        assert delivery.next_at is not None
        assert timedelta(seconds=3) < delivery.next_at - now() < timedelta(seconds=7)
        assert (await reload(resources.database, webhook)).failing_since is not None
        target.answer = Target.answer
        await make_due(resources.database)
        await wait_until(lambda: is_settled(resources.database, webhook))
    first, second = target.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert is_signed(second, secret)
    assert (await reload(resources.database, webhook)).failing_since is None


async def has_attempts(database: Database, webhook: Webhook, attempts: int) -> bool:
    [delivery] = await deliveries(database, webhook.id)
    return delivery.attempts == attempts and (await reload(database, webhook)).busy_until is None


async def test_after_a_day_of_failures_it_is_disabled(
    resources: Resources, factory: Factory, user: User, target: Target
) -> None:
    webhook, _ = await factory.webhook(user, url=target.url, failing_since=now() - timedelta(hours=23))
    target.answer = lambda _: BROKEN
    meeting = await factory.meeting(user)
    await told(resources, meeting, WebhookEvent.EDITED, version=1)
    async with resources.database.transaction() as session:
        await session.execute(update(WebhookDelivery).values(attempts=schedule.MAX_ATTEMPTS - 1))
    async with run_in_background(WebhookLoop(resources).run):
        await wait_until(lambda: is_disabled(resources.database, webhook))
    [delivery] = await deliveries(resources.database, webhook.id)
    assert delivery.status is DeliveryStatus.FAILED
    assert (await reload(resources.database, webhook)).disabled_reason is DisabledReason.FAILING
    await told(resources, meeting, WebhookEvent.EDITED, version=2)
    assert len(await deliveries(resources.database, webhook.id)) == 1


async def is_disabled(database: Database, webhook: Webhook) -> bool:
    return (await reload(database, webhook)).disabled_at is not None


async def test_a_receiver_that_is_gone_gets_nothing_more(
    resources: Resources, factory: Factory, user: User, target: Target
) -> None:
    webhook, _ = await factory.webhook(user, url=target.url)
    target.answer = lambda _: GONE
    meeting = await factory.meeting(user)
    for version in (1, 2, 3):
        await told(resources, meeting, WebhookEvent.EDITED, version=version)
    async with run_in_background(WebhookLoop(resources).run):
        await wait_until(lambda: is_disabled(resources.database, webhook))
    assert len(target.requests) == 1
    left = [each for each in await deliveries(resources.database, webhook.id) if each.error is DeliveryError.DISABLED]
    assert len(left) == 2
    assert (await reload(resources.database, webhook)).disabled_reason is DisabledReason.GONE


@pytest.mark.parametrize("answer", [GONE, BROKEN])
async def test_who_disabled_it_stays_whatever_the_request_under_way_is_answered(
    resources: Resources, factory: Factory, user: User, target: Target, answer: bytes
) -> None:
    webhook, _ = await factory.webhook(user, url=target.url)
    target.answer = lambda _: answer
    await told(resources, await factory.meeting(user), WebhookEvent.EDITED, version=1)
    loop = WebhookLoop(resources)
    under_way = await loop.claim()
    assert under_way is not None
    async with resources.database.transaction() as session:
        await webhooks.switch_any(session, webhook.id, enabled=False)
    await loop._deliver(under_way)
    assert (await reload(resources.database, webhook)).disabled_reason is DisabledReason.ADMINISTRATOR
    [delivery] = await deliveries(resources.database, webhook.id)
    assert (delivery.status, delivery.next_at) == (DeliveryStatus.FAILED, None)


async def test_a_lost_key_disables_instead_of_signing_wrongly(
    resources: Resources, factory: Factory, user: User, target: Target
) -> None:
    webhook, _ = await factory.webhook(user, url=target.url, sealed_secret=bytes(64))
    await told(resources, await factory.meeting(user), WebhookEvent.EDITED, version=1)
    assert await WebhookLoop(resources).claim() is None
    assert (await reload(resources.database, webhook)).disabled_reason is DisabledReason.SECRET_LOST
    assert target.requests == []


async def test_a_lost_key_holds_back_no_other_webhook(resources: Resources, factory: Factory, user: User) -> None:
    lost, _ = await factory.webhook(user, sealed_secret=bytes(64))
    waiting = {"status": DeliveryStatus.WAITING, "attempts": 0}
    await factory.delivery(lost, **waiting, next_at=now() - timedelta(minutes=1))
    await factory.delivery(lost, **waiting, next_at=now() - timedelta(minutes=1))
    good, _ = await factory.webhook(user)
    due = await factory.delivery(good, **waiting, next_at=now())
    job = await WebhookLoop(resources).claim()
    assert job is not None
    assert job.delivery_id == due.id
    assert (await reload(resources.database, lost)).disabled_reason is DisabledReason.SECRET_LOST


async def test_what_has_waited_for_weeks_is_removed(resources: Resources, factory: Factory, user: User) -> None:
    webhook, _ = await factory.webhook(user)
    weeks, hour = timedelta(days=webhooks.KEEP_DAYS + 1), timedelta(hours=1)
    waiting = {"status": DeliveryStatus.WAITING}
    await factory.delivery(webhook, **waiting, created_at=now() - weeks, next_at=now() - weeks)
    await factory.delivery(webhook, created_at=now() - weeks)
    sent_anew = await factory.delivery(webhook, **waiting, created_at=now() - weeks, next_at=now() - hour)
    recent = await factory.delivery(webhook, created_at=now() - hour)
    async with resources.database.transaction() as session:
        await webhooks.remove_old_deliveries(session)
    left = {each.id for each in await deliveries(resources.database, webhook.id)}
    assert left == {sent_anew.id, recent.id}


async def test_two_gateways_send_each_once(
    resources: Resources, settings: Settings, factory: Factory, user: User, target: Target
) -> None:
    told_of = [(await factory.webhook(user, url=target.url))[0] for _ in range(4)]
    meeting = await factory.meeting(user)
    for version in range(1, 11):
        await told(resources, meeting, WebhookEvent.EDITED, version=version)
    async with (
        open_resources(settings, prepared=True) as second,
        run_in_background(WebhookLoop(resources).run, WebhookLoop(second).run),
    ):
        for webhook in told_of:
            await wait_until(lambda webhook=webhook: is_settled(resources.database, webhook))
    ids = [request.headers["webhook-id"] for request in target.requests]
    assert len(ids) == 40
    assert len(set(ids)) == 40


async def test_a_slow_receiver_delays_itself_alone(
    resources: Resources, factory: Factory, user: User, target: Target
) -> None:
    slow, _ = await factory.webhook(user, url=f"http://127.0.0.1:{target.port}/slow")
    quick, _ = await factory.webhook(user, url=target.url)
    answer: Callable[[Request], bytes] = Target.answer
    target.answer = lambda request: b"" if request.target == "/slow" else answer(request)
    meeting = await factory.meeting(user)
    for version in (1, 2, 3):
        await told(resources, meeting, WebhookEvent.EDITED, version=version)
    async with run_in_background(WebhookLoop(resources, Sender(resources.settings, seconds=60)).run):
        await wait_until(lambda: is_settled(resources.database, quick))
        assert sum(request.target == "/slow" for request in target.requests) == 1
    assert not await is_settled(resources.database, slow)


async def test_what_a_dead_gateway_had_begun_is_sent_by_another(
    resources: Resources, factory: Factory, user: User, target: Target
) -> None:
    webhook, _ = await factory.webhook(user, url=target.url)
    await told(resources, await factory.meeting(user), WebhookEvent.EDITED, version=1)
    assert await WebhookLoop(resources).claim() is not None
    assert await WebhookLoop(resources).claim() is None
    async with resources.database.transaction() as session:
        past = now() - timedelta(seconds=1)
        await session.execute(update(Webhook).values(busy_until=past))
        await session.execute(update(WebhookDelivery).values(next_at=past))
    async with run_in_background(WebhookLoop(resources).run):
        await wait_until(lambda: is_settled(resources.database, webhook))
    assert len(target.requests) == 1


def test_attempts_are_spread_over_about_a_day() -> None:
    delays = [schedule.delay_after(attempts) for attempts in range(1, schedule.MAX_ATTEMPTS)]
    total = sum((each for each in delays if each), timedelta())
    assert timedelta(hours=18) < total < timedelta(hours=29)
    # The last two differ by less than chance does.
    assert delays[:-1] == sorted(delays[:-1], key=lambda each: each or timedelta())
    assert schedule.delay_after(schedule.MAX_ATTEMPTS) is None
    assert schedule.delay_after(8) != schedule.delay_after(8)
