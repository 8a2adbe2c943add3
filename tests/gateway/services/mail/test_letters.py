"""Texts and headers of mails, whatever titles hold."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from uuid import UUID

import pytest

from app.core.config import Settings
from app.core.configuration.mail import MailLanguage
from app.models.integrations.mail import MailKind
from app.services.mail.letters import Letter, compose

ID = UUID("11111111-2222-4333-8444-555555555555")
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
}


def letter(title: str | None, language: MailLanguage = MailLanguage.ENGLISH) -> Letter:
    at = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
    return Letter(ID, MailKind.COMPLETED, "ada@example.org", language, ID, title, at)


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        (None, "A meeting is ready"),
        ("Board", "Ready: Board"),
        ("Board\r\nBcc: eve@example.org\r\n\r\nHello", "Ready: Board Bcc: eve@example.org Hello"),
        ("{0.__class__} {}", "Ready: {0.__class__} {}"),
        ("日本語 😀", "Ready: 日本語 😀"),
        ("t" * 200, f"Ready: {'t' * 119}…"),
    ],
)
def test_titles_stay_in_the_subject(settings: Settings, title: str | None, subject: str) -> None:
    settings.mail_from = "scribe@example.org"
    message = message_from_bytes(compose(letter(title), settings).as_bytes(), policy=default)
    assert message["Subject"] == subject
    assert set(message.keys()) == HEADERS
    assert message["To"] == "ada@example.org"


def test_addresses_may_have_any_letters(settings: Settings) -> None:
    settings.mail_from = "scribe@example.org"
    message = compose(letter(None)._replace(address="josé@exemple.fr"), settings)
    assert "\r\nTo: josé@exemple.fr\r\n" in message.as_bytes().decode()


def test_the_id_is_of_the_domain_that_mails_come_from(settings: Settings) -> None:
    settings.mail_from, settings.public_url = "scribe@example.org", "http://[::1]:8080"
    assert compose(letter(None), settings)["Message-ID"] == f"<{ID}@example.org>"


@pytest.mark.parametrize("language", MailLanguage)
def test_each_mail_says_where_it_is_turned_off(settings: Settings, language: MailLanguage) -> None:
    settings.mail_from = "scribe@example.org"
    text = compose(letter(None, language), settings).get_content()
    assert text.endswith(f"{settings.public_url.rstrip('/')}/account\n")
    assert f"/meetings/{ID}\n" in text
