"""Mails that tell how meetings have ended, from the event to the mail server."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from email.errors import HeaderParseError

import pytest
from sqlalchemy import select, update
from structlog.testing import capture_logs
from support.elsewhere.mail_server import MailServer, mail_server
from support.factories import Factory

from app.core.config import Settings
from app.core.configuration.mail import MailTLS
from app.models import Mail, Meeting, User
from app.models.base import now
from app.models.integrations.mail import MailError
from app.resources import Resources, open_resources
from app.services.jobs import events
from app.services.mail import loop
from app.services.mail.loop import MailLoop
from app.services.mail.outbox import tell_by_mail
from app.services.mail.sending import MailSender
from scribe_contracts.events import Failure, FailureCode, JobEvent, MeetingStatus


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    async with mail_server() as server:
        yield server


@pytest.fixture
async def resources(settings: Settings, server: MailServer) -> AsyncIterator[Resources]:
    """Open what a gateway has, without its loops."""
    settings.mail_host, settings.mail_port, settings.mail_tls = "127.0.0.1", server.port, MailTLS.NONE
    settings.mail_from = "scribe@example.org"
    settings.mail_by_default = True
    async with open_resources(settings, prepared=True) as resources:
        yield resources


@pytest.fixture
async def meeting(factory: Factory, user: User) -> Meeting:
    return await factory.meeting(user, title="Layoffs", status=MeetingStatus.PROCESSING)


async def end(resources: Resources, meeting: Meeting, status: MeetingStatus = MeetingStatus.COMPLETED) -> None:
    failure = Failure(code=FailureCode.UNREADABLE_MEDIA, message="") if status is MeetingStatus.FAILED else None
    event = JobEvent(meeting_id=meeting.id, attempt=1, sequence=9, at=now(), status=status, failure=failure)
    async with resources.database.transaction() as session:
        await events.apply(session, event)
        await tell_by_mail(session, resources.settings, event)


async def kept(resources: Resources) -> list[Mail]:
    async with resources.database.look() as session:
        return list(await session.scalars(select(Mail)))


async def make_due(resources: Resources) -> None:
    async with resources.database.transaction() as session:
        await session.execute(update(Mail).where(Mail.next_at.is_not(None)).values(next_at=now()))


async def test_the_owner_is_told_once_and_nothing_of_the_meeting_but_its_link(
    resources: Resources, server: MailServer, meeting: Meeting, user: User
) -> None:
    for _ in range(2):
        await end(resources, meeting)
    # Two gateways at once send it once.
    sent = await asyncio.gather(*(MailLoop(resources).send_next() for _ in range(2)))
    await end(resources, meeting)
    assert sorted([*sent, await MailLoop(resources).send_next()]) == [False, False, True]
    [message] = server.received
    assert server.recipients == [user.email]
    assert (message["Subject"], message["Auto-Submitted"]) == ("A meeting is ready", "auto-generated")
    assert f"{resources.settings.public_url}/meetings/{meeting.id}" in message.get_content().splitlines()
    assert "Layoffs" not in message.as_string()


async def test_a_failure_is_told_in_the_language_of_the_user(
    resources: Resources, server: MailServer, factory: Factory, meeting: Meeting
) -> None:
    async with resources.database.transaction() as session:
        await session.execute(update(User).values(mail_language="fr"))
    await end(resources, meeting, MeetingStatus.FAILED)
    assert await MailLoop(resources).send_next()
    assert server.received[0]["Subject"] == "Une réunion n’a pas pu être transcrite"


@pytest.mark.parametrize(("chosen", "by_default", "expected"), [(False, True, 0), (None, False, 0), (True, False, 1)])
async def test_users_choose(
    resources: Resources, meeting: Meeting, *, chosen: bool | None, by_default: bool, expected: int
) -> None:
    resources.settings.mail_by_default = by_default
    async with resources.database.transaction() as session:
        await session.execute(update(User).values(mail_notices=chosen))
    await end(resources, meeting)
    assert len(await kept(resources)) == expected


async def test_who_has_turned_them_off_meanwhile_gets_none(
    resources: Resources, server: MailServer, meeting: Meeting
) -> None:
    await end(resources, meeting)
    async with resources.database.transaction() as session:
        await session.execute(update(User).values(mail_notices=False))
    assert not await MailLoop(resources).send_next()
    assert (server.received, await kept(resources)) == ([], [])


async def test_what_is_no_longer_true_is_not_told(resources: Resources, server: MailServer, meeting: Meeting) -> None:
    await end(resources, meeting, MeetingStatus.FAILED)
    async with resources.database.transaction() as session:
        await session.execute(update(Meeting).values(attempt=2))
    assert not await MailLoop(resources).send_next()
    assert (server.received, await kept(resources)) == ([], [])


async def test_a_mail_that_cannot_be_written_is_tried_later(
    resources: Resources, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise HeaderParseError

    monkeypatch.setattr(loop, "compose", fail)
    await end(resources, meeting)
    with capture_logs() as lines:
        assert await MailLoop(resources).send_next()
    [mail] = await kept(resources)
    assert (mail.error, mail.attempts) == (MailError.BROKEN, 1)
    assert [line["event"] for line in lines] == ["mail_not_composed", "mail_failed"]
    assert not await MailLoop(resources).send_next()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("slow", MailError.TIMEOUT),
        ("451 Later", MailError.POSTPONED),
        ("drop", MailError.UNREACHABLE),
    ],
)
async def test_what_may_pass_is_tried_again(
    resources: Resources, server: MailServer, meeting: Meeting, answer: str, error: MailError
) -> None:
    await end(resources, meeting)
    server.answer = answer
    mails = MailLoop(resources, MailSender(resources.settings, seconds=0.5 if answer == "slow" else 20))
    assert await mails.send_next()
    [mail] = await kept(resources)
    assert (mail.error, mail.attempts) == (error, 1)
    assert mail.next_at is not None
    assert timedelta() < mail.next_at - now() < timedelta(seconds=10)
    assert not await mails.send_next()
    server.answer = "250 Taken"
    await make_due(resources)
    assert await MailLoop(resources).send_next()
    [mail] = await kept(resources)
    assert (len(server.received), mail.next_at, mail.sent_at is not None, mail.error) == (1, None, True, None)


async def test_what_the_server_refuses_is_given_up(resources: Resources, server: MailServer, meeting: Meeting) -> None:
    await end(resources, meeting)
    server.answer = "550 Nobody of this name"
    assert await MailLoop(resources).send_next()
    [mail] = await kept(resources)
    assert (mail.error, mail.next_at, mail.sent_at) == (MailError.REFUSED, None, None)


async def test_without_tls_that_was_asked_for_nothing_is_sent(
    resources: Resources, server: MailServer, meeting: Meeting
) -> None:
    resources.settings.mail_tls = MailTLS.STARTTLS
    await end(resources, meeting)
    assert await MailLoop(resources).send_next()
    [mail] = await kept(resources)
    assert (mail.error, server.received, server.recipients) == (MailError.INSECURE, [], [])
    assert mail.next_at is not None


async def test_a_server_that_is_not_there(resources: Resources, meeting: Meeting) -> None:
    resources.settings.mail_port = 1
    await end(resources, meeting)
    assert await MailLoop(resources).send_next()
    [mail] = await kept(resources)
    assert mail.error is MailError.UNREACHABLE


async def test_an_address_that_is_none_is_given_up(resources: Resources, server: MailServer, meeting: Meeting) -> None:
    async with resources.database.transaction() as session:
        await session.execute(update(User).values(email="ada@example.org\r\nBcc: eve@example.org"))
    await end(resources, meeting)
    assert await MailLoop(resources).send_next()
    [mail] = await kept(resources)
    assert (mail.error, server.received) == (MailError.REFUSED, [])
