"""Time for which meetings are kept, and legal holds."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Depends

from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import AdminUser, CurrentUser, SessionDep, SettingsDep, get_admin_user
from app.core.errors import NotFoundError
from app.models.audit.actions import Action, Subject
from app.schemas.operations.retention import HeldMeeting, MeetingRetention, NewHold, RetentionChange
from app.services.meetings.meetings import NotMeetingOwnerError
from app.services.meetings.removal import LegalHoldError
from app.services.retention import retention
from app.services.retention.retention import RetentionNotAllowedError

router = APIRouter(tags=["meetings"])
holds = APIRouter(prefix="/admin", tags=["administration"], dependencies=[Depends(get_admin_user)])


@router.get("/meetings/{meeting_id}/retention")
@raises(NotFoundError)
async def get_retention(
    meeting_id: UUID, user: CurrentUser, session: SessionDep, settings: SettingsDep
) -> MeetingRetention:
    """Return until when recording and transcript are kept, and what keeps them longer."""
    return await retention.show(session, settings, user, meeting_id)


@router.patch("/meetings/{meeting_id}/retention")
@raises(NotFoundError, NotMeetingOwnerError, LegalHoldError, RetentionNotAllowedError)
@audited(Action.RETENTION_CHANGE, Subject.MEETING)
async def change_retention(
    meeting_id: UUID, wanted: RetentionChange, user: CurrentUser, session: SessionDep, settings: SettingsDep
) -> MeetingRetention:
    """Choose for how many days after the upload they are kept, as its owner, within what the administrator allows.

    Nothing is deleted within a day of the change. The meeting goes with its transcript.
    """
    return await retention.change(session, settings, user, meeting_id, wanted)


@holds.get("/holds")
@reads(Action.HOLDS_READ, once=True)
async def list_holds(session: SessionDep) -> list[HeldMeeting]:
    """List the meetings under a legal hold, newest first."""
    return await retention.list_holds(session)


@holds.put("/meetings/{meeting_id}/hold")
@raises(NotFoundError)
@audited(Action.HOLD_SET, Subject.MEETING)
async def set_hold(meeting_id: UUID, wanted: NewHold, admin: AdminUser, session: SessionDep) -> HeldMeeting:
    """Put a meeting under a legal hold: until it is lifted neither anybody nor the retention deletes it."""
    return await retention.hold(session, admin, meeting_id, wanted.reason)


@holds.delete("/meetings/{meeting_id}/hold", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError)
@audited(Action.HOLD_LIFT, Subject.MEETING)
async def lift_hold(meeting_id: UUID, admin: AdminUser, session: SessionDep) -> None:
    """Lift the legal hold. The retention counts again, after a day at least."""
    await retention.lift(session, admin, meeting_id)
