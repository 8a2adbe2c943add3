"""Texts of mails, and the messages that hold them.

Nothing that people have written reaches a header but the title, on one line and only where the operator allows it.
"""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.utils import format_datetime
from typing import NamedTuple
from uuid import UUID

from app.core.config import Settings
from app.core.configuration.mail import MailLanguage
from app.core.text import one_line
from app.models.integrations.mail import MailKind

_MAX_SUBJECT_TITLE = 120


class Wording(NamedTuple):
    subjects: dict[MailKind, str]
    titled: dict[MailKind, str]
    texts: dict[MailKind, str]
    footer: str


_WORDINGS = {
    MailLanguage.ENGLISH: Wording(
        {MailKind.COMPLETED: "A meeting is ready", MailKind.FAILED: "A meeting could not be transcribed"},
        {MailKind.COMPLETED: "Ready: {}", MailKind.FAILED: "Not transcribed: {}"},
        {
            MailKind.COMPLETED: "One of your meetings has been transcribed:",
            MailKind.FAILED: "One of your meetings could not be transcribed. Why, and how to try again:",
        },
        "You can turn these mails off in your account:",
    ),
    MailLanguage.FRENCH: Wording(
        {MailKind.COMPLETED: "Une réunion est prête", MailKind.FAILED: "Une réunion n’a pas pu être transcrite"},
        {MailKind.COMPLETED: "Prête\N{NO-BREAK SPACE}: {}", MailKind.FAILED: "Non transcrite\N{NO-BREAK SPACE}: {}"},
        {
            MailKind.COMPLETED: "Une de vos réunions a été transcrite\N{NO-BREAK SPACE}:",
            MailKind.FAILED: "Une de vos réunions n’a pas pu être transcrite. La raison, et comment réessayer"
            "\N{NO-BREAK SPACE}:",
        },
        "Ces e-mails se désactivent dans votre compte\N{NO-BREAK SPACE}:",
    ),
}


class Letter(NamedTuple):
    """One mail, before it is a message."""

    id: UUID
    kind: MailKind
    address: str
    language: MailLanguage
    meeting_id: UUID
    title: str | None
    """None where titles stay in the product."""

    written_at: datetime


def compose(letter: Letter, settings: Settings) -> EmailMessage:
    """Return the message; raise ValueError for an address that is none."""
    wording = _WORDINGS[letter.language]
    page = settings.public_url.rstrip("/")
    message = address_message(letter.id, letter.address, letter.written_at, settings)
    message["Subject"] = _subject(letter, wording)
    text = f"{wording.texts[letter.kind]}\n\n{page}/meetings/{letter.meeting_id}"
    message.set_content(f"{text}\n\n-- \n{wording.footer}\n{page}/account\n")
    return message


def address_message(mail_id: UUID, address: str, written_at: datetime, settings: Settings) -> EmailMessage:
    """Return a message without subject and text; raise ValueError for an address that is none."""
    message = EmailMessage(policy=SMTPUTF8)
    sender = settings.mail_from or ""
    message["From"] = Address("Smart Meeting Scribe", addr_spec=sender)
    # Taken apart here, since the library's parser refuses other letters than ASCII before the @.
    name, _, domain = address.rpartition("@")
    message["To"] = Address(username=name, domain=domain)
    message["Date"] = format_datetime(written_at)
    # The same however often it is sent, so that a mail that came twice is known as one.
    message["Message-ID"] = f"<{mail_id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    return message


def _subject(letter: Letter, wording: Wording) -> str:
    title = one_line(letter.title or "")
    if not title:
        return wording.subjects[letter.kind]
    shown = title if len(title) <= _MAX_SUBJECT_TITLE else f"{title[: _MAX_SUBJECT_TITLE - 1]}…"
    return wording.titled[letter.kind].format(shown)
