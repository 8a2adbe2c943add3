"""What the routes of one meeting ask for."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from app.api.deps import CurrentUser, ResourcesDep, SessionDep
from app.models import Access, Meeting
from app.services import meetings
from app.services.live import LiveEvents
from app.services.objects import Objects


async def get_visible_meeting(meeting_id: UUID, user: CurrentUser, session: SessionDep) -> Meeting:
    return await meetings.find(session, user, meeting_id)


async def get_completed_meeting(meeting_id: UUID, user: CurrentUser, session: SessionDep) -> Meeting:
    return await meetings.find_completed(session, user, meeting_id)


async def get_editable_meeting(meeting_id: UUID, user: CurrentUser, session: SessionDep) -> Meeting:
    return await meetings.find_completed(session, user, meeting_id, need=Access.EDIT)


def get_live(request: Request) -> LiveEvents:
    live: LiveEvents = request.app.state.live
    return live


def get_objects(resources: ResourcesDep) -> Objects:
    return Objects(resources)


VisibleMeeting = Annotated[Meeting, Depends(get_visible_meeting, scope="function")]
CompletedMeeting = Annotated[Meeting, Depends(get_completed_meeting, scope="function")]
EditableMeeting = Annotated[Meeting, Depends(get_editable_meeting, scope="function")]
"""Completed, and the user may change what is written in it."""

LiveDep = Annotated[LiveEvents, Depends(get_live)]
ObjectsDep = Annotated[Objects, Depends(get_objects)]
