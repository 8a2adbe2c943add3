"""Sharing of meetings with other accounts, and with groups."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.api.audit import audited
from app.api.declarations import raises
from app.api.deps import CurrentUser, SessionDep
from app.core.errors import NotFoundError
from app.models.audit.actions import Action, Subject
from app.schemas.share import GroupShare, NewShare, Share, ShareChange, Sharing
from app.services.meetings import group_shares, shares
from app.services.meetings.group_shares import NoSuchGroupError
from app.services.meetings.meetings import NotMeetingOwnerError
from app.services.meetings.shares import AlreadyOwnerError, NoSuchAccountError, SharedByGroupError

router = APIRouter(prefix="/meetings/{meeting_id}/shares", tags=["meetings"])


@router.get("")
@raises(NotFoundError)
async def list_shares(meeting_id: UUID, user: CurrentUser, session: SessionDep) -> Sharing:
    """List the people and groups that the meeting is shared with. Only its owner sees others' e-mail addresses."""
    return await shares.show(session, user, meeting_id)


@router.post("", status_code=HTTPStatus.CREATED)
@raises(NotFoundError, NotMeetingOwnerError, NoSuchAccountError, AlreadyOwnerError)
@audited(Action.SHARE_ADD, Subject.ACCOUNT)
async def share_meeting(meeting_id: UUID, wanted: NewShare, user: CurrentUser, session: SessionDep) -> Share:
    """Share the meeting with an account, by e-mail address, or by the id that `GET /contacts` gives.

    If it is shared already, the new permission replaces the old.
    """
    return await shares.add(session, user, meeting_id, wanted)


@router.patch("/{user_id}")
@raises(NotFoundError, NotMeetingOwnerError)
@audited(Action.SHARE_CHANGE, Subject.ACCOUNT)
async def change_share(
    meeting_id: UUID, user_id: UUID, wanted: ShareChange, user: CurrentUser, session: SessionDep
) -> Share:
    """Change the permission of one person."""
    return await shares.change(session, user, meeting_id, user_id, wanted)


@router.delete("/{user_id}", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError, NotMeetingOwnerError, SharedByGroupError)
@audited(Action.SHARE_END, Subject.ACCOUNT)
async def unshare_meeting(meeting_id: UUID, user_id: UUID, user: CurrentUser, session: SessionDep) -> None:
    """End a share. The owner may end any, and other people their own."""
    await shares.remove(session, user, meeting_id, user_id)


@router.put("/groups/{group_id}")
@raises(NotFoundError, NotMeetingOwnerError, NoSuchGroupError)
@audited(Action.SHARE_ADD, Subject.GROUP)
async def share_with_group(
    meeting_id: UUID, group_id: UUID, wanted: ShareChange, user: CurrentUser, session: SessionDep
) -> GroupShare:
    """Share the meeting with a group that you are in, or change the permission of one that has it.

    Everybody in it has the permission, for as long as they are. One's own permission counts where it is greater.
    """
    return await group_shares.put(session, user, meeting_id, group_id, wanted)


@router.delete("/groups/{group_id}", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError, NotMeetingOwnerError)
@audited(Action.SHARE_END, Subject.GROUP)
async def unshare_with_group(meeting_id: UUID, group_id: UUID, user: CurrentUser, session: SessionDep) -> None:
    """End the share with a group."""
    await group_shares.remove(session, user, meeting_id, group_id)
