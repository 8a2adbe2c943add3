"""Comments: read by all who may read the meeting, written by those who may edit it, changed by their authors."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database_errors import is_orphan
from app.core.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from app.core.nudges.nudges import tell
from app.models import Access, Comment, Meeting, User
from app.models.base import now
from app.schemas.marks.comment import Comment as CommentAnswer
from app.schemas.marks.comment import CommentChange, NewComment
from app.services.audit import entry as audit
from app.services.comments.quotes import origin
from app.services.editing.revisions import Revisions
from app.services.meetings import meetings

MAX_COMMENTS = 2000
"""Comments on one meeting."""

MAX_CHARACTERS = 1_000_000
"""Characters of all comments on one meeting, which are listed at once."""

MAX_NAMED_SEGMENTS = 100_000
"""Segments that all comments on one meeting name."""


class TooManyCommentsError(ConflictError):
    """The meeting has as many comments as it may have."""

    code = "too_many_comments"


class CommentsTooLongError(ConflictError):
    """The comments on the meeting are as long as they may be together."""

    code = "comments_too_long"


class NotCommentAuthorError(ForbiddenError):
    """Only its author may change a comment; the meeting's owner may delete it too."""

    code = "not_comment_author"


async def of_meeting(session: AsyncSession, meeting: Meeting) -> list[Comment]:
    """Return the comments in the order of the recording."""
    query = select(Comment).where(Comment.meeting_id == meeting.id)
    heard = func.coalesce(Comment.second, Comment.start)
    return list(await session.scalars(query.order_by(heard, Comment.created_at, Comment.id)))


async def write(session: AsyncSession, user: User, revisions: Revisions, wanted: NewComment) -> CommentAnswer:
    """Comment on a meeting that the user may edit.

    Raise InvalidError for a segment that is not in its transcript, TooManyCommentsError or CommentsTooLongError.
    """
    meeting = revisions.meeting
    await _require_room(session, meeting.id, wanted)
    transcript = await revisions.load(await revisions.newest())
    if unknown := set(wanted.segments) - {origin(segment) for segment in transcript.segments}:
        raise InvalidError.field("segments", f"The transcript has no segment {min(unknown)}.")
    comment = Comment(
        meeting_id=meeting.id,
        author_id=user.id,
        start=wanted.start,
        end=wanted.end,
        segments=wanted.segments,
        text=wanted.text,
    )
    session.add(comment)
    try:
        await session.flush()
    except DBAPIError as error:
        if not is_orphan(error):
            raise
        raise NotFoundError("There is no such meeting.") from error
    await session.refresh(comment, ["author"])
    audit.tell(comment.id)
    await tell(session, meeting.id)
    return show(comment, user)


async def change(
    session: AsyncSession, user: User, meeting_id: UUID, comment_id: UUID, wanted: CommentChange
) -> CommentAnswer:
    """Give a comment of one's own another text.

    Raise NotFoundError, MeetingReadOnlyError, NotCommentAuthorError or CommentsTooLongError.
    """
    await meetings.find(session, user, meeting_id, need=Access.EDIT)
    comment = await _find(session, meeting_id, comment_id)
    if comment.author_id != user.id:
        raise NotCommentAuthorError("Only its author may change a comment.")
    added = len(wanted.text) - len(comment.text)
    if added > 0 and (await _held(session, meeting_id)).characters + added > MAX_CHARACTERS:
        raise _too_long()
    comment.text, comment.edited_at = wanted.text, now()
    await session.flush()
    await tell(session, meeting_id)
    return show(comment, user)


async def delete(session: AsyncSession, user: User, meeting_id: UUID, comment_id: UUID) -> None:
    """Delete a comment of one's own, or any on a meeting that one owns. Its author may also if only reading is left."""
    meeting = await meetings.find(session, user, meeting_id)
    comment = await _find(session, meeting_id, comment_id)
    if user.id not in {comment.author_id, meeting.owner_id}:
        raise NotCommentAuthorError("Only its author and the meeting's owner may delete a comment.")
    await session.delete(comment)
    await tell(session, meeting_id)


def show(comment: Comment, viewer: User) -> CommentAnswer:
    return CommentAnswer(
        id=comment.id,
        author_name=comment.author.name,
        own=comment.author_id == viewer.id,
        start=comment.start,
        end=comment.end,
        segments=comment.segments,
        second=comment.second,
        text=comment.text,
        created_at=comment.created_at,
        edited_at=comment.edited_at,
    )


async def _find(session: AsyncSession, meeting_id: UUID, comment_id: UUID) -> Comment:
    comment = await session.get(Comment, comment_id)
    if comment is None or comment.meeting_id != meeting_id:
        raise NotFoundError("There is no such comment on this meeting.")
    return comment


class _Held(NamedTuple):
    comments: int
    characters: int
    segments: int


async def _held(session: AsyncSession, meeting_id: UUID) -> _Held:
    """Return how much there is on the meeting."""
    query = select(
        func.count(),
        func.coalesce(func.sum(func.char_length(Comment.text)), 0),
        func.coalesce(func.sum(func.cardinality(Comment.segments)), 0),
    ).where(Comment.meeting_id == meeting_id)
    return _Held(*(await session.execute(query)).one())


async def _require_room(session: AsyncSession, meeting_id: UUID, wanted: NewComment) -> None:
    held = await _held(session, meeting_id)
    if held.comments >= MAX_COMMENTS:
        raise TooManyCommentsError(f"A meeting has {MAX_COMMENTS} comments at most.")
    if held.characters + len(wanted.text) > MAX_CHARACTERS or held.segments + len(wanted.segments) > MAX_NAMED_SEGMENTS:
        raise _too_long()


def _too_long() -> CommentsTooLongError:
    return CommentsTooLongError("The comments on this meeting are too long together. Delete or shorten some first.")
