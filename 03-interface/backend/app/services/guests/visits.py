"""Visits of people without an account, who come by a link to one meeting."""

from typing import NamedTuple
from uuid import UUID

import structlog
from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ForbiddenError, NotFoundError
from app.core.security import hash_token, is_guest_token
from app.models import GuestLink, Meeting, User
from app.models.audit.actions import Via
from app.models.base import now
from app.resources import Resources
from app.schemas.guests.link import GuestLinkUse, GuestMeeting
from app.services.accounts import instance
from app.services.audit import entry as audit
from app.services.guests.links import MAX_WRONG_PASSWORDS
from scribe_contracts.transcript import Transcript


class GuestLinkGoneError(NotFoundError):
    """The link was revoked, has expired or was never made, or this browser has not opened it."""

    code = "guest_link_gone"


class GuestPasswordNeededError(ForbiddenError):
    """The link asks for a password."""

    code = "guest_password_needed"


class GuestPasswordWrongError(ForbiddenError):
    """This is not the password of the link."""

    code = "guest_password_wrong"


class GuestLinkLockedError(ForbiddenError):
    """Wrong passwords were tried too often: the link opens nothing any more."""

    code = "guest_link_locked"


class GuestExportsOffError(ForbiddenError):
    """The link is for reading and listening only."""

    code = "guest_exports_off"


class Visit(NamedTuple):
    """A link that is good at this moment, and its meeting; the rows belong to no session any more."""

    link: GuestLink
    meeting: Meeting

    def describe(self) -> GuestMeeting:
        link, meeting = self
        return GuestMeeting(
            link_id=link.id,
            title=meeting.title,
            held_at=meeting.held_at,
            duration=meeting.duration,
            language=meeting.language,
            has_recording=meeting.has_recording,
            exports=link.exports,
            expires_at=link.expires_at,
        )


async def open_link(resources: Resources, wanted: GuestLinkUse, grants: dict[UUID, str]) -> Visit:
    """Return the meeting of a link, and count the visit.

    `grants` are the tokens of links that this browser has opened before, which are not asked for their password again.
    Raise GuestLinkGoneError, GuestPasswordNeededError, GuestPasswordWrongError or GuestLinkLockedError.
    """
    async with resources.database.look() as session:
        token_hash = hash_token(wanted.token.get_secret_value())
        link, meeting = await _find(session, resources, _GOOD.where(GuestLink.token_hash == token_hash))
    _tell(link)
    is_known = is_guest_token(grants.get(link.id), link.id, resources.settings)
    if link.password_hash is not None and not is_known:
        if wanted.password is None:
            audit.tell(link.id)
            raise GuestPasswordNeededError("This link asks for a password.")
        await _check_password(resources, link, wanted.password.get_secret_value())
    # Only now: counting a guess must not be told of as an opening.
    audit.tell(link.id)
    async with resources.database.transaction() as session:
        counted = update(GuestLink).where(GuestLink.id == link.id)
        used = await session.execute(
            counted.values(uses=GuestLink.uses + 1, last_used_at=now()).returning(GuestLink.id)
        )
        if used.one_or_none() is None:
            raise _gone()
        structlog.get_logger().info("guest_link_opened", link_id=str(link.id), meeting_id=str(meeting.id))
    return Visit(link, meeting)


async def find(resources: Resources, link_id: UUID, grant: str | None) -> Visit:
    """Return the meeting of a link that this browser has opened; raise GuestLinkGoneError."""
    if not is_guest_token(grant, link_id, resources.settings):
        raise _gone()
    async with resources.database.look() as session:
        visit = await _find(session, resources, _GOOD.where(GuestLink.id == link_id))
    _tell(visit.link)
    return visit


async def is_good(resources: Resources, link_id: UUID) -> bool:
    """Return whether a link is still good: what is being sent must end with it."""
    try:
        async with resources.database.look() as session:
            await _find(session, resources, _GOOD.where(GuestLink.id == link_id))
    except GuestLinkGoneError:
        return False
    return True


def require_exports(visit: Visit) -> None:
    """Raise GuestExportsOffError for a link by which one only reads and listens."""
    if not visit.link.exports:
        raise GuestExportsOffError("This link is for reading and listening only.")


def for_guests(transcript: Transcript) -> Transcript:
    """Return the transcript without what leads to the owner's voices."""
    hidden = {"voice_id": None, "similarity": None}
    speakers = tuple(speaker.model_copy(update=hidden) for speaker in transcript.speakers)
    return transcript.model_copy(update={"speakers": speakers})


_GOOD = (
    select(GuestLink, Meeting)
    .join(Meeting, Meeting.id == GuestLink.meeting_id)
    .join(User, User.id == Meeting.owner_id)
    .where(GuestLink.owner_id == Meeting.owner_id, User.disabled_at.is_(None), Meeting.result_attempt.is_not(None))
)


async def _find(session: AsyncSession, resources: Resources, query: Select[GuestLink, Meeting]) -> Visit:
    found = (await session.execute(query.where(GuestLink.expires_at > now()))).one_or_none()
    if found is None or not await instance.are_guest_links_allowed(session, resources.settings):
        raise _gone()
    link, meeting = found
    return Visit(link, meeting)


async def _check_password(resources: Resources, link: GuestLink, password: str) -> None:
    """Raise GuestPasswordWrongError or GuestLinkLockedError.

    A guess is counted before it is checked, so that many at once are no more than one after the other.
    """
    row = update(GuestLink).where(GuestLink.id == link.id)
    async with resources.database.transaction() as session:
        guess = row.where(GuestLink.wrong_passwords < MAX_WRONG_PASSWORDS)
        counted = await session.execute(
            guess.values(wrong_passwords=GuestLink.wrong_passwords + 1).returning(GuestLink.id)
        )
        if counted.one_or_none() is None:
            raise GuestLinkLockedError("Wrong passwords were tried too often. Ask whoever sent the link for another.")
    if not await resources.hasher.verify(password, link.password_hash):
        audit.tell(link.id)
        raise GuestPasswordWrongError("This is not the password of the link.")
    async with resources.database.transaction() as session:
        await session.execute(row.values(wrong_passwords=GuestLink.wrong_passwords - 1))


def _tell(link: GuestLink) -> None:
    audit.identify(None, Via.LINK, link.id)
    audit.tell(meeting_id=link.meeting_id)


def _gone() -> GuestLinkGoneError:
    return GuestLinkGoneError("This link was revoked, has expired, or never was one.")
