"""Links to choose a password, sent by mail to whom they are for."""

from uuid import UUID

import structlog
from sqlalchemy import select

from app.core.config import Settings
from app.core.errors import ConflictError, UnavailableError
from app.core.security import hash_token
from app.models import AccountLink, User
from app.models.base import now
from app.models.integrations.mail import MailError
from app.resources import Resources
from app.schemas.administration import LinkMail
from app.services.accounts.links import LinkInvalidError, address_of
from app.services.audit import entry as audit
from app.services.mail.link_letters import LinkLetter, compose
from app.services.mail.sending import MailSender

SECONDS = 15.0
"""Time for the mail server, while an administrator looks on."""


class NoMailServerError(ConflictError):
    """The operator has set no mail server."""

    code = "no_mail_server"


class MailNotTakenError(UnavailableError):
    """The mail server did not take the mail, or does not answer."""

    code = "mail_not_taken"


async def send(resources: Resources, user_id: UUID, wanted: LinkMail) -> None:
    """Send a link to the address of its account.

    Raise NoMailServerError, LinkInvalidError for one that is not this account's or is not good, or MailNotTakenError.
    """
    settings = resources.settings
    if settings.mail_host is None:
        raise NoMailServerError("There is no mail server here. Send the link yourself.")
    letter = await _write(resources, user_id, wanted, settings)
    audit.tell(details={"kind": letter.kind.value})
    try:
        error = await MailSender(settings, seconds=SECONDS).send(compose(letter, settings))
    except ValueError:
        error = MailError.REFUSED
    log = structlog.get_logger()
    if error is not None:
        log.warning("password_link_not_mailed", user_id=str(user_id), error=error)
        raise MailNotTakenError("The mail server did not take the mail. Send the link yourself.")
    log.info("password_link_mailed", user_id=str(user_id), kind=letter.kind)


async def _write(resources: Resources, user_id: UUID, wanted: LinkMail, settings: Settings) -> LinkLetter:
    """Return the mail. Only the hash of a link is kept: whoever has made it brings it back."""
    token = wanted.token.get_secret_value()
    statement = (
        select(AccountLink, User.email)
        .join(User, User.id == AccountLink.user_id)
        .where(
            AccountLink.user_id == user_id,
            AccountLink.token_hash == hash_token(token),
            AccountLink.expires_at > now(),
            User.disabled_at.is_(None),
        )
    )
    async with resources.database.look() as session:
        found = (await session.execute(statement)).one_or_none()
    if found is None:
        raise LinkInvalidError("This link was used already, has expired, or was replaced by a newer one.")
    link, email = found
    return LinkLetter(link.kind, email, wanted.language, address_of(link.kind, token, settings), link.expires_at)
