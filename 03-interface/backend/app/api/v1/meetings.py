"""Meetings: their list, their state and progress, and what may be done with one."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Response
from sse_starlette import EventSourceResponse, JSONServerSentEvent, ServerSentEvent

from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import BearerDep, CurrentUser, LookDep, RedisDep, RequestIdDep, ResourcesDep, SessionDep, occupying
from app.api.meeting_deps import LiveDep, VisibleMeeting
from app.core.errors import InvalidError, NotFoundError
from app.core.quotas.occupancy import Use
from app.models import Meeting
from app.models.audit.actions import Action, Subject
from app.schemas.common import Page
from app.schemas.meeting import ListedMeeting, ListedSpeaker, Match, MatchQuery, MeetingChange, MeetingQuery
from app.schemas.meeting import Meeting as MeetingAnswer
from app.schemas.process import OptionsChange
from app.services.accounts.usage import TooManyJobsError
from app.services.identification.decisions import IdentificationOffError
from app.services.meetings import library, meetings
from app.services.meetings import views as meeting_views
from app.services.meetings.live import follow
from app.services.meetings.meetings import (
    MeetingEndedError,
    MeetingReadOnlyError,
    MeetingRunningError,
    NoRecordingError,
    NotMeetingOwnerError,
)
from app.services.meetings.removal import LegalHoldError, settle
from app.services.storage.purge import Purger

router = APIRouter(prefix="/meetings", tags=["meetings"])

_KEEP_ALIVE_SECONDS = 15
_RETRY_MS = 2000
"""Milliseconds after which a browser connects again when the gateway went away."""


@router.get("")
@reads(Action.LIBRARY_READ, once=True)
async def list_meetings(
    query: Annotated[MeetingQuery, Query()], user: CurrentUser, resources: ResourcesDep
) -> Page[ListedMeeting]:
    """List your meetings and those shared with you. With `q`, each comes with the sentences that were found."""
    # A search has settings of its own for its transaction.
    reading = resources.database.transaction if query.q else resources.database.look
    async with reading() as session:
        return await library.list_page(session, user, query)


@router.get("/speakers")
async def list_speakers(user: CurrentUser, session: SessionDep) -> list[ListedSpeaker]:
    """List the people who are heard under a name in these meetings, most often heard first."""
    return await library.list_speakers(session, user)


@router.get("/{meeting_id}")
@reads(Action.MEETING_OPEN, Subject.MEETING, once=True)
@raises(NotFoundError)
async def get_meeting(meeting_id: UUID, user: CurrentUser, session: LookDep) -> MeetingAnswer:
    """Return one meeting."""
    return await meeting_views.see(session, user, meeting_id)


@router.get("/{meeting_id}/matches")
@reads(Action.SEARCH, Subject.MEETING, once=True)
async def list_matches(
    meeting: VisibleMeeting, query: Annotated[MatchQuery, Query()], user: CurrentUser, session: SessionDep
) -> list[Match]:
    """List the sentences found in one meeting, in the order in which they were said; the list shows only the best."""
    return await library.list_matches(session, user, meeting.id, query)


@router.patch("/{meeting_id}")
@raises(NotFoundError, MeetingReadOnlyError)
@audited(Action.MEETING_CHANGE, Subject.MEETING)
async def change_meeting(
    meeting_id: UUID, change: MeetingChange, user: CurrentUser, session: SessionDep
) -> MeetingAnswer:
    """Change the title, the time at which it was held, or both. Needs permission to edit."""
    meeting = await meetings.describe(session, user, meeting_id, title=change.title, held_at=change.held_at)
    return await meeting_views.show(session, user, meeting)


@router.delete("/{meeting_id}", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError, NotMeetingOwnerError, LegalHoldError)
@audited(Action.MEETING_DELETE, Subject.MEETING)
async def delete_meeting(meeting_id: UUID, user: CurrentUser, resources: ResourcesDep) -> None:
    """Delete the meeting with its recording, its transcript and the voices sent with it; a running job is stopped.

    Only its owner may do this, as with cancelling and processing again.
    """
    async with resources.database.transaction() as session:
        removed = await meetings.delete(session, user, meeting_id)
    await settle(resources.redis, removed)
    await Purger(resources).purge(removed.tombstones)


@router.post("/{meeting_id}/cancel", status_code=HTTPStatus.ACCEPTED)
@raises(NotFoundError, NotMeetingOwnerError, MeetingReadOnlyError, MeetingEndedError)
@audited(Action.MEETING_CANCEL, Subject.MEETING)
async def cancel_meeting(meeting_id: UUID, user: CurrentUser, session: SessionDep, redis: RedisDep) -> MeetingAnswer:
    """Cancel the job: at once if it waits, and if it runs, as soon as its worker notices.

    Only its owner may do this; who may edit may cancel work on a passage.
    """
    meeting = await meetings.cancel(session, redis, user, meeting_id)
    return await meeting_views.show(session, user, meeting)


@router.post("/{meeting_id}/retry", status_code=HTTPStatus.ACCEPTED)
@raises(
    NotFoundError,
    NotMeetingOwnerError,
    MeetingRunningError,
    NoRecordingError,
    TooManyJobsError,
    InvalidError,
    IdentificationOffError,
)
@audited(Action.MEETING_RETRY, Subject.MEETING)
async def retry_meeting(
    meeting_id: UUID,
    user: CurrentUser,
    session: SessionDep,
    resources: ResourcesDep,
    *,
    request_id: RequestIdDep,
    change: OptionsChange | None = None,
) -> MeetingAnswer:
    """Process the meeting again, with the voices of today and, if the body has some, other options.

    Stages whose result would be the same are skipped. What was read so far stays readable, and is replaced when the
    new attempt is completed; it is then among the revisions, and can be restored. An attempt that fails or is cancelled
    changes nothing. Of a meeting whose transcript was imported, only the recording is prepared again, unless the body
    has options: then it is transcribed, and what was imported stays among the revisions. Only its owner may do this.
    """
    meeting = await meetings.retry(session, resources, user, meeting_id, request_id=request_id, change=change)
    return await meeting_views.show(session, user, meeting)


@router.get(
    "/{meeting_id}/events",
    dependencies=[occupying(Use.EVENT_STREAM)],
    response_class=EventSourceResponse,
    responses={204: {"description": "The last change is known already"}},
)
async def follow_meeting(
    meeting: VisibleMeeting,
    bearer: BearerDep,
    resources: ResourcesDep,
    live: LiveDep,
    *,
    last_event_id: Annotated[str | None, Header()] = None,
) -> Response:
    """Stream server-sent events named `meeting`: the present state, then each change, until the job has ended."""
    if meeting.status.is_final and last_event_id == _event_id(meeting):
        return Response(status_code=HTTPStatus.NO_CONTENT)  # tells a browser to stop reconnecting

    async def states() -> AsyncIterator[ServerSentEvent]:
        async with aclosing(follow(resources.database, live, bearer, meeting.id)) as changes:
            async for state, answer in changes:
                yield JSONServerSentEvent(
                    answer.model_dump(mode="json"), event="meeting", id=_event_id(state), retry=_RETRY_MS
                )

    headers = {"Cache-Control": "no-store, no-transform"}  # a compressing proxy would hold events back
    return EventSourceResponse(states(), ping=_KEEP_ALIVE_SECONDS, headers=headers)


def _event_id(meeting: Meeting) -> str:
    return f"{meeting.attempt}-{meeting.event_sequence}"
