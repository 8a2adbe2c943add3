"""Links to choose a password, sent by mail to whom they are for."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs
from support.audit.reader import AuditReader
from support.elsewhere.mail_server import MailServer, mail_server
from support.factories import Factory

from app.core.config import Settings
from app.core.configuration.mail import MailTLS
from app.models import User
from app.services.accounts import link_mails

ACCOUNTS = "/api/v1/admin/users"
NEW = {"email": "grace@example.org", "name": "Grace"}


@pytest.fixture
async def server(settings: Settings) -> AsyncIterator[MailServer]:
    async with mail_server() as server:
        settings.mail_host, settings.mail_port, settings.mail_tls = "127.0.0.1", server.port, MailTLS.NONE
        settings.mail_from = "scribe@example.org"
        yield server


@pytest.fixture
def as_admin(factory: Factory, admin: User) -> dict[str, str]:
    return factory.headers(admin)


async def invite(client: httpx.AsyncClient, headers: dict[str, str]) -> Any:
    answer = await client.post(ACCOUNTS, json=NEW, headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def mail(
    client: httpx.AsyncClient, headers: dict[str, str], made: Any, *, language: str = "en", user_id: str | None = None
) -> httpx.Response:
    body = {"token": made["url"].partition("#")[2], "language": language}
    return await client.post(f"{ACCOUNTS}/{user_id or made['user_id']}/link/mail", json=body, headers=headers)


def outcome(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "") if answer.content else ""


async def test_an_invitation_reaches_its_address_and_no_log(
    client: httpx.AsyncClient, server: MailServer, as_admin: dict[str, str]
) -> None:
    made = await invite(client, as_admin)
    with capture_logs() as lines:
        assert outcome(await mail(client, as_admin, made)) == (204, "")
    [message] = server.received
    assert server.recipients == [NEW["email"]]
    assert message["Subject"] == "Your invitation to Smart Meeting Scribe"
    assert made["url"] in message.get_content().splitlines()
    assert "password_link_mailed" in {line["event"] for line in lines}
    assert made["url"].partition("#")[2] not in str(lines)
    assert NEW["email"] not in str(lines)
    [entry] = await AuditReader(client, as_admin).wait("password_link_mail")
    assert (entry["result"], entry["subject_id"], entry["details"]) == (
        "done",
        made["user_id"],
        {"kind": "invitation"},
    )


async def test_a_new_password_is_mailed_in_french(
    client: httpx.AsyncClient, server: MailServer, as_admin: dict[str, str], user: User
) -> None:
    made = (await client.post(f"{ACCOUNTS}/{user.id}/link", headers=as_admin)).json()
    assert outcome(await mail(client, as_admin, made, language="fr")) == (204, "")
    [message] = server.received
    assert message["Subject"] == "Un nouveau mot de passe pour Smart Meeting Scribe"
    assert made["url"] in message.get_content().splitlines()


@pytest.mark.parametrize("answer", ["550 Nobody of this name", "451 Later", "drop", "slow"])
async def test_what_the_server_does_not_take_is_said(
    client: httpx.AsyncClient,
    server: MailServer,
    as_admin: dict[str, str],
    *,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
) -> None:
    made = await invite(client, as_admin)
    server.answer = answer
    monkeypatch.setattr(link_mails, "SECONDS", 0.5 if answer == "slow" else 20)
    assert outcome(await mail(client, as_admin, made)) == (503, "mail_not_taken")
    server.answer = "250 Taken"
    # The link is as good as before.
    assert outcome(await mail(client, as_admin, made)) == (204, "")


async def test_nothing_is_sent_but_a_good_link_to_its_own_account(
    client: httpx.AsyncClient, server: MailServer, as_admin: dict[str, str], user: User
) -> None:
    made = await invite(client, as_admin)
    assert outcome(await mail(client, as_admin, made, user_id=str(user.id))) == (404, "link_invalid")
    assert outcome(await mail(client, as_admin, made | {"url": "#guessed"})) == (404, "link_invalid")
    newer = (await client.post(f"{ACCOUNTS}/{made['user_id']}/link", headers=as_admin)).json()
    assert outcome(await mail(client, as_admin, made)) == (404, "link_invalid")
    await client.patch(f"{ACCOUNTS}/{made['user_id']}", json={"disabled": True}, headers=as_admin)
    assert outcome(await mail(client, as_admin, newer)) == (404, "link_invalid")
    assert server.received == []


async def test_without_a_mail_server_the_link_is_handed_over(
    client: httpx.AsyncClient, as_admin: dict[str, str]
) -> None:
    assert outcome(await mail(client, as_admin, await invite(client, as_admin))) == (409, "no_mail_server")
