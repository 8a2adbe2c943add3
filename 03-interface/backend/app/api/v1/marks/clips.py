"""Sound of a meeting to take away."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from app.api import byte_ranges
from app.api.audit import reads
from app.api.declarations import raises
from app.api.deps import occupying
from app.api.meeting_deps import ObjectsDep, VisibleMeeting
from app.core.errors import InvalidError
from app.core.quotas.occupancy import Use
from app.models.audit.actions import Action, Subject
from app.schemas.marks.comment import Second
from app.services.clips import clips
from app.services.clips.clips import ClipEmptyError, ClipFormat, ClipUnreadableError
from app.services.exports import content_disposition
from app.services.storage.objects import ObjectMissingError
from scribe_contracts import storage
from scribe_contracts.storage import Artefact

router = APIRouter(prefix="/meetings/{meeting_id}/audio", tags=["meetings"])


@router.get(
    "/{audio_format}",
    dependencies=[occupying(Use.CLIP)],
    responses={HTTPStatus.OK: {"content": {audio_format.content_type: {} for audio_format in ClipFormat}}},
)
@reads(Action.RECORDING_EXPORT, Subject.MEETING, details=("audio_format",))
@raises(ObjectMissingError, ClipEmptyError, ClipUnreadableError, InvalidError, byte_ranges.RangeNotSatisfiableError)
async def download_audio(
    *,
    meeting: VisibleMeeting,
    audio_format: ClipFormat,
    request: Request,
    objects: ObjectsDep,
    start: Annotated[Second, Query(description="Second at which the clip begins")] = 0,
    end: Annotated[
        Second | None, Query(description="Second at which it ends; the end of the recording if left out")
    ] = None,
) -> Response:
    """Download the recording, or a clip of it, as a file. The whole recording as `m4a` is as it is stored."""
    clips.require_span(start, end)
    location = storage.artefact(meeting.id, Artefact.AUDIO, meeting.result_place)
    headers = {"Content-Disposition": content_disposition(clips.name_of(meeting.title, start, end), audio_format)}
    if audio_format is ClipFormat.M4A and start == 0 and end is None:
        response = await byte_ranges.serve(request, objects, location, audio_format.content_type)
        response.headers.update(headers)
        return response
    pieces = await clips.open_clip(objects, location, audio_format, start, end)
    return StreamingResponse(pieces, media_type=audio_format.content_type, headers=headers)
