"""Links that owners of meetings make, list and revoke."""

from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ConflictError, ForbiddenError, NotFoundError
from app.core.security import hash_token, new_link_token
from app.models import Access, GuestLink, Meeting, User
from app.models.base import now
from app.resources import Resources
from app.schemas.guests import link as schemas
from app.schemas.guests.link import GuestLinks, MadeGuestLink, NewGuestLink
from app.services.accounts import instance
from app.services.audit import entry as audit
from app.services.meetings import meetings

MAX_LINKS = 20
"""Links to one meeting, expired ones included."""

MAX_WRONG_PASSWORDS = 100
"""Wrong passwords over the whole life of a link, after which it opens nothing any more."""

PAGE = "shared"


class GuestLinksOffError(ForbiddenError):
    """Links for people without an account are switched off on this instance."""

    code = "guest_links_off"


class TooManyGuestLinksError(ConflictError):
    """The meeting has as many links as it may have; revoke one first."""

    code = "too_many_guest_links"


async def show(session: AsyncSession, resources: Resources, owner: User, meeting_id: UUID) -> GuestLinks:
    """Return the links to a meeting, for its owner. Raise NotFoundError or NotMeetingOwnerError."""
    meeting = await meetings.find(session, owner, meeting_id, need=Access.OWNER)
    rows = await session.scalars(_own(meeting).order_by(GuestLink.created_at.desc(), GuestLink.id))
    allowed = await instance.are_guest_links_allowed(session, resources.settings)
    return GuestLinks(allowed=allowed, links=[_answer(row) for row in rows])


async def make(resources: Resources, owner: User, meeting_id: UUID, wanted: NewGuestLink) -> MadeGuestLink:
    """Make a link, whose address nobody can be shown again.

    Raise NotFoundError, NotMeetingOwnerError, MeetingNotCompletedError, GuestLinksOffError, TooManyGuestLinksError or
    WeakPasswordError.
    """
    async with resources.database.look() as session:
        meeting = await _require_room(session, resources, owner, meeting_id)
    password_hash = None
    if wanted.password is not None:
        about = (meeting.title, owner.name, owner.email)
        password_hash = await resources.hasher.hash_new(wanted.password.get_secret_value(), about=about)
    token, at = new_link_token(), now()
    async with resources.database.transaction() as session:
        meeting = await _require_room(session, resources, owner, meeting_id, lock=True)
        link = GuestLink(
            meeting_id=meeting.id,
            owner_id=owner.id,
            name=wanted.name,
            token_hash=hash_token(token),
            password_hash=password_hash,
            exports=wanted.exports,
            created_at=at,
            expires_at=at + timedelta(days=wanted.days),
        )
        session.add(link)
        await session.flush()
        audit.tell(
            link.id,
            details={"days": wanted.days, "exports": wanted.exports, "password": password_hash is not None},
        )
        structlog.get_logger().info("guest_link_made", link_id=str(link.id), meeting_id=str(meeting.id))
    # Behind the `#`, which browsers send to no server: no log, proxy or Referer has it.
    url = f"{resources.settings.public_url.rstrip('/')}/{PAGE}#{token}"
    return MadeGuestLink(**_answer(link).model_dump(), url=url)


async def revoke(session: AsyncSession, owner: User, meeting_id: UUID, link_id: UUID) -> None:
    """Remove a link, which opens nothing from then on. Raise NotFoundError or NotMeetingOwnerError."""
    meeting = await meetings.find(session, owner, meeting_id, need=Access.OWNER)
    link = await session.scalar(_own(meeting).where(GuestLink.id == link_id))
    if link is None:
        raise NotFoundError("There is no such link.")
    await session.delete(link)
    structlog.get_logger().info("guest_link_revoked", link_id=str(link_id), meeting_id=str(meeting.id))


async def _require_room(
    session: AsyncSession, resources: Resources, owner: User, meeting_id: UUID, *, lock: bool = False
) -> Meeting:
    meeting = await meetings.find_completed(session, owner, meeting_id, need=Access.OWNER, lock=lock)
    if not await instance.are_guest_links_allowed(session, resources.settings):
        raise GuestLinksOffError("Links for people without an account are switched off here.")
    held = await session.scalar(select(func.count()).select_from(_own(meeting).subquery())) or 0
    if held >= MAX_LINKS:
        raise TooManyGuestLinksError(f"A meeting has {MAX_LINKS} links at most. Revoke one first.")
    return meeting


def _own(meeting: Meeting) -> Select[GuestLink]:
    return select(GuestLink).where(GuestLink.meeting_id == meeting.id, GuestLink.owner_id == meeting.owner_id)


def _answer(link: GuestLink) -> schemas.GuestLink:
    return schemas.GuestLink(
        id=link.id,
        name=link.name,
        exports=link.exports,
        has_password=link.password_hash is not None,
        is_locked=link.wrong_passwords >= MAX_WRONG_PASSWORDS,
        uses=link.uses,
        created_at=link.created_at,
        expires_at=link.expires_at,
        last_used_at=link.last_used_at,
    )
