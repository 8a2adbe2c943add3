"""Mails, written in the transaction of the change that they tell of.

(`app.services.mail.loop` sends them after the commit.)
"""

from datetime import timedelta
from uuid import UUID, uuid5

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.wakeups import Work, announce
from app.models import Mail, Meeting, User
from app.models.base import now
from app.models.integrations.mail import MailKind
from scribe_contracts.events import JobEvent, MeetingStatus

_KINDS = {MeetingStatus.COMPLETED: MailKind.COMPLETED, MeetingStatus.FAILED: MailKind.FAILED}
_KEEP = timedelta(days=30)


def wants_mail(user: User, settings: Settings) -> bool:
    """Return whether a user is told by mail: as they have chosen, or else as the operator has."""
    if settings.mail_host is None or user.disabled_at is not None:
        return False
    return settings.mail_by_default if user.mail_notices is None else user.mail_notices


def mail_id(meeting: Meeting, kind: MailKind) -> UUID:
    """Return the id of the mail on the present attempt: another one means that the meeting was processed again."""
    return uuid5(meeting.id, f"{kind}:{meeting.attempt}")


async def tell_by_mail(session: AsyncSession, settings: Settings, event: JobEvent) -> None:
    """Write the mail to the owner of a meeting that has ended, once for each attempt."""
    kind = _KINDS.get(event.status)
    if kind is None or settings.mail_host is None:
        return
    meeting = await session.get(Meeting, event.meeting_id)
    # An event may come late, and a passage that is transcribed again is no meeting that is ready.
    if meeting is None or meeting.passage is not None or meeting.attempt != event.attempt:
        return
    if meeting.attempt_status is not event.status or not wants_mail(
        await session.get_one(User, meeting.owner_id), settings
    ):
        return
    row = {
        "id": mail_id(meeting, kind),
        "user_id": meeting.owner_id,
        "meeting_id": meeting.id,
        "kind": kind,
        "created_at": now(),
        "next_at": now(),
    }
    await session.execute(insert(Mail).values(row).on_conflict_do_nothing())
    announce(session, Work.SEND_MAIL)


async def remove_old_mails(session: AsyncSession) -> None:
    """Remove what was sent or given up long ago, or waits for a server that is no longer set."""
    await session.execute(delete(Mail).where(Mail.created_at < now() - _KEEP))
