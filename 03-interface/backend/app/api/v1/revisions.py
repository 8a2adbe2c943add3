"""Editing a transcript: each edit makes a revision, and every revision can be read and restored."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from app.api import byte_ranges
from app.api.declarations import raises
from app.api.deps import CurrentUser
from app.api.meeting_deps import EditableMeetingRevisions, MeetingRevisions, ObjectsDep
from app.core.errors import NotFoundError
from app.schemas.common import Page, PageQueryDep, RowNumber
from app.schemas.revision import Edit, Revision, Saved
from app.services.editing.changes import EditOverlapsError
from app.services.editing.operations import NotInTranscriptError
from app.services.editing.revisions import RevisionConflictError
from app.services.storage.objects import ObjectMissingError
from scribe_contracts.transcript import Transcript

router = APIRouter(prefix="/meetings/{meeting_id}/revisions", tags=["meetings"])


@router.get("")
async def list_revisions(revisions: MeetingRevisions, query: PageQueryDep) -> Page[Revision]:
    """List the revisions, newest first. Number 0 is what the machine heard."""
    items, total = await revisions.list_page(query)
    return Page(items=items, total=total, page=query.page, size=query.size)


@router.post("", status_code=HTTPStatus.CREATED)
@raises(ObjectMissingError, RevisionConflictError, EditOverlapsError, NotInTranscriptError)
async def save_revision(revisions: EditableMeetingRevisions, edit: Edit, user: CurrentUser) -> Saved:
    """Edit the newest revision and return the changes.

    409 `revision_conflict`: `base` is not the newest revision any more; read the transcript again and edit that.
    409 `edit_overlaps`: what is to be reverted has been changed again since. An edit that is sent twice, under one
    `edit_id`, is done once.
    """
    return await revisions.save(user, edit)


@router.get("/{number}", responses={200: {"model": Transcript}})
@raises(NotFoundError, ObjectMissingError, byte_ranges.RangeNotSatisfiableError)
async def get_revision(
    revisions: MeetingRevisions,
    number: RowNumber,
    request: Request,
    objects: ObjectsDep,
) -> Response:
    """Return the whole transcript as of that revision."""
    location = revisions.location(await revisions.find(number))
    return await byte_ranges.serve(request, objects, location, "application/json")
