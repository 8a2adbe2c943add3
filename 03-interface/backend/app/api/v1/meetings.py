"""Meetings: what was uploaded, and how far it is."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Response
from sse_starlette import EventSourceResponse, JSONServerSentEvent, ServerSentEvent

from app.api.deps import CurrentUser, RedisDep, RequestIdDep, ResourcesDep, SessionDep
from app.api.meeting_deps import LiveDep, OwnMeeting
from app.models import Meeting
from app.schemas.common import Page
from app.schemas.meeting import Meeting as MeetingAnswer
from app.schemas.meeting import MeetingChange, MeetingQuery
from app.services import meetings
from app.services.live import follow
from app.services.purge import Purger

router = APIRouter(prefix="/meetings", tags=["meetings"])

_KEEP_ALIVE_SECONDS = 15
_RETRY_MS = 2000
"""How soon a browser connects again when the gateway went away."""


@router.get("")
async def list_meetings(
    query: Annotated[MeetingQuery, Query()], user: CurrentUser, session: SessionDep
) -> Page[MeetingAnswer]:
    """Newest first."""
    found, total = await meetings.list_page(session, user, query)
    items = [MeetingAnswer.model_validate(meeting) for meeting in found]
    return Page(items=items, total=total, page=query.page, size=query.size)


@router.get("/{meeting_id}", response_model=MeetingAnswer)
async def get_meeting(meeting: OwnMeeting) -> Meeting:
    return meeting


@router.patch("/{meeting_id}", response_model=MeetingAnswer)
async def rename_meeting(meeting_id: UUID, change: MeetingChange, user: CurrentUser, session: SessionDep) -> Meeting:
    return await meetings.rename(session, user, meeting_id, change.title)


@router.delete("/{meeting_id}", status_code=HTTPStatus.NO_CONTENT)
async def delete_meeting(meeting_id: UUID, user: CurrentUser, resources: ResourcesDep) -> None:
    """The recording, the transcript and the voices sent with it go as well; a job at work is stopped."""
    async with resources.database.transaction() as session:
        stones = await meetings.delete(session, resources.redis, user, meeting_id)
    await Purger(resources).purge(stones)


@router.post("/{meeting_id}/cancel", status_code=HTTPStatus.ACCEPTED, response_model=MeetingAnswer)
async def cancel_meeting(meeting_id: UUID, user: CurrentUser, session: SessionDep, redis: RedisDep) -> Meeting:
    """A meeting that waits is cancelled at once, one at work as soon as its worker notices."""
    return await meetings.cancel(session, redis, user, meeting_id)


@router.post("/{meeting_id}/retry", status_code=HTTPStatus.ACCEPTED, response_model=MeetingAnswer)
async def retry_meeting(meeting_id: UUID, user: CurrentUser, session: SessionDep, request_id: RequestIdDep) -> Meeting:
    """Process it again, with today's voices; stages whose result would be the same are not repeated."""
    return await meetings.retry(session, user, meeting_id, request_id=request_id)


@router.get(
    "/{meeting_id}/events",
    response_class=EventSourceResponse,
    responses={204: {"description": "The last change is known already"}},
)
async def follow_meeting(
    meeting: OwnMeeting,
    resources: ResourcesDep,
    live: LiveDep,
    last_event_id: Annotated[str | None, Header()] = None,
) -> Response:
    """Server-sent events named `meeting`: its present state, then each change, until its job has ended."""
    if meeting.status.is_final and last_event_id == _event_id(meeting):
        return Response(status_code=HTTPStatus.NO_CONTENT)  # which tells a browser to stop reconnecting

    async def states() -> AsyncIterator[ServerSentEvent]:
        async with aclosing(follow(resources.database, live, meeting.id)) as changes:
            async for state in changes:
                answer = MeetingAnswer.model_validate(state).model_dump(mode="json")
                yield JSONServerSentEvent(answer, event="meeting", id=_event_id(state), retry=_RETRY_MS)

    headers = {"Cache-Control": "no-store, no-transform"}  # a proxy that compresses would hold events back
    return EventSourceResponse(states(), ping=_KEEP_ALIVE_SECONDS, headers=headers)


def _event_id(meeting: Meeting) -> str:
    return f"{meeting.attempt}-{meeting.event_sequence}"
