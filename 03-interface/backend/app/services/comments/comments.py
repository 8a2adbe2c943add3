"""Comments: read by all who may read the meeting, written by those who may edit it, changed by their authors."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ConflictError, ForbiddenError, NotFoundError
from app.core.nudges.nudges import tell
from app.models import Access, Comment, Meeting, User
from app.models.base import now
from app.schemas.marks.comment import Comment as CommentAnswer
from app.schemas.marks.comment import CommentChange, NewComment
from app.services.audit import entry as audit
from app.services.meetings import meetings

MAX_COMMENTS = 2000
"""Comments on one meeting."""


class TooManyCommentsError(ConflictError):
    """The meeting has as many comments as it may have."""

    code = "too_many_comments"


class NotCommentAuthorError(ForbiddenError):
    """Only its author may change a comment; the meeting's owner may delete it too."""

    code = "not_comment_author"


async def of_meeting(session: AsyncSession, meeting: Meeting) -> list[Comment]:
    """Return the comments in the order of the recording."""
    query = select(Comment).where(Comment.meeting_id == meeting.id)
    return list(await session.scalars(query.order_by(Comment.start, Comment.created_at, Comment.id)))


async def write(session: AsyncSession, user: User, meeting: Meeting, wanted: NewComment) -> CommentAnswer:
    """Comment on a meeting that the user may edit; raise TooManyCommentsError."""
    held = await session.scalar(select(func.count()).select_from(Comment).where(Comment.meeting_id == meeting.id)) or 0
    if held >= MAX_COMMENTS:
        raise TooManyCommentsError(f"A meeting has {MAX_COMMENTS} comments at most.")
    comment = Comment(
        meeting_id=meeting.id,
        author_id=user.id,
        start=wanted.start,
        end=wanted.end,
        segments=wanted.segments,
        text=wanted.text,
    )
    session.add(comment)
    await session.flush()
    await session.refresh(comment, ["author"])
    audit.tell(comment.id)
    await tell(session, meeting.id)
    return show(comment, user)


async def change(
    session: AsyncSession, user: User, meeting_id: UUID, comment_id: UUID, wanted: CommentChange
) -> CommentAnswer:
    """Give a comment of one's own another text; raise NotFoundError, MeetingReadOnlyError or NotCommentAuthorError."""
    await meetings.find(session, user, meeting_id, need=Access.EDIT)
    comment = await _find(session, meeting_id, comment_id)
    if comment.author_id != user.id:
        raise NotCommentAuthorError("Only its author may change a comment.")
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
        text=comment.text,
        created_at=comment.created_at,
        edited_at=comment.edited_at,
    )


async def _find(session: AsyncSession, meeting_id: UUID, comment_id: UUID) -> Comment:
    comment = await session.get(Comment, comment_id)
    if comment is None or comment.meeting_id != meeting_id:
        raise NotFoundError("There is no such comment on this meeting.")
    return comment
