"""Exports of several meetings in one archive; each is told apart that could not be exported."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import AppError
from app.core.text import one_line
from app.models import Comment, User
from app.models.base import now
from app.resources import Resources
from app.services.bundles.archive import Archive
from app.services.bundles.names import FileNames
from app.services.comments.export import list_comments
from app.services.editing.revisions import Revisions
from app.services.exports import Document, ExportFormat, Language, render
from app.services.meetings import meetings
from app.services.storage.objects import Objects

_MISSING = {Language.ENGLISH: "not exported.txt", Language.FRENCH: "non exportées.txt"}


async def render_meeting(
    revisions: Revisions,
    export_format: ExportFormat,
    language: Language,
    zone: ZoneInfo,
    *,
    comments: Sequence[Comment] = (),
    public_url: str = "",
) -> str | bytes:
    """Return the transcript of a meeting, as last edited and after the comments, in a format.

    Raise ObjectMissingError.
    """
    meeting = revisions.meeting
    document = Document(
        title=meeting.title,
        date=meeting.held_at.astimezone(zone),
        transcript=await revisions.load(await revisions.newest()),
        language=language,
    )
    notes = list_comments(comments, meeting, document, zone=zone, public_url=public_url)
    document = replace(document, notes=notes)
    diarization = await revisions.turns() if export_format is ExportFormat.RTTM else None
    return await asyncio.to_thread(render, document, export_format, diarization)


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
    user: User,
    meeting_ids: Sequence[UUID],
    *,
    export_format: ExportFormat,
    language: Language,
    zone: ZoneInfo,
    told: Callable[[UUID], None],
) -> AsyncIterator[bytes]:
    """Yield an archive with a file for each meeting that the user may read when its turn comes.

    `told` is called with the id of each before it is sent. A last entry names those that are missing, with the reason.
    """
    archive, names, missing = Archive(), FileNames(), list[str]()
    objects = Objects(resources)
    for meeting_id in dict.fromkeys(meeting_ids):
        title = str(meeting_id)
        try:
            async with resources.database.look() as session:
                title = (await meetings.find(session, user, meeting_id)).title
                meeting = await meetings.find_completed(session, user, meeting_id)
                content = await render_meeting(Revisions(session, objects, meeting), export_format, language, zone)
        except AppError as error:
            structlog.get_logger().info("meeting_not_exported", meeting_id=str(meeting_id), code=error.code)
            missing.append(f"{one_line(title)}: {error.detail}")
            continue
        date = meeting.held_at.astimezone(zone)
        name = names.take(meeting.title, date, export_format)
        told(meeting.id)
        yield await asyncio.to_thread(archive.add, name, content, date)
    if missing:
        yield archive.add(_MISSING[language], "\n".join(missing) + "\n", now().astimezone(zone))
    yield archive.finish()
