"""Tags, and which meetings bear them."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.api.audit import audited
from app.api.declarations import raises
from app.api.deps import CurrentUser, SessionDep
from app.api.meeting_deps import VisibleMeeting
from app.core.errors import NotFoundError
from app.models.audit.actions import Action, Subject
from app.schemas.marks.tag import NewTag, Tag, TagChange
from app.services.tags import tags
from app.services.tags.tags import TagExistsError, TooManyTagsError

router = APIRouter(tags=["tags"])


@router.get("/tags")
async def list_tags(user: CurrentUser, session: SessionDep) -> list[Tag]:
    """List your tags, and those that others show on meetings that they share with you."""
    return await tags.list_visible(session, user)


@router.post("/tags", status_code=HTTPStatus.CREATED)
@audited(Action.TAG_MAKE, Subject.TAG)
@raises(TagExistsError, TooManyTagsError)
async def create_tag(wanted: NewTag, user: CurrentUser, session: SessionDep) -> Tag:
    """Make a tag of your own."""
    return await tags.create(session, user, wanted)


@router.patch("/tags/{tag_id}")
@audited(Action.TAG_CHANGE, Subject.TAG)
@raises(NotFoundError, TagExistsError)
async def change_tag(tag_id: UUID, wanted: TagChange, user: CurrentUser, session: SessionDep) -> Tag:
    """Rename a tag of yours, give it another color, or decide who sees it."""
    return await tags.change(session, user, tag_id, wanted)


@router.delete("/tags/{tag_id}", status_code=HTTPStatus.NO_CONTENT)
@audited(Action.TAG_DELETE, Subject.TAG)
@raises(NotFoundError)
async def delete_tag(tag_id: UUID, user: CurrentUser, session: SessionDep) -> None:
    """Delete a tag of yours. The meetings that bear it stay."""
    await tags.delete(session, user, tag_id)


@router.put("/meetings/{meeting_id}/tags/{tag_id}", status_code=HTTPStatus.NO_CONTENT)
@audited(Action.MEETING_TAG, Subject.TAG)
@raises(NotFoundError)
async def attach_tag(meeting: VisibleMeeting, tag_id: UUID, user: CurrentUser, session: SessionDep) -> None:
    """Put a tag of yours on a meeting that you may read."""
    await tags.attach(session, user, meeting, tag_id)


@router.delete("/meetings/{meeting_id}/tags/{tag_id}", status_code=HTTPStatus.NO_CONTENT)
@audited(Action.MEETING_UNTAG, Subject.TAG)
@raises(NotFoundError)
async def detach_tag(meeting: VisibleMeeting, tag_id: UUID, user: CurrentUser, session: SessionDep) -> None:
    """Take a tag of yours off a meeting."""
    await tags.detach(session, user, meeting, tag_id)
