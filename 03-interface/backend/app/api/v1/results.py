"""Results of a meeting, served from storage."""

from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Header, Query, Request, Response

from app.api import byte_ranges
from app.api.audit import reads
from app.api.declarations import raises
from app.api.deps import CurrentUser, ResourcesDep
from app.api.meeting_deps import CompletedMeeting, MeetingRevisions, ObjectsDep, VisibleMeeting
from app.core.errors import NotFoundError
from app.models import Meeting
from app.models.audit.actions import Action, Subject
from app.schemas.common import InZone
from app.services.bundles.bundles import look_up, render_meeting
from app.services.comments.export import NotForCommentsError, require_format
from app.services.exports import ExportFormat, content_disposition, negotiate
from app.services.meetings import meetings, sound
from app.services.meetings.meetings import MeetingNotCompletedError
from app.services.storage.objects import ObjectMissingError
from scribe_contracts import storage
from scribe_contracts.artefacts import Manifest, Peaks
from scribe_contracts.storage import Artefact, S3Location
from scribe_contracts.transcript import Transcript

router = APIRouter(prefix="/meetings/{meeting_id}", tags=["meetings"])

_JSON = "application/json"
_AUDIO = "audio/mp4"


@router.get("/transcript", responses={200: {"model": Transcript}})
@raises(ObjectMissingError, byte_ranges.RangeNotSatisfiableError)
@reads(Action.TRANSCRIPT_READ, Subject.MEETING)
async def get_transcript(revisions: MeetingRevisions, request: Request, objects: ObjectsDep) -> Response:
    """Return the transcript as last edited, word by word. The header `Scribe-Revision` has its revision number."""
    revision = await revisions.newest()
    response = await byte_ranges.serve(request, objects, revisions.location(revision), _JSON)
    response.headers["Scribe-Revision"] = str(revision.number if revision else 0)
    return response


@router.get("/manifest", responses={200: {"model": Manifest}})
@raises(ObjectMissingError, byte_ranges.RangeNotSatisfiableError)
@reads(Action.MANIFEST_READ, Subject.MEETING)
async def get_manifest(meeting: CompletedMeeting, request: Request, objects: ObjectsDep) -> Response:
    """Return how the transcript was made: models, timings, memory."""
    return await byte_ranges.serve(request, objects, _read(meeting, Artefact.MANIFEST), _JSON)


@router.get("/peaks", responses={200: {"model": Peaks}})
@raises(ObjectMissingError, byte_ranges.RangeNotSatisfiableError)
async def get_peaks(meeting: VisibleMeeting, request: Request, objects: ObjectsDep) -> Response:
    """Return the waveform; it exists once the recording has been converted."""
    return await byte_ranges.serve(request, objects, sound.locate(meeting, Artefact.PEAKS), _JSON)


@router.head("/audio", include_in_schema=False)
@router.get("/audio", responses={status: {"content": {_AUDIO: {}}} for status in (200, 206)})
@raises(ObjectMissingError, byte_ranges.RangeNotSatisfiableError)
@reads(Action.RECORDING_PLAY, Subject.MEETING, once=True)
async def get_audio(meeting: VisibleMeeting, request: Request, objects: ObjectsDep) -> Response:
    """Return the recording as browsers play it, or any range of it; it exists once it has been converted."""
    return await byte_ranges.serve(request, objects, sound.locate(meeting), _AUDIO)


@router.get(
    "/export/{export_format}",
    responses={200: {"content": {export_format.content_type: {} for export_format in ExportFormat}}},
)
@raises(NotFoundError, MeetingNotCompletedError, ObjectMissingError, NotForCommentsError)
@reads(Action.MEETING_EXPORT, Subject.MEETING, details=("export_format",))
async def export_meeting(
    *,
    meeting_id: UUID,
    export_format: ExportFormat,
    user: CurrentUser,
    resources: ResourcesDep,
    objects: ObjectsDep,
    comments: Annotated[bool, Query(description="Highlights and comments too; in docx, pdf, md and txt")] = False,
    accept_language: Annotated[str | None, Header()] = None,
    time_zone: InZone = "UTC",
) -> Response:
    """Export the transcript, as last edited, as a file.

    Headings, and the names of people without one, are in English or French. `rttm` has the turns that the machine
    heard; where a turn was reassigned by an edit, it has the new speaker.
    """
    if comments:
        require_format(export_format)
    async with resources.database.look() as session:
        meeting = await meetings.find_completed(session, user, meeting_id)
        exported = await look_up(session, objects, meeting, comments=comments)
    content = await render_meeting(
        exported, export_format, negotiate(accept_language), ZoneInfo(time_zone), resources.settings.public_url
    )
    headers = {
        "Content-Type": export_format.content_type,
        "Content-Disposition": content_disposition(meeting.title, export_format),
        "Vary": "Accept-Language",
    }
    return Response(content, headers=headers)


def _read(meeting: Meeting, name: Artefact) -> S3Location:
    """Return the place of an artefact of the attempt that is read."""
    return storage.artefact(meeting.id, name, meeting.result_place)
