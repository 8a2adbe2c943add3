"""One meeting as people without an account see it, by a link."""

import asyncio
from functools import partial
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Header, Request, Response

from app.api import byte_ranges
from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import ResourcesDep
from app.api.guest_deps import PREFIX, GrantsDep, VisitDep, keep_grant, limit_exports, limit_openings
from app.api.meeting_deps import ObjectsDep
from app.core.security import issue_guest_token
from app.models.audit.actions import Action, Subject
from app.resources import Resources
from app.schemas.common import InZone
from app.schemas.guests.link import GuestLinkUse, GuestMeeting
from app.services.audit import entry as audit
from app.services.bundles.bundles import Exported, look_up, render_meeting
from app.services.exports import ExportFormat, content_disposition, negotiate
from app.services.guests import visits
from app.services.guests.visits import (
    GuestExportsOffError,
    GuestLinkGoneError,
    GuestLinkLockedError,
    GuestPasswordNeededError,
    GuestPasswordWrongError,
    Visit,
)
from app.services.meetings import sound
from app.services.storage.objects import ObjectMissingError, Objects
from scribe_contracts.artefacts import Peaks
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Transcript

router = APIRouter(prefix=PREFIX, tags=["guests"])

_JSON = "application/json"
_AUDIO = "audio/mp4"
_PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@router.post("/open", dependencies=[Depends(limit_openings)])
@raises(GuestLinkGoneError, GuestPasswordNeededError, GuestPasswordWrongError, GuestLinkLockedError)
@audited(Action.LINK_OPEN, Subject.LINK)
async def open_shared_link(
    wanted: GuestLinkUse, response: Response, grants: GrantsDep, resources: ResourcesDep
) -> GuestMeeting:
    """Open a link, and set a cookie by which this browser reads its meeting, and nothing else, until it is closed."""
    visit = await visits.open_link(resources, wanted, grants)
    grant = issue_guest_token(visit.link.id, resources.settings, until=visit.link.expires_at)
    keep_grant(response, visit.link.id, grant, resources.settings)
    response.headers.update(_PRIVATE)
    return visit.describe()


@router.get("/{link_id}/transcript", responses={200: {"model": Transcript}})
@raises(ObjectMissingError)
@reads(Action.TRANSCRIPT_READ, Subject.MEETING)
async def get_shared_transcript(visit: VisitDep, resources: ResourcesDep, objects: ObjectsDep) -> Response:
    """Return the transcript as last edited, word by word, without what leads to voices of the owner."""
    audit.tell(visit.meeting.id)
    exported = await _look_up(resources, objects, visit)
    transcript = visits.for_guests(await exported.latest.transcript())
    content = await asyncio.to_thread(transcript.model_dump_json)
    return Response(content, media_type=_JSON, headers=_PRIVATE)


@router.get("/{link_id}/peaks", responses={200: {"model": Peaks}})
@raises(ObjectMissingError, byte_ranges.RangeNotSatisfiableError)
async def get_shared_peaks(visit: VisitDep, request: Request, objects: ObjectsDep) -> Response:
    """Return the waveform."""
    location = sound.locate(visit.meeting, Artefact.PEAKS)
    response = await byte_ranges.serve(request, objects, location, _JSON)
    response.headers.update(_PRIVATE)
    return response


@router.head("/{link_id}/audio", include_in_schema=False)
@router.get("/{link_id}/audio", responses={status: {"content": {_AUDIO: {}}} for status in (200, 206)})
@raises(ObjectMissingError, byte_ranges.RangeNotSatisfiableError)
@reads(Action.RECORDING_PLAY, Subject.MEETING, once=True)
async def get_shared_audio(visit: VisitDep, request: Request, resources: ResourcesDep, objects: ObjectsDep) -> Response:
    """Return the recording, or any range of it. What is being sent breaks off when the link ends."""
    audit.tell(visit.meeting.id)
    location = sound.locate(visit.meeting)
    may_go_on = partial(visits.is_good, resources, visit.link.id)
    response = await byte_ranges.serve(request, objects, location, _AUDIO, may_go_on)
    response.headers.update(_PRIVATE)
    return response


@router.get(
    "/{link_id}/export/{export_format}",
    dependencies=[Depends(limit_exports)],
    responses={200: {"content": {export_format.content_type: {} for export_format in ExportFormat}}},
)
@raises(ObjectMissingError, GuestExportsOffError)
@reads(Action.MEETING_EXPORT, Subject.MEETING, details=("export_format",))
async def export_shared_meeting(
    *,
    visit: VisitDep,
    export_format: ExportFormat,
    resources: ResourcesDep,
    objects: ObjectsDep,
    accept_language: Annotated[str | None, Header()] = None,
    time_zone: InZone = "UTC",
) -> Response:
    """Export the transcript as a file, without comments, if the link's maker allows it."""
    audit.tell(visit.meeting.id)
    visits.require_exports(visit)
    exported = await _look_up(resources, objects, visit)
    content = await render_meeting(
        exported,
        export_format,
        negotiate(accept_language),
        ZoneInfo(time_zone),
        resources.settings.public_url,
        hide=visits.for_guests,
    )
    headers = {
        "Content-Type": export_format.content_type,
        "Content-Disposition": content_disposition(visit.meeting.title, export_format),
        "Vary": "Accept-Language",
    }
    return Response(content, headers=headers | _PRIVATE)


async def _look_up(resources: Resources, objects: Objects, visit: Visit) -> Exported:
    async with resources.database.look() as session:
        return await look_up(session, objects, visit.meeting, comments=False)
