"""Tags: made by a user, put on meetings that the user may read, and shown to others as the user allows."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database_errors import is_orphan
from app.core.errors import ConflictError, NotFoundError
from app.core.folding import fold
from app.core.text import name_key
from app.models import Meeting, MeetingTag, Tag, User
from app.schemas.marks.tag import MeetingTag as MeetingTagAnswer
from app.schemas.marks.tag import NewTag, TagChange
from app.schemas.marks.tag import Tag as TagAnswer
from app.services.audit import entry as audit
from app.services.rights.readable import readable_ids

MAX_TAGS = 200
"""Tags of one user."""


class TagExistsError(ConflictError):
    """You have a tag of this name already."""

    code = "tag_exists"


class TooManyTagsError(ConflictError):
    """The account has as many tags as it may have."""

    code = "too_many_tags"


def shown_to(viewer_id: UUID | ColumnElement[UUID]) -> ColumnElement[bool]:
    """Return the condition, on a tag and a meeting that bears it, that the viewer sees the tag there.

    That the viewer may read the meeting is not part of it.
    """
    return or_(Tag.owner_id == viewer_id, and_(Tag.shared, Tag.owner_id == Meeting.owner_id))


def bears(user: User, tag_id: UUID) -> ColumnElement[bool]:
    """Return the condition that a meeting bears a tag as the user sees it; for a tag of strangers none does."""
    return exists().where(
        MeetingTag.meeting_id == Meeting.id, MeetingTag.tag_id == tag_id, Tag.id == tag_id, shown_to(user.id)
    )


async def list_visible(session: AsyncSession, user: User) -> list[TagAnswer]:
    """Return the user's own tags, then those that others show on meetings shared with the user, each by name."""
    counted = (
        select(MeetingTag.tag_id, func.count().label("meetings"))
        .join(Meeting, Meeting.id == MeetingTag.meeting_id)
        .join(Tag, Tag.id == MeetingTag.tag_id)
        .where(shown_to(user.id), Meeting.id.in_(readable_ids(user)))
        .group_by(MeetingTag.tag_id)
        .subquery()
    )
    meetings = func.coalesce(counted.c.meetings, 0)
    rows = await session.execute(
        select(Tag, User.name, meetings)
        .join(User, User.id == Tag.owner_id)
        .outerjoin(counted, counted.c.tag_id == Tag.id)
        .where(or_(Tag.owner_id == user.id, meetings > 0))
        .order_by(Tag.key, Tag.id)
    )
    found = [_answer(tag, user, name, count) for tag, name, count in rows]
    # As people look them up: without capitals and accents.
    return sorted(found, key=lambda tag: (not tag.own, fold(tag.name)))


def seen_on_meeting(viewer_id: ColumnElement[UUID]) -> ScalarSelect[Any]:
    """Select, for each meeting of the statement around it, the tags that the viewer sees there; see `read_seen`."""
    tag = func.jsonb_build_object("id", Tag.id, "name", Tag.name, "color", Tag.color, "own", Tag.owner_id == viewer_id)
    return (
        select(func.jsonb_agg(tag))
        .where(MeetingTag.meeting_id == Meeting.id, Tag.id == MeetingTag.tag_id, shown_to(viewer_id))
        .correlate(Meeting)
        .scalar_subquery()
    )


def read_seen(found: list[dict[str, Any]] | None) -> list[MeetingTagAnswer]:
    """Return what `seen_on_meeting` found, by name."""
    tags = [MeetingTagAnswer.model_validate(tag) for tag in found or ()]
    return sorted(tags, key=lambda tag: fold(tag.name))


async def create(session: AsyncSession, user: User, wanted: NewTag) -> TagAnswer:
    """Make a tag; raise TagExistsError or TooManyTagsError."""
    owner = await _lock(session, user)
    held = await session.scalar(select(func.count()).select_from(Tag).where(Tag.owner_id == owner.id)) or 0
    if held >= MAX_TAGS:
        raise TooManyTagsError(f"An account has {MAX_TAGS} tags at most. Delete one first.")
    await _require_free(session, owner, wanted.name)
    tag = Tag(owner_id=owner.id, name=wanted.name, key=name_key(wanted.name), color=wanted.color, shared=wanted.shared)
    session.add(tag)
    await session.flush()
    audit.tell(tag.id)
    return _answer(tag, user, owner.name, 0)


async def change(session: AsyncSession, user: User, tag_id: UUID, wanted: TagChange) -> TagAnswer:
    """Rename a tag of one's own, give it another color, show or hide it; raise NotFoundError or TagExistsError."""
    owner = await _lock(session, user)
    tag = await _own(session, user, tag_id)
    if wanted.name is not None:
        await _require_free(session, owner, wanted.name, beside=tag.id)
        tag.name, tag.key = wanted.name, name_key(wanted.name)
    if wanted.color is not None:
        tag.color = wanted.color
    if wanted.shared is not None:
        tag.shared = wanted.shared
    await session.flush()
    bearing = select(func.count()).where(MeetingTag.tag_id == tag.id, MeetingTag.meeting_id.in_(readable_ids(user)))
    return _answer(tag, user, owner.name, await session.scalar(bearing) or 0)


async def delete(session: AsyncSession, user: User, tag_id: UUID) -> None:
    """Delete a tag of one's own, and take it off all meetings."""
    await session.delete(await _own(session, user, tag_id))


async def attach(session: AsyncSession, user: User, meeting: Meeting, tag_id: UUID) -> None:
    """Put a tag of one's own on a meeting that one may read; a second time changes nothing."""
    tag = await _own(session, user, tag_id)
    row = insert(MeetingTag).values(meeting_id=meeting.id, tag_id=tag.id)
    try:
        await session.execute(row.on_conflict_do_nothing())
    except DBAPIError as error:
        if not is_orphan(error):
            raise
        raise NotFoundError("The tag, or the meeting, has just been deleted.") from error


async def detach(session: AsyncSession, user: User, meeting: Meeting, tag_id: UUID) -> None:
    """Take a tag of one's own off a meeting; one that is not there changes nothing."""
    tag = await _own(session, user, tag_id)
    row = await session.get(MeetingTag, (meeting.id, tag.id))
    if row is not None:
        await session.delete(row)


async def _lock(session: AsyncSession, user: User) -> User:
    """Lock the user's row, so that two requests at once do not make two tags of one name."""
    return await session.get_one(User, user.id, with_for_update={"key_share": True})


async def _require_free(session: AsyncSession, owner: User, name: str, *, beside: UUID | None = None) -> None:
    query = select(Tag.id).where(Tag.owner_id == owner.id, Tag.key == name_key(name))
    found = await session.scalar(query)
    if found is not None and found != beside:
        raise TagExistsError("You have a tag of this name already.")


async def _own(session: AsyncSession, user: User, tag_id: UUID) -> Tag:
    tag = await session.get(Tag, tag_id)
    if tag is None or tag.owner_id != user.id:
        raise NotFoundError("There is no such tag of yours.")
    return tag


def _answer(tag: Tag, viewer: User, owner_name: str, meetings: int) -> TagAnswer:
    return TagAnswer(
        id=tag.id,
        name=tag.name,
        color=tag.color,
        own=tag.owner_id == viewer.id,
        shared=tag.shared,
        owner_name=owner_name,
        meetings=meetings,
    )
