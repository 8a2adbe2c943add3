"""Sends mails in the background of each gateway, where there is a mail server."""

from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.configuration.mail import MailLanguage
from app.core.db import Database
from app.core.wakeups import Wakeup, Work
from app.models import Mail, Meeting, User
from app.models.base import now
from app.models.integrations.mail import MailError
from app.resources import Resources
from app.services.mail import outbox
from app.services.mail.letters import Letter, compose
from app.services.mail.outbox import wants_mail
from app.services.mail.sending import TOTAL_SECONDS, MailSender
from app.services.webhooks.schedule import delay_after

_LEASE = timedelta(seconds=4 * TOTAL_SECONDS)
"""Time after which another gateway takes over from one that has died."""


@dataclass(frozen=True)
class Claimed:
    """One attempt at a mail, or why there is nothing to send."""

    mail_id: UUID
    message: EmailMessage | MailError


class MailLoop:
    """One in each gateway. It sends one mail after the other: a slow server is asked no faster."""

    def __init__(self, resources: Resources, sender: MailSender | None = None) -> None:
        self._database: Database = resources.database
        self._settings = resources.settings
        self._sender = sender or MailSender(resources.settings)
        self._wakeup = Wakeup(resources.database, Work.SEND_MAIL)

    async def run(self) -> None:
        """Send for ever."""
        while True:
            self._wakeup.clear()
            while await self.send_next():
                pass
            await self._wakeup.wait(self._settings.sweep_seconds)

    async def send_next(self) -> bool:
        """Send the mail that has been due for longest; return whether there was one."""
        claimed = await self._claim()
        if claimed is None:
            return False
        message = claimed.message
        error = message if isinstance(message, MailError) else await self._sender.send(message)
        await self._settle(claimed.mail_id, error)
        return True

    async def _claim(self) -> Claimed | None:
        """Take the next mail; remove on the way what its reader does not want any more, or is true no more."""
        while True:
            async with self._database.transaction() as session:
                mail = await _next_due(session)
                if mail is None:
                    return None
                user = await session.get_one(User, mail.user_id)
                meeting = await session.get_one(Meeting, mail.meeting_id)
                is_true = meeting.owner_id == user.id and mail.id == outbox.mail_id(meeting, mail.kind)
                if not is_true or not wants_mail(user, self._settings):
                    await session.delete(mail)
                    continue
                mail.attempts += 1
                mail.next_at = now() + _LEASE
                return Claimed(mail.id, self._compose(mail, user, meeting))

    def _compose(self, mail: Mail, user: User, meeting: Meeting) -> EmailMessage | MailError:
        title = meeting.title if self._settings.mail_titles else None
        language = MailLanguage(user.mail_language or self._settings.mail_language)
        letter = Letter(mail.id, mail.kind, user.email, language, meeting.id, title, mail.created_at)
        try:
            return compose(letter, self._settings)
        except ValueError:
            return MailError.REFUSED
        except Exception as fault:  # noqa: BLE001 - else the oldest mail would be tried for ever, before all others
            # Its message may hold a title.
            structlog.get_logger().error("mail_not_composed", mail_id=str(mail.id), error=type(fault).__name__)
            return MailError.BROKEN

    async def _settle(self, mail_id: UUID, error: MailError | None) -> None:
        async with self._database.transaction() as session:
            mail = await session.get(Mail, mail_id, with_for_update=True)
            if mail is None:
                return
            attempts = mail.attempts
            is_over = error is None or error is MailError.REFUSED
            delay = None if is_over else delay_after(attempts)
            mail.error, mail.next_at = error, now() + delay if delay is not None else None
            mail.sent_at = now() if error is None else None
        log = structlog.get_logger()
        if error is None:
            log.info("mail_sent", mail_id=str(mail_id), attempts=attempts)
        else:
            log.warning("mail_failed", mail_id=str(mail_id), attempts=attempts, error=error)


async def _next_due(session: AsyncSession) -> Mail | None:
    due = select(Mail).where(Mail.next_at <= now()).order_by(Mail.next_at).limit(1)
    found: Mail | None = await session.scalar(due.with_for_update(skip_locked=True))
    return found
