"""Links by which people without an account read a meeting, as its owner makes and revokes them."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.api.audit import audited
from app.api.declarations import raises
from app.api.deps import CurrentUser, ResourcesDep, SessionDep
from app.core.errors import NotFoundError
from app.core.passwords.strength import WeakPasswordError
from app.models.audit.actions import Action, Subject
from app.schemas.guests.link import GuestLinks, MadeGuestLink, NewGuestLink
from app.services.guests import links
from app.services.guests.links import GuestLinksOffError, TooManyGuestLinksError
from app.services.meetings.meetings import MeetingNotCompletedError, NotMeetingOwnerError

router = APIRouter(prefix="/meetings/{meeting_id}/links", tags=["guests"])


@router.get("")
@raises(NotFoundError, NotMeetingOwnerError)
async def list_links(meeting_id: UUID, user: CurrentUser, session: SessionDep, resources: ResourcesDep) -> GuestLinks:
    """List the links by which people without an account read the meeting, with their use."""
    return await links.show(session, resources, user, meeting_id)


@router.post("", status_code=HTTPStatus.CREATED)
@raises(
    NotFoundError,
    NotMeetingOwnerError,
    MeetingNotCompletedError,
    GuestLinksOffError,
    TooManyGuestLinksError,
    WeakPasswordError,
)
@audited(Action.LINK_MAKE, Subject.LINK)
async def make_link(
    meeting_id: UUID, wanted: NewGuestLink, user: CurrentUser, resources: ResourcesDep
) -> MadeGuestLink:
    """Make a link. Whoever has it, and its password if there is one, reads the transcript and plays the recording.

    It opens nothing else, and its address is shown this once.
    """
    return await links.make(resources, user, meeting_id, wanted)


@router.delete("/{link_id}", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError, NotMeetingOwnerError)
@audited(Action.LINK_REVOKE, Subject.LINK)
async def revoke_link(meeting_id: UUID, link_id: UUID, user: CurrentUser, session: SessionDep) -> None:
    """Revoke a link. It opens nothing from then on, and what is being played by it ends."""
    await links.revoke(session, user, meeting_id, link_id)
