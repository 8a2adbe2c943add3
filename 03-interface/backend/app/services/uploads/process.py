"""Accepting a recording: its object, its row and its job are all made, or none of them."""

from uuid import UUID, uuid4

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.metrics import UPLOADED_BYTES
from app.models import Meeting, User, Voice, VoiceSample
from app.resources import Resources
from app.services.accounts import usage
from app.services.forms.multipart import MultipartReader
from app.services.jobs.outbox import enqueue
from app.services.uploads.form import (
    ENVELOPE_BYTES,
    MAX_VOICES,
    FormReceiver,
    Received,
    too_large,
)
from app.services.voices.audio import MAX_SAMPLE_BYTES


def reject_too_large(content_length: int, max_bytes: int) -> None:
    """Raise TooLargeError, before a byte is read, if the recording must be too large whatever else the form holds."""
    if content_length > max_bytes + MAX_VOICES * MAX_SAMPLE_BYTES + ENVELOPE_BYTES:
        raise too_large(max_bytes)


async def process(
    resources: Resources, form: MultipartReader, owner: User, *, request_id: str, declared_bytes: int = 0
) -> Meeting:
    """Store the recording and queue its transcription.

    The upload lasts as long as the client takes, so this opens a transaction of its own, at the end and for a moment,
    instead of holding the request's connection to the database all the while.
    """
    await usage.check_upload(resources, owner.id, declared_bytes)
    meeting_id = uuid4()
    receiver = FormReceiver(resources, meeting_id)
    with structlog.contextvars.bound_contextvars(meeting_id=str(meeting_id)):
        try:
            received = await receiver.receive(form)
        except BaseException:
            await receiver.discard()
            raise
        try:
            async with resources.database.transaction() as session:
                meeting = _record(session, meeting_id, owner, received)
                await enqueue(session, meeting, request_id=request_id)
        except BaseException:
            if not await _may_be_recorded(resources, meeting_id):
                await receiver.discard()
            raise
        UPLOADED_BYTES.inc(meeting.size_bytes)
        structlog.get_logger().info("upload_accepted", size_bytes=meeting.size_bytes, voices=len(received.voices))
    return meeting


def _record(session: AsyncSession, meeting_id: UUID, owner: User, received: Received) -> Meeting:
    meeting = Meeting(
        id=meeting_id,
        owner_id=owner.id,
        title=received.fields.title_for(received.file.filename),
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
    """Return whether the meeting may exist: a failed commit may have happened, and then the sweeper decides later."""
    try:
        async with resources.database.transaction() as session:
            return await session.get(Meeting, meeting_id) is not None
    except (SQLAlchemyError, OSError):
        return True
