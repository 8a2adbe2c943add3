"""Recordings that a voice is recognised by."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.api import byte_ranges
from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import CurrentUser, ResourcesDep, SessionDep, occupying
from app.api.meeting_deps import ObjectsDep
from app.core.errors import ForbiddenError, NotFoundError
from app.core.quotas.occupancy import Use
from app.models.audit.actions import Action, Subject
from app.schemas.common import RowNumber
from app.schemas.voice import Voice as VoiceAnswer
from app.services.forms.errors import FORM_ERRORS
from app.services.forms.multipart import MultipartReader
from app.services.identification.decisions import IdentificationOffError, require_enrolment
from app.services.storage.objects import ObjectMissingError
from app.services.voices import form as voice_form
from app.services.voices import samples as voice_samples
from app.services.voices import views as voice_views
from app.services.voices.audio import SAMPLE_ERRORS
from app.services.voices.samples import LastSampleError, TooManySamplesError
from app.services.voices.voices import VoiceInBankError
from scribe_contracts import storage

router = APIRouter(prefix="/voices/{voice_id}/samples", tags=["voices"])

_FORM = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": voice_form.SAMPLES_SCHEMA}}}}
_AUDIO: dict[int | str, dict[str, Any]] = {status: {"content": {"audio/*": {}}} for status in (200, 206)}


@router.post("", dependencies=[occupying(Use.VOICE_FORM)], status_code=HTTPStatus.CREATED, openapi_extra=_FORM)
@raises(
    *FORM_ERRORS,
    *SAMPLE_ERRORS,
    NotFoundError,
    ForbiddenError,
    VoiceInBankError,
    TooManySamplesError,
    IdentificationOffError,
)
@audited(Action.VOICE_CHANGE, Subject.VOICE)
async def add_samples(voice_id: UUID, request: Request, user: CurrentUser, resources: ResourcesDep) -> VoiceAnswer:
    """Add recordings of the same person. From the next meeting on, the voice is recognised by all of them."""
    async with resources.database.look() as session:
        await require_enrolment(session, resources.settings)
    return voice_views.show(await voice_samples.add(resources, MultipartReader.of(request), user, voice_id), user)


@router.head("/{number}", include_in_schema=False)
@router.get("/{number}", responses=_AUDIO)
@raises(NotFoundError, ForbiddenError, ObjectMissingError, byte_ranges.RangeNotSatisfiableError)
@reads(Action.VOICE_LISTEN, Subject.VOICE, details=("number",), once=True)
async def listen(
    voice_id: UUID, number: RowNumber, request: Request, user: CurrentUser, *, session: SessionDep, objects: ObjectsDep
) -> Response:
    """Return one recording as it was sent, or any range of it.

    For the owner, or administrators if the voice is shared.
    """
    sample = await voice_samples.find(session, user, voice_id, number)
    served = await byte_ranges.serve(request, objects, storage.voice_sample(voice_id, number), sample.content_type)
    served.headers["Cache-Control"] = "no-store"  # a deleted voice must not stay in browsers
    return served


@router.delete("/{number}", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError, ForbiddenError, VoiceInBankError, LastSampleError)
@audited(Action.VOICE_CHANGE, Subject.VOICE, details=("number",))
async def remove_sample(
    voice_id: UUID, number: RowNumber, user: CurrentUser, session: SessionDep, objects: ObjectsDep
) -> None:
    """Remove one recording. The last one stays: delete the voice instead."""
    await voice_samples.remove(session, objects, user, voice_id, number)
