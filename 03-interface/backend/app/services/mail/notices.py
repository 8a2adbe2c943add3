"""The choice of a user to be told by mail."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.configuration.mail import MailLanguage
from app.models import User
from app.schemas.integrations.notices import Notices, NoticesChange
from app.services.mail.outbox import wants_mail


def show(user: User, settings: Settings) -> Notices:
    return Notices(
        available=settings.mail_host is not None,
        mail=wants_mail(user, settings),
        language=MailLanguage(user.mail_language or settings.mail_language),
    )


async def change(session: AsyncSession, user: User, wanted: NoticesChange) -> User:
    """Keep the choice of a user; what waits to be sent is looked at again before it is."""
    row = await session.get_one(User, user.id)
    row.mail_notices, row.mail_language = wanted.mail, wanted.language
    await session.flush()
    return row
