"""Upload of a recording in one request."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request

from app.api.audit import audited
from app.api.declarations import raises
from app.api.deps import CurrentUser, IdempotencyKey, RequestIdDep, ResourcesDep, occupying
from app.core.quotas.occupancy import Use
from app.models.audit.actions import Action, Subject
from app.schemas.meeting import Meeting as MeetingAnswer
from app.schemas.process import ProcessFields
from app.services.accounts.usage import QUOTA_ERRORS
from app.services.forms.errors import FORM_ERRORS
from app.services.forms.multipart import MultipartReader
from app.services.identification.decisions import IdentificationOffError
from app.services.meetings import views as meeting_views
from app.services.repeats.request_keys import KeyReusedError, KeySpentError
from app.services.uploads import process as service
from app.services.uploads.errors import EmptyFileError, MissingFileError, NotMediaError, UploadLostError
from app.services.uploads.form import MAX_VOICES
from app.services.voices.audio import MAX_SAMPLE_BYTES, SAMPLE_ERRORS

router = APIRouter(tags=["process"])


def _form() -> dict[str, Any]:
    """Return the form for OpenAPI; FastAPI cannot infer it, since the body is read as a stream."""
    schema = ProcessFields.model_json_schema(ref_template="#/components/schemas/{model}")
    channels = schema.pop("$defs")["Channels"]
    properties: dict[str, Any] = schema["properties"]
    for name, field in properties.items():
        nullable = field.pop("anyOf", None)
        if nullable:
            field.update(next(choice for choice in nullable if choice.get("type") != "null"))
            field.pop("default", None)
        field.pop("$ref", None)
        if name == "channels":
            field.update(type=channels["type"], enum=channels["enum"])
        if name == "notes":
            field.update(type="string", contentMediaType="application/json")
    binary = {"type": "string", "format": "binary"}
    files = {
        "file": binary | {"description": "The recording: any audio or video that FFmpeg reads"},
        "voice": {
            "type": "array",
            "items": binary,
            "maxItems": MAX_VOICES,
            "description": "Voices enrolled for this meeting only; each file is named after the person (Katie.wav) "
            f"and has {MAX_SAMPLE_BYTES // 2**20} MiB at most",
        },
    }
    form = {"type": "object", "required": ["file"], "properties": files | properties}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form}}}}


@router.post(
    "/process",
    dependencies=[occupying(Use.RECORDING)],
    status_code=HTTPStatus.ACCEPTED,
    openapi_extra=_form(),
)
@raises(
    *FORM_ERRORS,
    *SAMPLE_ERRORS,
    NotMediaError,
    EmptyFileError,
    MissingFileError,
    UploadLostError,
    KeyReusedError,
    KeySpentError,
    *QUOTA_ERRORS,
    IdentificationOffError,
)
@audited(Action.MEETING_CREATE, Subject.MEETING)
async def process(
    request: Request,
    user: CurrentUser,
    resources: ResourcesDep,
    request_id: RequestIdDep,
    idempotency_key: IdempotencyKey = None,
) -> MeetingAnswer:
    """Upload a recording. The response comes as soon as it is stored and queued; follow the meeting from there.

    The parts of the form may come in any order. Sent again with the same `Idempotency-Key`, the same form returns the
    same meeting. Nothing of a refused or interrupted upload is kept.
    """
    declared = int(request.headers.get("Content-Length", 0))
    service.reject_too_large(declared, resources.settings.max_upload_bytes)
    form = MultipartReader.of(request)
    meeting = await service.process(
        resources, form, user, request_id=request_id, key=idempotency_key, declared_bytes=declared
    )
    return meeting_views.show_new(user, meeting)
