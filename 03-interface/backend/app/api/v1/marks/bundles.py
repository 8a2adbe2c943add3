"""Exports of several meetings at once."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse

from app.api.audit import about_each, refusals
from app.api.declarations import raises
from app.api.deps import BearerDep, CurrentUser, LookDep, ResourcesDep, occupying
from app.core.errors import NotFoundError
from app.core.quotas.occupancy import Use
from app.models.audit.actions import Action, Subject
from app.models.base import now
from app.schemas.common import InZone
from app.services.bundles import bundles
from app.services.comments.export import NotForCommentsError, require_format
from app.services.exports import ExportFormat, negotiate
from app.services.meetings.meetings import MeetingNotCompletedError

router = APIRouter(tags=["meetings"])

_ZIP = "application/zip"
_MAX_MEETINGS = 100


@router.get(
    "/exports/{export_format}",
    dependencies=[occupying(Use.BUNDLE)],
    response_class=StreamingResponse,
    responses={HTTPStatus.OK: {"content": {_ZIP: {}}}},
)
@refusals(Action.MEETING_EXPORT, Subject.MEETING, details=("export_format",))
@raises(NotFoundError, MeetingNotCompletedError, NotForCommentsError)
async def export_meetings(
    *,
    request: Request,
    export_format: ExportFormat,
    meetings: Annotated[
        list[UUID], Query(min_length=1, max_length=_MAX_MEETINGS, description="Ids of the meetings, one a parameter")
    ],
    user: CurrentUser,
    bearer: BearerDep,
    session: LookDep,
    resources: ResourcesDep,
    comments: Annotated[bool, Query(description="Highlights and comments too; in docx, pdf, md and txt")] = False,
    accept_language: Annotated[str | None, Header()] = None,
    time_zone: InZone = "UTC",
) -> StreamingResponse:
    """Export the transcripts of several meetings as one ZIP archive, each as last edited and as its own file.

    Files are named by day and title. Where some meetings could not be exported, a text file in the archive names them
    with the reason; where none could, the answer is the first one's error.
    """
    if comments:
        require_format(export_format)
    await bundles.require_one(session, user, meetings)
    zone = ZoneInfo(time_zone)
    content = bundles.export_all(
        resources,
        bearer,
        meetings,
        export_format=export_format,
        language=negotiate(accept_language),
        zone=zone,
        comments=comments,
        told=about_each(request),
    )
    headers = {
        "Content-Disposition": f'attachment; filename="{now().astimezone(zone):%Y-%m-%d} Scribe.zip"',
        "Cache-Control": "no-store",
        "Vary": "Accept-Language",
    }
    return StreamingResponse(content, media_type=_ZIP, headers=headers)
