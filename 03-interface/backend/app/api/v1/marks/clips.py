"""Sound of a meeting to take away."""

import asyncio
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from app.api import byte_ranges
from app.api.audit import reads
from app.api.declarations import raises
from app.api.deps import ResourcesDep, occupying
from app.api.meeting_deps import ObjectsDep, VisibleMeeting
from app.api.middleware.head import is_head
from app.core.errors import InvalidError
from app.core.quotas.encoders import EncodersBusyError
from app.core.quotas.occupancy import Use
from app.models.audit.actions import Action, Subject
from app.schemas.marks.comment import Second
from app.services.clips import clips
from app.services.clips.clips import Clip, ClipEmptyError, ClipFormat, ClipUnreadableError
from app.services.exports import content_disposition
from app.services.meetings import sound
from app.services.storage.objects import ObjectMissingError

router = APIRouter(prefix="/meetings/{meeting_id}/audio", tags=["meetings"])

_MAX_STALL_SECONDS = 60.0
"""Time in which somebody takes the next piece: whoever does not keeps an encoder from others."""


class ClipResponse(StreamingResponse):
    """A clip as a stream; it is closed however the response ends."""

    def __init__(self, clip: Clip, headers: dict[str, str]) -> None:
        super().__init__(clip.pieces(), headers=headers)
        self._clip = clip

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_in_time(message: Message) -> None:
            async with asyncio.timeout(_MAX_STALL_SECONDS):
                await send(message)

        try:
            await super().__call__(scope, receive, send_in_time)
        finally:
            self._clip.close()


@router.get(
    "/{audio_format}",
    dependencies=[occupying(Use.CLIP)],
    responses={HTTPStatus.OK: {"content": {audio_format.content_type: {} for audio_format in ClipFormat}}},
)
@reads(Action.RECORDING_EXPORT, Subject.MEETING, details=("audio_format",), once=True)
@raises(
    ObjectMissingError,
    ClipEmptyError,
    ClipUnreadableError,
    EncodersBusyError,
    InvalidError,
    byte_ranges.RangeNotSatisfiableError,
)
async def download_audio(
    *,
    meeting: VisibleMeeting,
    audio_format: ClipFormat,
    request: Request,
    resources: ResourcesDep,
    objects: ObjectsDep,
    start: Annotated[Second, Query(description="Second at which the clip begins")] = 0,
    end: Annotated[
        Second | None, Query(description="Second at which it ends; the end of the recording if left out")
    ] = None,
) -> Response:
    """Download the recording, or a clip of it, as a file. The whole recording as `m4a` is as it is stored."""
    clips.require_span(start, end)
    location = sound.locate(meeting)
    headers = {"Content-Disposition": content_disposition(clips.name_of(meeting.title, start, end), audio_format)}
    if audio_format is ClipFormat.M4A and start == 0 and end is None:
        response = await byte_ranges.serve(request, objects, location, audio_format.content_type)
        response.headers.update(headers)
        return response
    headers |= {"Content-Type": audio_format.content_type, "Cache-Control": "no-store"}
    if is_head(request):
        await objects.stat(location)
        return Response(headers=headers)
    return ClipResponse(await clips.open_clip(resources, location, audio_format, start, end), headers)
