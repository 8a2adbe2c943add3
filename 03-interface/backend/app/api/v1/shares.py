"""Who has a meeting."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.api.deps import CurrentUser, SessionDep
from app.schemas.share import NewShare, Share, ShareChange, Sharing
from app.services.meetings import shares

router = APIRouter(prefix="/meetings/{meeting_id}/shares", tags=["meetings"])


@router.get("")
async def list_shares(meeting_id: UUID, user: CurrentUser, session: SessionDep) -> Sharing:
    """The names of everybody who has it, for everybody who has it; e-mail addresses for its owner."""
    return await shares.show(session, user, meeting_id)


@router.post("", status_code=HTTPStatus.CREATED)
async def share_meeting(meeting_id: UUID, wanted: NewShare, user: CurrentUser, session: SessionDep) -> Share:
    """With an account of this instance, by its e-mail address. Who has it already gets the new permission."""
    return await shares.add(session, user, meeting_id, wanted)


@router.patch("/{user_id}")
async def change_share(
    meeting_id: UUID, user_id: UUID, wanted: ShareChange, user: CurrentUser, session: SessionDep
) -> Share:
    return await shares.change(session, user, meeting_id, user_id, wanted)


@router.delete("/{user_id}", status_code=HTTPStatus.NO_CONTENT)
async def unshare_meeting(meeting_id: UUID, user_id: UUID, user: CurrentUser, session: SessionDep) -> None:
    """By its owner; or by the person it is shared with, for themselves."""
    await shares.remove(session, user, meeting_id, user_id)
