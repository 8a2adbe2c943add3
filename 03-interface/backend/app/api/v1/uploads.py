"""Upload of a recording in parts, which survives broken connections."""

from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Request

from app.api.audit import audited
from app.api.declarations import raises
from app.api.deps import CurrentUser, IdempotencyKey, LookDep, RequestIdDep, ResourcesDep, occupying
from app.core.errors import NotFoundError, TooLargeError
from app.core.quotas.occupancy import Use
from app.core.quotas.pace import TooSlowError
from app.models.audit.actions import Action, Subject
from app.schemas.common import RowNumber
from app.schemas.meeting import Meeting as MeetingAnswer
from app.schemas.upload import Upload, UploadStart, UploadSummary
from app.services.accounts.usage import QUOTA_ERRORS
from app.services.forms.errors import IncompleteFormError
from app.services.identification.decisions import IdentificationOffError
from app.services.meetings import views as meeting_views
from app.services.repeats.request_keys import KeyReusedError, KeySpentError
from app.services.uploads import parts, resumable
from app.services.uploads.errors import (
    DigestMismatchError,
    DigestMissingError,
    EmptyFileError,
    NotMediaError,
    PartMismatchError,
    PartsMissingError,
    TooManyUploadsError,
    UploadLostError,
)

router = APIRouter(prefix="/uploads", tags=["process"])

_BYTES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("", status_code=HTTPStatus.CREATED)
@raises(
    EmptyFileError,
    NotMediaError,
    TooLargeError,
    TooManyUploadsError,
    KeyReusedError,
    KeySpentError,
    IdentificationOffError,
    *QUOTA_ERRORS,
)
@audited(Action.UPLOAD_BEGIN, Subject.UPLOAD)
async def begin_upload(
    start: UploadStart, user: CurrentUser, resources: ResourcesDep, idempotency_key: IdempotencyKey = None
) -> Upload:
    """Announce a recording. Then PUT its parts, several at a time if you like, and POST `complete`.

    A cut connection loses at most the parts that were being sent: ask for the parts that have arrived, and go on. An
    upload is abandoned when no part has come for a day (`SCRIBE_ORPHAN_HOURS`).
    """
    return Upload.of(*await resumable.begin(resources, user, start, key=idempotency_key))


@router.get("")
async def list_uploads(user: CurrentUser, session: LookDep) -> list[UploadSummary]:
    """List your unfinished uploads, newest first."""
    found = await resumable.list_all(session, user)
    return [UploadSummary.summarize(upload, received) for upload, received in found]


@router.get("/{upload_id}")
@raises(NotFoundError)
async def get_upload(upload_id: UUID, user: CurrentUser, session: LookDep) -> Upload:
    """Return the upload with the parts that have arrived and their checksums."""
    return Upload.of(*await resumable.find_progress(session, user, upload_id))


@router.put(
    "/{upload_id}/parts/{number}",
    dependencies=[occupying(Use.PART)],
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=_BYTES,
)
@raises(
    NotFoundError,
    DigestMissingError,
    DigestMismatchError,
    PartMismatchError,
    IncompleteFormError,
    TooSlowError,
    UploadLostError,
)
async def put_part(
    upload_id: UUID,
    number: RowNumber,
    *,
    request: Request,
    user: CurrentUser,
    resources: ResourcesDep,
    content_digest: Annotated[str, Header(description="RFC 9530, of this part: sha-256=:<base64>:")] = "",
    content_length: Annotated[int | None, Header(include_in_schema=False)] = None,
) -> None:
    """Send one part. It counts once it is whole and has the SHA-256 of the header; otherwise send it again."""
    part = parts.IncomingPart(number, content_length, content_digest, request.stream())
    await parts.receive(resources, user, upload_id, part)


@router.post("/{upload_id}/complete", status_code=HTTPStatus.ACCEPTED)
@raises(NotFoundError, PartsMissingError, UploadLostError)
@audited(Action.MEETING_CREATE, Subject.MEETING, details=("upload_id",))
async def complete_upload(
    upload_id: UUID, user: CurrentUser, resources: ResourcesDep, request_id: RequestIdDep
) -> MeetingAnswer:
    """Turn an upload whose parts have all arrived into a queued meeting, as `process` returns it. Safe to repeat."""
    return meeting_views.show_new(user, await resumable.complete(resources, user, upload_id, request_id=request_id))


@router.delete("/{upload_id}", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError)
@audited(Action.UPLOAD_CANCEL, Subject.UPLOAD)
async def cancel_upload(upload_id: UUID, user: CurrentUser, resources: ResourcesDep) -> None:
    """Cancel the upload. Nothing of it is kept."""
    await resumable.cancel(resources, user, upload_id)
