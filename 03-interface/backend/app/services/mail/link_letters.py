"""Mails with a link by which somebody chooses a password.

The link is in the mail and nowhere else: these mails are no rows, and are sent while an administrator waits.
"""

from datetime import datetime
from email.message import EmailMessage
from typing import NamedTuple
from uuid import uuid4

from app.core.config import Settings
from app.core.configuration.mail import MailLanguage
from app.models import LinkKind
from app.models.base import now
from app.services.mail.letters import address_message


class Wording(NamedTuple):
    subjects: dict[LinkKind, str]
    texts: dict[LinkKind, str]
    footer: str


_WORDINGS = {
    MailLanguage.ENGLISH: Wording(
        {
            LinkKind.INVITATION: "Your invitation to Smart Meeting Scribe",
            LinkKind.PASSWORD_RESET: "A new password for Smart Meeting Scribe",
        },
        {
            LinkKind.INVITATION: "An account has been made for you. Choose its password by this link:",
            LinkKind.PASSWORD_RESET: "An administrator has reset your password. Choose another by this link:",
        },
        "It is good once, until {}. Whoever has it has the account: pass it on to nobody.",
    ),
    MailLanguage.FRENCH: Wording(
        {
            LinkKind.INVITATION: "Votre invitation à Smart Meeting Scribe",
            LinkKind.PASSWORD_RESET: "Un nouveau mot de passe pour Smart Meeting Scribe",
        },
        {
            LinkKind.INVITATION: "Un compte a été créé pour vous. Choisissez son mot de passe par ce lien"
            "\N{NO-BREAK SPACE}:",
            LinkKind.PASSWORD_RESET: "Un administrateur a réinitialisé votre mot de passe. Choisissez-en un autre par "
            "ce lien\N{NO-BREAK SPACE}:",
        },
        "Il sert une fois, jusqu’au {}. Qui l’a, a le compte\N{NO-BREAK SPACE}: ne le transmettez à personne.",
    ),
}
_DATES = {MailLanguage.ENGLISH: "%Y-%m-%d %H:%M UTC", MailLanguage.FRENCH: "%d/%m/%Y à %H:%M UTC"}


class LinkLetter(NamedTuple):
    """One mail, before it is a message."""

    kind: LinkKind
    address: str
    language: MailLanguage
    url: str
    expires_at: datetime


def compose(letter: LinkLetter, settings: Settings) -> EmailMessage:
    """Return the message; raise ValueError for an address that is none."""
    wording = _WORDINGS[letter.language]
    message = address_message(uuid4(), letter.address, now(), settings)
    message["Subject"] = wording.subjects[letter.kind]
    until = letter.expires_at.strftime(_DATES[letter.language])
    message.set_content(f"{wording.texts[letter.kind]}\n\n{letter.url}\n\n{wording.footer.format(until)}\n")
    return message
