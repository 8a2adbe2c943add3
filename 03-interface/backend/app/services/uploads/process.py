"""Accepting a recording: its object, its row and its job are all made, or none of them."""

from uuid import UUID, uuid4

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.metrics import UPLOADED_BYTES
from app.core.resources import Resources
from app.models import Meeting, User, Voice, VoiceSample
from app.services.forms.disposition import file_stem
from app.services.forms.multipart import MultipartReader
from app.services.jobs.outbox import enqueue
from app.services.uploads.intake import (
    ENVELOPE_BYTES,
    MOST_VOICE_BYTES,
    MOST_VOICES,
    Intake,
    Received,
    too_large,
)

_MOST_TITLE = 200


def refuse_length(content_length: int, most_bytes: int) -> None:
    """Before a byte is read: whether the recording must be too large, whatever else is in the form."""
    if content_length > most_bytes + MOST_VOICES * MOST_VOICE_BYTES + ENVELOPE_BYTES:
        raise too_large(most_bytes)


async def process(resources: Resources, form: MultipartReader, owner: User, *, request_id: str) -> Meeting:
    """Store the recording and ask for its transcript.

    The upload lasts as long as the client likes, so this opens its own transaction, at the end and for a moment,
    rather than hold the request's connection to the database all the while.
    """
    meeting_id = uuid4()
    intake = Intake(resources, meeting_id)
    with structlog.contextvars.bound_contextvars(meeting_id=str(meeting_id)):
        try:
            received = await intake.receive(form)
        except BaseException:
            await intake.discard()
            raise
        try:
            async with resources.database.transaction() as session:
                meeting = _record(session, meeting_id, owner, received)
                await enqueue(session, meeting, request_id=request_id)
        except BaseException:
            if not await _may_be_recorded(resources, meeting_id):
                await intake.discard()
            raise
        UPLOADED_BYTES.inc(meeting.size_bytes)
        structlog.get_logger().info("upload_accepted", size_bytes=meeting.size_bytes, voices=len(received.voices))
    return meeting


def _record(session: AsyncSession, meeting_id: UUID, owner: User, received: Received) -> Meeting:
    meeting = Meeting(
        id=meeting_id,
        owner_id=owner.id,
        title=received.fields.title or file_stem(received.file.filename)[:_MOST_TITLE],
        filename=received.file.filename,
        content_type=received.file.content_type,
        size_bytes=received.file.size,
        options=received.fields.options(),
    )
    session.add(meeting)
    session.add_all(
        Voice(
            id=voice.id,
            name=voice.name,
            owner_id=owner.id,
            meeting_id=meeting_id,
            samples=[VoiceSample(number=0, duration=voice.duration)],
        )
        for voice in received.voices
    )
    return meeting


async def _may_be_recorded(resources: Resources, meeting_id: UUID) -> bool:
    """A commit that failed may have happened; while that cannot be known, the sweeper decides later."""
    try:
        async with resources.database.transaction() as session:
            return await session.get(Meeting, meeting_id) is not None
    except (SQLAlchemyError, OSError):
        return True
