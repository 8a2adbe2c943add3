"""Dependencies of the routes of one meeting."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from app.api.declarations import raises
from app.api.deps import CurrentUser, ResourcesDep, SessionDep
from app.core.errors import NotFoundError
from app.models import Access, Meeting
from app.services.editing.revisions import Revisions
from app.services.meetings import meetings
from app.services.meetings.live import LiveEvents
from app.services.meetings.meetings import MeetingNotCompletedError, MeetingReadOnlyError
from app.services.storage.objects import Objects


@raises(NotFoundError)
async def get_visible_meeting(meeting_id: UUID, user: CurrentUser, resources: ResourcesDep) -> Meeting:
    """Return the row, which belongs to no session any more: what follows may last, or want a connection itself."""
    async with resources.database.look() as session:
        return await meetings.find(session, user, meeting_id)


@raises(NotFoundError, MeetingNotCompletedError)
async def get_completed_meeting(meeting_id: UUID, user: CurrentUser, session: SessionDep) -> Meeting:
    return await meetings.find_completed(session, user, meeting_id)


@raises(NotFoundError, MeetingNotCompletedError, MeetingReadOnlyError)
async def get_editable_meeting(meeting_id: UUID, user: CurrentUser, session: SessionDep) -> Meeting:
    return await meetings.find_completed(session, user, meeting_id, need=Access.EDIT)


async def get_live(request: Request) -> LiveEvents:
    live: LiveEvents = request.app.state.live
    return live


async def get_objects(resources: ResourcesDep) -> Objects:
    return Objects(resources)


VisibleMeeting = Annotated[Meeting, Depends(get_visible_meeting, scope="function")]
CompletedMeeting = Annotated[Meeting, Depends(get_completed_meeting, scope="function")]
EditableMeeting = Annotated[Meeting, Depends(get_editable_meeting, scope="function")]
"""A completed meeting whose transcript the user may change."""

ObjectsDep = Annotated[Objects, Depends(get_objects)]
LiveDep = Annotated[LiveEvents, Depends(get_live)]


async def get_revisions(session: SessionDep, objects: ObjectsDep, meeting: CompletedMeeting) -> Revisions:
    return Revisions(session, objects, meeting)


async def get_editable_revisions(session: SessionDep, objects: ObjectsDep, meeting: EditableMeeting) -> Revisions:
    return Revisions(session, objects, meeting)


MeetingRevisions = Annotated[Revisions, Depends(get_revisions, scope="function")]
EditableMeetingRevisions = Annotated[Revisions, Depends(get_editable_revisions, scope="function")]
