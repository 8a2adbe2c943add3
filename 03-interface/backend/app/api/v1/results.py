"""What came of a meeting, straight from storage."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from app.api import byte_ranges
from app.api.meeting_deps import CompletedMeeting, ObjectsDep, VisibleMeeting
from app.services.exports import Document, ExportFormat, content_disposition, negotiate, render
from scribe_contracts import storage
from scribe_contracts.artefacts import Diarization, Manifest, Peaks
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Transcript

router = APIRouter(prefix="/meetings/{meeting_id}", tags=["meetings"])

_JSON = "application/json"
_AUDIO = "audio/mp4"


@router.get("/transcript", responses={200: {"model": Transcript}})
async def get_transcript(meeting: CompletedMeeting, request: Request, objects: ObjectsDep) -> Response:
    """Who said what, word by word."""
    return await byte_ranges.serve(request, objects, storage.artefact(meeting.id, Artefact.TRANSCRIPT), _JSON)


@router.get("/manifest", responses={200: {"model": Manifest}})
async def get_manifest(meeting: CompletedMeeting, request: Request, objects: ObjectsDep) -> Response:
    """How the transcript came about: models, timings, memory."""
    return await byte_ranges.serve(request, objects, storage.artefact(meeting.id, Artefact.MANIFEST), _JSON)


@router.get("/peaks", responses={200: {"model": Peaks}})
async def get_peaks(meeting: VisibleMeeting, request: Request, objects: ObjectsDep) -> Response:
    """The waveform; there once the recording has been converted."""
    return await byte_ranges.serve(request, objects, storage.artefact(meeting.id, Artefact.PEAKS), _JSON)


@router.head("/audio", include_in_schema=False)
@router.get("/audio", responses={status: {"content": {_AUDIO: {}}} for status in (200, 206)})
async def get_audio(meeting: VisibleMeeting, request: Request, objects: ObjectsDep) -> Response:
    """The recording as browsers play it, any part of it by Range; there once it has been converted."""
    return await byte_ranges.serve(request, objects, storage.artefact(meeting.id, Artefact.AUDIO), _AUDIO)


@router.get(
    "/export/{export_format}",
    responses={200: {"content": {export_format.content_type: {} for export_format in ExportFormat}}},
)
async def export_meeting(
    meeting: CompletedMeeting,
    export_format: ExportFormat,
    objects: ObjectsDep,
    accept_language: Annotated[str | None, Header()] = None,
) -> Response:
    """A file to take away. Headings, and what people without a name are called, are in English or French."""
    document = Document(
        title=meeting.title,
        date=meeting.created_at,
        transcript=await objects.load(storage.artefact(meeting.id, Artefact.TRANSCRIPT), Transcript),
        language=negotiate(accept_language),
    )
    diarization = None
    if export_format is ExportFormat.RTTM:
        diarization = await objects.load(storage.artefact(meeting.id, Artefact.DIARIZATION), Diarization)
    content = await asyncio.to_thread(render, document, export_format, diarization)
    headers = {
        "Content-Type": export_format.content_type,
        "Content-Disposition": content_disposition(meeting.title, export_format),
        "Vary": "Accept-Language",
    }
    return Response(content, headers=headers)
