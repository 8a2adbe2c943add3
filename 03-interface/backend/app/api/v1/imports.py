"""Import of a transcript that was made elsewhere."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request

from app.api.audit import audited
from app.api.declarations import raises
from app.api.deps import CurrentUser, IdempotencyKey, RequestIdDep, ResourcesDep, counting, occupying
from app.core.quotas.allowance import Asked
from app.core.quotas.occupancy import Use
from app.models.audit.actions import Action, Subject
from app.schemas.meeting import Meeting as MeetingAnswer
from app.schemas.process import ImportFields
from app.services.forms.errors import FORM_ERRORS
from app.services.forms.multipart import MultipartReader
from app.services.imports import imports as service
from app.services.imports.errors import EmptyTranscriptError, MalformedTranscriptError, MissingTranscriptError
from app.services.meetings import views as meeting_views
from app.services.repeats.request_keys import KeyReusedError, KeySpentError
from app.services.uploads.errors import EmptyFileError, NotMediaError, UploadLostError
from app.services.uploads.process import reject_too_large

router = APIRouter(tags=["imports"])


def _form() -> dict[str, Any]:
    """Return the form for OpenAPI; FastAPI cannot infer it, since the body is read as a stream."""
    properties: dict[str, Any] = ImportFields.model_json_schema()["properties"]
    for field in properties.values():
        field.update(next(choice for choice in field.pop("anyOf") if choice["type"] != "null"))
        field.pop("default", None)
    binary = {"type": "string", "format": "binary"}
    files = {
        "transcript": binary
        | {
            "description": "SubRip, WebVTT, JSON of this product or of WhisperX, lines of “Name: text” with or without "
            "times, or a Word document of such lines; recognised by its content"
        },
        "file": binary | {"description": "The recording, if there is one; it is made playable, not transcribed"},
    }
    form = {"type": "object", "required": ["transcript"], "properties": files | properties}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form}}}}


@router.post(
    "/imports",
    dependencies=[counting(Asked.IMPORT), occupying(Use.RECORDING)],
    status_code=HTTPStatus.CREATED,
    openapi_extra=_form(),
)
@raises(
    *FORM_ERRORS,
    MissingTranscriptError,
    EmptyTranscriptError,
    MalformedTranscriptError,
    NotMediaError,
    EmptyFileError,
    UploadLostError,
    KeyReusedError,
    KeySpentError,
)
@audited(Action.MEETING_CREATE, Subject.MEETING)
async def import_transcript(
    request: Request,
    user: CurrentUser,
    resources: ResourcesDep,
    request_id: RequestIdDep,
    idempotency_key: IdempotencyKey = None,
) -> MeetingAnswer:
    """Make a meeting of a transcript. Without a recording it is completed at once.

    An error in the transcript names its line and what was expected there. Sent again with the same `Idempotency-Key`,
    the same form returns the same meeting.
    """
    reject_too_large(int(request.headers.get("Content-Length", 0)), resources.settings.max_upload_bytes)
    meeting = await service.import_transcript(
        resources, MultipartReader.of(request), user, request_id=request_id, key=idempotency_key
    )
    return meeting_views.show_new(user, meeting)
