"""The queue, failed jobs, storage and settings, for administrators."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Depends

from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import AdminUser, RedisDep, RequestIdDep, ResourcesDep, SessionDep, SettingsDep, get_admin_user
from app.core.errors import NotFoundError
from app.models.audit.actions import Action, Subject
from app.schemas.operations.overview import Overview, ShownSetting
from app.services.accounts.usage import TooManyJobsError
from app.services.meetings import meetings
from app.services.meetings.meetings import MeetingRunningError, NoRecordingError
from app.services.operations import overview, settings

router = APIRouter(prefix="/admin", tags=["administration"], dependencies=[Depends(get_admin_user)])


@router.get("/operations")
@reads(Action.OPERATIONS_READ, once=True)
async def get_overview(session: SessionDep, redis: RedisDep, configured: SettingsDep) -> Overview:
    """Return what runs and waits, what failed and why, and what each user stores; no title, no name of a file."""
    return await overview.look(session, redis, configured)


@router.get("/operations/settings")
@reads(Action.OPERATIONS_READ, once=True)
async def list_settings(configured: SettingsDep) -> list[ShownSetting]:
    """Return the settings of this gateway. Of secrets it is only told that they are set."""
    return settings.show(configured)


@router.post("/operations/failed/{meeting_id}/retry", status_code=HTTPStatus.ACCEPTED)
@raises(NotFoundError, MeetingRunningError, NoRecordingError, TooManyJobsError)
@audited(Action.MEETING_RETRY, Subject.MEETING)
async def retry_failed(
    meeting_id: UUID, admin: AdminUser, session: SessionDep, resources: ResourcesDep, request_id: RequestIdDep
) -> None:
    """Process a meeting whose last attempt failed once more, with the same options, for its owner."""
    await meetings.retry_failed(session, resources, meeting_id, by=admin.id, request_id=request_id)
