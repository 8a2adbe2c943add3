"""Highlights and comments on passages of a meeting."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import CurrentUser, SessionDep
from app.api.meeting_deps import EditableMeetingRevisions, VisibleMeeting
from app.core.errors import NotFoundError
from app.models.audit.actions import Action, Subject
from app.schemas.marks.comment import Comment, CommentChange, NewComment
from app.services.comments import comments
from app.services.comments.comments import CommentsTooLongError, NotCommentAuthorError, TooManyCommentsError
from app.services.meetings.meetings import MeetingReadOnlyError
from app.services.storage.objects import ObjectMissingError

router = APIRouter(prefix="/meetings/{meeting_id}/comments", tags=["comments"])


@router.get("")
@reads(Action.COMMENTS_READ, Subject.MEETING, once=True)
async def list_comments(meeting: VisibleMeeting, user: CurrentUser, session: SessionDep) -> list[Comment]:
    """List the highlights and comments in the order of the recording.

    The words that one is about are those said from `start` to `end` in segments that are, or are parts of, `segments`.
    """
    return [comments.show(comment, user) for comment in await comments.of_meeting(session, meeting)]


@router.post("", status_code=HTTPStatus.CREATED)
@audited(Action.COMMENT_WRITE, Subject.COMMENT)
@raises(ObjectMissingError, TooManyCommentsError, CommentsTooLongError)
async def write_comment(
    revisions: EditableMeetingRevisions, wanted: NewComment, user: CurrentUser, session: SessionDep
) -> Comment:
    """Highlight a passage, with or without a comment. Needs permission to edit."""
    return await comments.write(session, user, revisions, wanted)


@router.patch("/{comment_id}")
@audited(Action.COMMENT_CHANGE, Subject.COMMENT)
@raises(NotFoundError, MeetingReadOnlyError, NotCommentAuthorError, CommentsTooLongError)
async def change_comment(
    meeting_id: UUID, comment_id: UUID, wanted: CommentChange, user: CurrentUser, session: SessionDep
) -> Comment:
    """Change a comment that you wrote."""
    return await comments.change(session, user, meeting_id, comment_id, wanted)


@router.delete("/{comment_id}", status_code=HTTPStatus.NO_CONTENT)
@audited(Action.COMMENT_DELETE, Subject.COMMENT)
@raises(NotFoundError, NotCommentAuthorError)
async def delete_comment(meeting_id: UUID, comment_id: UUID, user: CurrentUser, session: SessionDep) -> None:
    """Delete a comment that you wrote; the meeting's owner may delete any."""
    await comments.delete(session, user, meeting_id, comment_id)
