"""The recordings that a voice is recognised by."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.api import byte_ranges
from app.api.deps import CurrentUser, ResourcesDep, SessionDep
from app.api.meeting_deps import ObjectsDep
from app.api.v1.voices import answer
from app.schemas.voice import Voice as VoiceAnswer
from app.services.forms.multipart import MultipartReader
from app.services.voices import form as voice_form
from app.services.voices import samples as voice_samples
from scribe_contracts import storage

router = APIRouter(prefix="/voices/{voice_id}/samples", tags=["voices"])

_FORM = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": voice_form.SAMPLES_SCHEMA}}}}
_AUDIO: dict[int | str, dict[str, Any]] = {status: {"content": {"audio/*": {}}} for status in (200, 206)}


@router.post("", status_code=HTTPStatus.CREATED, openapi_extra=_FORM)
async def add_samples(voice_id: UUID, request: Request, user: CurrentUser, resources: ResourcesDep) -> VoiceAnswer:
    """More recordings of the same person. From the next meeting on the voice is recognised by all of them."""
    return answer(await voice_samples.add(resources, MultipartReader.of(request), user, voice_id), user)


@router.head("/{number}", include_in_schema=False)
@router.get("/{number}", responses=_AUDIO)
async def listen(
    voice_id: UUID, number: int, request: Request, user: CurrentUser, *, session: SessionDep, objects: ObjectsDep
) -> Response:
    """One recording as it was sent, any part of it by Range; to the voice's owner, or to administrators if shared."""
    sample = await voice_samples.find(session, user, voice_id, number)
    served = await byte_ranges.serve(request, objects, storage.voice_sample(voice_id, number), sample.content_type)
    served.headers["Cache-Control"] = "no-store"  # a voice that is deleted must not stay in browsers
    return served


@router.delete("/{number}", status_code=HTTPStatus.NO_CONTENT)
async def remove_sample(
    voice_id: UUID, number: int, user: CurrentUser, session: SessionDep, objects: ObjectsDep
) -> None:
    """The last one stays: delete the voice instead."""
    await voice_samples.remove(session, objects, user, voice_id, number)
