"""Exports of several meetings in one archive; each is told apart that could not be exported."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import AppError, UnauthorizedError
from app.core.security import Bearer
from app.core.text import one_line
from app.models import Comment, Meeting, User
from app.models.base import now
from app.resources import Resources
from app.services.accounts import sessions
from app.services.bundles.archive import Archive
from app.services.bundles.names import FileNames
from app.services.comments.comments import of_meeting
from app.services.comments.export import list_comments
from app.services.editing.revisions import Latest, Revisions
from app.services.exports import Document, ExportFormat, Language, render
from app.services.meetings import meetings
from app.services.storage.objects import Objects
from scribe_contracts.transcript import Transcript

_MISSING = {Language.ENGLISH: "not exported.txt", Language.FRENCH: "non exportées.txt"}


class Exported(NamedTuple):
    """All that the database tells of a meeting that is exported."""

    latest: Latest
    comments: Sequence[Comment]


async def look_up(session: AsyncSession, objects: Objects, meeting: Meeting, *, comments: bool) -> Exported:
    """Return what is needed to export a meeting, so that its session can be closed before that."""
    latest = await Revisions(session, objects, meeting).latest()
    return Exported(latest, await of_meeting(session, meeting) if comments else ())


async def render_meeting(
    exported: Exported,
    export_format: ExportFormat,
    language: Language,
    zone: ZoneInfo,
    public_url: str,
    *,
    hide: Callable[[Transcript], Transcript] | None = None,
) -> str | bytes:
    """Return the transcript of a meeting, as last edited and after the comments, in a format.

    `hide` takes out of it what the reader may not see. Raise ObjectMissingError.
    """
    meeting = exported.latest.meeting
    transcript = await exported.latest.transcript()
    document = Document(
        title=meeting.title,
        date=meeting.held_at.astimezone(zone),
        transcript=transcript if hide is None else hide(transcript),
        language=language,
    )
    diarization = await exported.latest.turns() if export_format is ExportFormat.RTTM else None

    def render_all() -> str | bytes:
        notes = list_comments(exported.comments, meeting, document, zone=zone, public_url=public_url)
        return render(replace(document, notes=notes), export_format, diarization)

    return await asyncio.to_thread(render_all)


async def require_one(session: AsyncSession, user: User, meeting_ids: Sequence[UUID]) -> None:
    """Raise the error of the first meeting if none of them can be exported."""
    first: AppError | None = None
    for meeting_id in meeting_ids:
        try:
            await meetings.find_completed(session, user, meeting_id)
        except AppError as error:
            first = first or error
        else:
            return
    if first is not None:
        raise first


async def export_all(
    resources: Resources,
    bearer: Bearer,
    meeting_ids: Sequence[UUID],
    *,
    export_format: ExportFormat,
    language: Language,
    zone: ZoneInfo,
    comments: bool,
    told: Callable[[UUID, HTTPStatus], None],
) -> AsyncIterator[bytes]:
    """Yield an archive with a file for each meeting that the user may read when its turn comes.

    `told` is called with the id of each before it is sent, or with its error. A last entry names those that are
    missing, with the reason.
    """
    archive, names, missing = Archive(), FileNames(), list[str]()
    objects = Objects(resources)
    for meeting_id in dict.fromkeys(meeting_ids):
        title = str(meeting_id)
        try:
            async with resources.database.look() as session:
                user = await find_reader(session, bearer)
                title = (await meetings.find(session, user, meeting_id)).title
                meeting = await meetings.find_completed(session, user, meeting_id)
                exported = await look_up(session, objects, meeting, comments=comments)
            public_url = resources.settings.public_url
            content = await render_meeting(exported, export_format, language, zone, public_url)
        except Exception as error:  # noqa: BLE001 - the others are sent all the same: the answer has begun
            reason = explain(meeting_id, error)
            told(meeting_id, reason.status)
            missing.append(f"{one_line(title)}: {reason.detail}")
            continue
        date = meeting.held_at.astimezone(zone)
        name = names.take(meeting.title, date, export_format)
        told(meeting.id, HTTPStatus.OK)
        yield await asyncio.to_thread(archive.add, name, content, date)
    if missing:
        yield archive.add(_MISSING[language], "\n".join(missing) + "\n", now().astimezone(zone))
    yield archive.finish()


async def find_reader(session: AsyncSession, bearer: Bearer) -> User:
    """Return who asks; raise UnauthorizedError for whoever was signed out, or disabled, meanwhile."""
    user = await sessions.find_user(session, bearer)
    if user is None:
        raise UnauthorizedError("The session has ended.")
    return user


def explain(meeting_id: UUID, error: Exception) -> AppError:
    """Return what is told of the error, which is logged."""
    if isinstance(error, AppError):
        structlog.get_logger().info("meeting_not_exported", meeting_id=str(meeting_id), code=error.code)
        return error
    structlog.get_logger().error("meeting_export_crashed", meeting_id=str(meeting_id), exc_info=error)
    return AppError("Something went wrong on our side.")
