"""What the routes of one meeting ask for."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from app.api.deps import CurrentUser, ResourcesDep, SessionDep
from app.models import Meeting
from app.services import meetings
from app.services.live import LiveEvents
from app.services.objects import Objects
from app.services.revisions import Revisions


async def get_own_meeting(meeting_id: UUID, user: CurrentUser, session: SessionDep) -> Meeting:
    return await meetings.find(session, user, meeting_id)


async def get_completed_meeting(meeting_id: UUID, user: CurrentUser, session: SessionDep) -> Meeting:
    return await meetings.find_completed(session, user, meeting_id)


async def get_editable_meeting(meeting_id: UUID, user: CurrentUser, session: SessionDep) -> Meeting:
    return await meetings.find_editable(session, user, meeting_id)


def get_live(request: Request) -> LiveEvents:
    live: LiveEvents = request.app.state.live
    return live


def get_objects(resources: ResourcesDep) -> Objects:
    return Objects(resources)


ObjectsDep = Annotated[Objects, Depends(get_objects)]
OwnMeeting = Annotated[Meeting, Depends(get_own_meeting, scope="function")]
CompletedMeeting = Annotated[Meeting, Depends(get_completed_meeting, scope="function")]
EditableMeeting = Annotated[Meeting, Depends(get_editable_meeting, scope="function")]
LiveDep = Annotated[LiveEvents, Depends(get_live)]


def get_revisions(session: SessionDep, objects: ObjectsDep, meeting: CompletedMeeting) -> Revisions:
    return Revisions(session, objects, meeting)


def get_editable_revisions(session: SessionDep, objects: ObjectsDep, meeting: EditableMeeting) -> Revisions:
    return Revisions(session, objects, meeting)


MeetingRevisions = Annotated[Revisions, Depends(get_revisions, scope="function")]
EditableMeetingRevisions = Annotated[Revisions, Depends(get_editable_revisions, scope="function")]
