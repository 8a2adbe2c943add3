"""Removes the artefacts of attempts that nobody reads any more."""

from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import select

from app.models import Meeting
from app.resources import Resources
from app.services.editing.results import machine_attempts
from app.services.storage.objects import Objects
from scribe_contracts import storage
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import FIRST_ATTEMPT, Artefact, S3Location

_ENDED = [status for status in MeetingStatus if status.is_final]


async def remove_superseded(resources: Resources, before: datetime) -> None:
    """Remove what attempts left that are neither read nor the latest, of meetings whose last attempt ended before then.

    Transcripts that are revisions stay. By then no worker of an earlier attempt writes any more, and nobody is in the
    middle of reading.
    """
    async with resources.database.transaction() as session:
        due = select(Meeting.id).where(
            Meeting.has_superseded, Meeting.attempt_status.in_(_ENDED), Meeting.finished_at < before
        )
        ids = list(await session.scalars(due))
    for meeting_id in ids:
        await _remove(resources, meeting_id, before)


async def _remove(resources: Resources, meeting_id: UUID, before: datetime) -> None:
    objects = Objects(resources)
    async with resources.database.transaction() as session:
        # Locked, so that nobody has it processed again meanwhile, who would reuse what is deleted here.
        meeting = await session.get(Meeting, meeting_id, with_for_update=True)
        if meeting is None or not meeting.attempt_status.is_final or not (meeting.finished_at or before) < before:
            return
        used = {meeting.place_of(attempt) for attempt in (meeting.attempt, meeting.result_attempt) if attempt}
        read = {meeting.place_of(attempt) for attempt in await machine_attempts(session, meeting)}
        unused = [
            location
            for location, place, name in await _artefacts(objects, meeting_id)
            if place not in used and not (place in read and name == Artefact.TRANSCRIPT)
        ]
        await objects.delete(*unused)
        meeting.has_superseded = len(used) > 1 and meeting.attempt != meeting.result_attempt
        await session.flush()
    if unused:
        structlog.get_logger().info("attempts_removed", meeting_id=str(meeting_id), files=len(unused))


async def _artefacts(objects: Objects, meeting_id: UUID) -> list[tuple[S3Location, int, str]]:
    """Return every artefact that is in storage, with its attempt and its name."""
    prefix = storage.attempts_prefix(meeting_id)
    found = [(storage.artefact(meeting_id, name), FIRST_ATTEMPT, str(name)) for name in Artefact]
    for key in await objects.keys(prefix):
        attempt = storage.attempt_of(meeting_id, key)
        if attempt is not None:
            found.append((S3Location(prefix.bucket, key), attempt, key.rpartition("/")[2]))
    return found
