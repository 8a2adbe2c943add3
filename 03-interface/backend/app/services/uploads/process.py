"""Accepting a recording: its object, its row and its job are all made, or none of them."""

from uuid import UUID, uuid4

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.metrics import count_upload
from app.models import Creation, Meeting, RequestKey, User, Voice, VoiceSample
from app.models.base import now
from app.resources import Resources
from app.services.accounts import usage
from app.services.accounts.accounts import require_present
from app.services.audit import entry as audit
from app.services.forms.multipart import MultipartReader
from app.services.identification.decisions import decide
from app.services.jobs.outbox import enqueue
from app.services.notes.notes import keep_notes
from app.services.repeats.request_keys import Repeatable, find_made, require_same
from app.services.uploads.form import (
    ENVELOPE_BYTES,
    MAX_VOICES,
    FormReceiver,
    Received,
    too_large,
)
from app.services.voices.audio import MAX_SAMPLE_BYTES
from scribe_contracts.jobs import ProcessingOptions


def reject_too_large(content_length: int, max_bytes: int) -> None:
    """Raise TooLargeError, before a byte is read, if the recording must be too large whatever else the form holds."""
    if content_length > max_bytes + MAX_VOICES * MAX_SAMPLE_BYTES + ENVELOPE_BYTES:
        raise too_large(max_bytes)


async def process(
    resources: Resources,
    form: MultipartReader,
    owner: User,
    *,
    request_id: str,
    key: str | None = None,
    declared_bytes: int = 0,
) -> Meeting:
    """Store the recording and queue its transcription; with a key that was sent before, return that meeting.

    The upload lasts as long as the client takes, so this opens a transaction of its own, at the end and for a moment,
    instead of holding the request's connection to the database all the while.
    """
    repeatable = Repeatable(owner, Creation.MEETING, key) if key else None
    if repeatable is not None:
        async with resources.database.transaction() as session:
            earlier = await repeatable.find(session)
        if earlier is not None:
            return await _repeat(resources, form, earlier)
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
                await require_present(session, owner)
                made_id = meeting_id
                if repeatable is not None:
                    made_id = await repeatable.claim(session, received.content_sha256, meeting_id)
                if made_id == meeting_id:
                    options = await decide(
                        session, resources.settings, received.fields.options(), sends_voices=bool(received.voices)
                    )
                    meeting = record(session, meeting_id, owner, received, options)
                    await keep_notes(session, meeting, received.fields.notes)
                    await enqueue(session, meeting, request_id=request_id)
        except BaseException:
            if not await may_be_recorded(resources, meeting_id):
                await receiver.discard()
            raise
        if made_id != meeting_id:
            await receiver.discard()
            return await _made(resources, made_id)
        count_upload(meeting.size_bytes)
        structlog.get_logger().info("upload_accepted", size_bytes=meeting.size_bytes, voices=len(received.voices))
    return meeting


async def _repeat(resources: Resources, form: MultipartReader, earlier: RequestKey) -> Meeting:
    """Read the form without storing it, and return the meeting that it made when it came before."""
    received = await FormReceiver(resources, earlier.made_id, keep=False).receive(form)
    require_same(earlier, received.content_sha256)
    return await _made(resources, earlier.made_id)


async def _made(resources: Resources, meeting_id: UUID) -> Meeting:
    meeting = await find_made(resources.database, Meeting, meeting_id)
    structlog.get_logger().info("upload_repeated", meeting_id=str(meeting_id))
    return meeting


def record(
    session: AsyncSession, meeting_id: UUID, owner: User, received: Received, options: ProcessingOptions
) -> Meeting:
    """Add the rows of a recording that is stored."""
    at = now()
    meeting = Meeting(
        id=meeting_id,
        owner_id=owner.id,
        title=received.fields.title_for(received.file.filename),
        filename=received.file.filename,
        content_type=received.file.content_type,
        size_bytes=received.file.size,
        options=options,
        created_at=at,
        held_at=received.fields.held_at or at,
    )
    session.add(meeting)
    audit.tell(meeting.id, details={"bytes": meeting.size_bytes})
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


async def may_be_recorded(resources: Resources, meeting_id: UUID) -> bool:
    """Return whether the meeting may exist: a failed commit may have happened, and then the sweeper decides later."""
    try:
        async with resources.database.transaction() as session:
            return await session.get(Meeting, meeting_id) is not None
    except (SQLAlchemyError, OSError):
        return True
