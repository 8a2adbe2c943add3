"""Editing a transcript: each edit makes a revision, and every revision can be read and restored."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sse_starlette import EventSourceResponse, JSONServerSentEvent, ServerSentEvent

from app.api import byte_ranges
from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import BearerDep, CurrentUser, RequestIdDep, ResourcesDep, occupying
from app.api.meeting_deps import EditableMeetingRevisions, LiveDep, MeetingRevisions, ObjectsDep, VisibleMeeting
from app.core.errors import NotFoundError
from app.core.quotas.occupancy import Use
from app.models import Access
from app.models.audit.actions import Action, Subject
from app.schemas.common import Page, PageQueryDep, RowNumber
from app.schemas.meeting import Meeting as MeetingAnswer
from app.schemas.revision import Company, Edit, PassageLanguage, Revision, Saved
from app.services.accounts.usage import TooManyJobsError
from app.services.editing import passages
from app.services.editing.changes import EditOverlapsError
from app.services.editing.operations import NotInTranscriptError
from app.services.editing.revisions import RevisionConflictError, Revisions
from app.services.meetings import meetings
from app.services.meetings import views as meeting_views
from app.services.meetings.company import accompany
from app.services.meetings.meetings import (
    MeetingNotCompletedError,
    MeetingReadOnlyError,
    MeetingRunningError,
    NoRecordingError,
)
from app.services.storage.objects import ObjectMissingError, Objects
from scribe_contracts.transcript import Transcript

router = APIRouter(prefix="/meetings/{meeting_id}/revisions", tags=["meetings"])

_KEEP_ALIVE_SECONDS = 15
_RETRY_MS = 2000


@router.get("")
async def list_revisions(revisions: MeetingRevisions, query: PageQueryDep) -> Page[Revision]:
    """List the revisions, newest first. Number 0 is what the machine heard."""
    items, total = await revisions.list_page(query)
    return Page(items=items, total=total, page=query.page, size=query.size)


@router.post("", status_code=HTTPStatus.CREATED)
@raises(ObjectMissingError, RevisionConflictError, EditOverlapsError, NotInTranscriptError)
@audited(Action.TRANSCRIPT_EDIT, Subject.MEETING)
async def save_revision(revisions: EditableMeetingRevisions, edit: Edit, user: CurrentUser) -> Saved:
    """Edit the newest revision and return the changes.

    409 `revision_conflict`: `base` is not the newest revision any more; read the transcript again and edit that.
    409 `edit_overlaps`: what is to be reverted has been changed again since. An edit that is sent twice, under one
    `edit_id`, is done once.
    """
    return await revisions.save(user, edit)


@router.post("/passage", status_code=HTTPStatus.ACCEPTED)
@raises(
    NotFoundError,
    MeetingReadOnlyError,
    MeetingNotCompletedError,
    MeetingRunningError,
    NoRecordingError,
    ObjectMissingError,
    RevisionConflictError,
    NotInTranscriptError,
    TooManyJobsError,
)
@audited(Action.PASSAGE_TRANSCRIBE, Subject.MEETING)
async def transcribe_passage(
    meeting_id: UUID, wanted: PassageLanguage, user: CurrentUser, resources: ResourcesDep, request_id: RequestIdDep
) -> MeetingAnswer:
    """Transcribe some segments again, in the language that is spoken in them, and nothing else.

    The job is an attempt of its own, with progress, and can be cancelled; the transcript stays readable. When it is
    completed, its result is a revision, which can be reverted. Needs permission to edit. Where somebody edited the same
    segments meanwhile, the edit stays and the attempt fails with `passage_edited`.
    """
    async with resources.database.transaction() as session:
        meeting = await meetings.find_completed(session, user, meeting_id, need=Access.EDIT, lock=True)
        meetings.require_idle(meeting)
        work = await passages.describe(Revisions(session, Objects(resources), meeting), user, wanted)
        await meetings.begin_attempt(session, resources, meeting, passage=work, request_id=request_id)
        return await meeting_views.show(session, user, meeting)


@router.get(
    "/events",
    dependencies=[occupying(Use.EVENT_STREAM)],
    response_class=EventSourceResponse,
    responses={200: {"model": Company, "description": "The data of each event"}},
)
async def follow_edits(
    meeting: VisibleMeeting,
    bearer: BearerDep,
    resources: ResourcesDep,
    live: LiveDep,
    *,
    follow: Annotated[bool, Query(description="False for the present state only")] = True,
) -> Response:
    """Stream server-sent events named `company`: the newest revision, the state of the comments, and who else is here.

    The present state, then each change. Read the transcript again when there is a newer revision than yours, and
    the comments when `comments` is another.
    """

    async def states() -> AsyncIterator[ServerSentEvent]:
        async with aclosing(accompany(resources, live, bearer, meeting.id)) as changes:
            async for company in changes:
                yield JSONServerSentEvent(company.model_dump(mode="json"), event="company", retry=_RETRY_MS)
                if not follow:
                    return

    headers = {"Cache-Control": "no-store, no-transform"}  # a compressing proxy would hold events back
    return EventSourceResponse(states(), ping=_KEEP_ALIVE_SECONDS, headers=headers)


@router.get("/{number}", responses={200: {"model": Transcript}})
@raises(NotFoundError, ObjectMissingError, byte_ranges.RangeNotSatisfiableError)
@reads(Action.REVISION_READ, Subject.MEETING, details=("number",))
async def get_revision(
    revisions: MeetingRevisions,
    number: RowNumber,
    request: Request,
    objects: ObjectsDep,
) -> Response:
    """Return the whole transcript as of that revision."""
    location = revisions.location(await revisions.find(number))
    return await byte_ranges.serve(request, objects, location, "application/json")
