"""The part of an export about one meeting, as its owner sees it."""

import asyncio
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Access, Meeting, Minutes, Revision, User
from app.resources import Resources
from app.schemas.revision import Revision as RevisionAnswer
from app.services.comments import comments
from app.services.editing.revisions import Revisions
from app.services.guests import links
from app.services.meetings import meetings, shares, views
from app.services.minutes import items, minutes
from app.services.minutes import views as minutes_views
from app.services.minutes.staleness import Present
from app.services.storage.objects import ObjectMissingError, Objects
from scribe_contracts.transcript import Transcript


class MeetingData(NamedTuple):
    """A meeting with all that belongs to it; its recording lies in storage."""

    meeting: Meeting
    about: dict[str, Any]
    transcript: Transcript | None
    lacks_minutes: bool
    """There are some, but what they rest on is not in storage."""


async def look_up(session: AsyncSession, resources: Resources, user: User, meeting_id: UUID) -> MeetingData:
    """Return a meeting of the user's. Raise NotFoundError for one that is gone, or another's by now."""
    meeting = await meetings.find(session, user, meeting_id, need=Access.OWNER)
    revisions = Revisions(session, Objects(resources), meeting)
    transcript = await _transcript(revisions)
    made = select(Revision).where(Revision.meeting_id == meeting.id).order_by(Revision.number)
    written = await minutes.list_of(session, meeting)
    found = {
        "meeting": await views.show(session, user, meeting),
        "sharing": await shares.show(session, user, meeting_id),
        "links": (await links.show(session, resources, user, meeting_id)).links,
        "comments": [comments.show(comment, user) for comment in await comments.of_meeting(session, meeting)],
        "revisions": [RevisionAnswer.model_validate(row) for row in await session.scalars(made)],
        "minutes": await _show_minutes(session, written, transcript),
    }
    about = await asyncio.to_thread(to_jsonable_python, found)
    return MeetingData(meeting, about, transcript, lacks_minutes=bool(written) and transcript is None)


async def _transcript(revisions: Revisions) -> Transcript | None:
    try:
        return await revisions.load(await revisions.newest())
    except ObjectMissingError:
        return None


async def _show_minutes(session: AsyncSession, written: Sequence[Minutes], transcript: Transcript | None) -> list[Any]:
    if transcript is None:
        return []
    return [
        minutes_views.show(each, await items.of_minutes(session, each), Present(transcript, each.language))
        for each in written
    ]
