"""Making a meeting of a transcript: its documents, its row and, where there is a recording, its job."""

import asyncio
from contextlib import suppress
from datetime import UTC
from uuid import UUID, uuid4

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import AppError, UnavailableError
from app.core.metrics import count_upload
from app.core.wakeups import Work, announce
from app.models import Creation, Meeting, User
from app.models.base import now
from app.models.integrations.webhook import WebhookEvent
from app.resources import Resources
from app.services.accounts.accounts import require_present
from app.services.audit import entry as audit
from app.services.editing.turns import turns_from_text
from app.services.forms.multipart import MultipartReader
from app.services.imports.building import UNKNOWN_LANGUAGE
from app.services.imports.form import ImportReceiver, ReceivedImport
from app.services.imports.language import guess_language
from app.services.imports.reading import read
from app.services.jobs.outbox import enqueue
from app.services.repeats.request_keys import Repeatable, find_made, require_same
from app.services.storage.objects import Objects
from app.services.templates import preferences
from app.services.webhooks.outbox import Told, tell
from scribe_contracts import storage
from scribe_contracts.artefacts import Diarization
from scribe_contracts.base import Contract
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact, S3Location
from scribe_contracts.transcript import Transcript

_JSON = "application/json"
_MAX_LANGUAGE_LENGTH = 8


async def import_transcript(
    resources: Resources, form: MultipartReader, owner: User, *, request_id: str, key: str | None = None
) -> Meeting:
    """Make a meeting of the form's transcript; with a key that was sent before, return that meeting.

    Without a recording it is completed at once. With one it is queued, and completed when browsers can play it; the
    transcript stays as imported. Nothing of a refused or interrupted import is kept.
    """
    repeatable = Repeatable(owner, Creation.IMPORT, key) if key else None
    if repeatable is not None:
        async with resources.database.transaction() as session:
            earlier = await repeatable.find(session)
        if earlier is not None:
            received = await ImportReceiver(resources, earlier.made_id, keep=False).receive_import(form)
            require_same(earlier, received.content_sha256)
            return await find_made(resources.database, Meeting, earlier.made_id)
    meeting_id = uuid4()
    receiver = ImportReceiver(resources, meeting_id)
    with structlog.contextvars.bound_contextvars(meeting_id=str(meeting_id)):
        try:
            received = await receiver.receive_import(form)
            transcript = await asyncio.to_thread(_read, received, meeting_id)
            await _store(Objects(resources), transcript, is_complete=received.recording is None)
            meeting = await _commit(resources, owner, received, transcript, repeatable, request_id=request_id)
        except BaseException as error:
            await receiver.discard()
            if isinstance(error, AppError):  # a refusal: no row was committed, as after a lost connection it may be
                with suppress(UnavailableError):
                    await Objects(resources).delete(*_documents(meeting_id))
            raise
        if meeting.id != meeting_id:
            await receiver.discard()
            await Objects(resources).delete(*_documents(meeting_id))
            return meeting
        count_upload(meeting.size_bytes)
        structlog.get_logger().info(
            "transcript_imported", segments=len(transcript.segments), recording=meeting.has_recording
        )
    return meeting


async def _commit(
    resources: Resources,
    owner: User,
    received: ReceivedImport,
    transcript: Transcript,
    repeatable: Repeatable | None,
    *,
    request_id: str,
) -> Meeting:
    """Record the meeting and return it, or the one that another request with the same key has recorded meanwhile."""
    made_id = transcript.meeting_id
    async with resources.database.transaction() as session:
        await require_present(session, owner)
        if repeatable is not None:
            made_id = await repeatable.claim(session, received.content_sha256, made_id)
        if made_id == transcript.meeting_id:
            meeting = _record(session, owner, received, transcript)
            if received.recording is None:
                announce(session, Work.INDEX_MEETING)
                await session.flush()
                await preferences.queue_for(session, resources.settings, meeting.id, request_id=request_id)
                await tell(session, WebhookEvent.COMPLETED, [Told(meeting.id, owner.id, version=meeting.attempt)])
            else:
                await enqueue(session, meeting, request_id=request_id)
            return meeting
    return await find_made(resources.database, Meeting, made_id)


def _documents(meeting_id: UUID) -> tuple[S3Location, ...]:
    """Return the places of all that `_store` may have stored."""
    artefacts = (storage.artefact(meeting_id, name) for name in (Artefact.DIARIZATION, Artefact.TRANSCRIPT))
    return storage.imported_transcript(meeting_id), *artefacts


def _read(received: ReceivedImport, meeting_id: UUID) -> Transcript:
    transcript = read(received.transcript, meeting_id, received.fields.language)
    if transcript.language != UNKNOWN_LANGUAGE:
        return transcript
    language = guess_language(transcript) or UNKNOWN_LANGUAGE
    return transcript.model_copy(update={"language": language})


async def _store(objects: Objects, transcript: Transcript, *, is_complete: bool) -> None:
    """Store the transcript as imported; where no worker comes, also what a worker would leave."""
    meeting_id = transcript.meeting_id
    documents: dict[S3Location, Contract] = {storage.imported_transcript(meeting_id): transcript}
    if is_complete:
        turns = Diarization(fingerprint="imported", model="imported", turns=turns_from_text(transcript))
        documents |= {
            storage.artefact(meeting_id, Artefact.DIARIZATION): turns,
            storage.artefact(meeting_id, Artefact.TRANSCRIPT): transcript,
        }
    for location, document in documents.items():
        body = await asyncio.to_thread(document.model_dump_json)
        await objects.put(location, body.encode(), _JSON)


def _record(session: AsyncSession, owner: User, received: ReceivedImport, transcript: Transcript) -> Meeting:
    recording = received.recording
    at = now()
    meeting = Meeting(
        id=transcript.meeting_id,
        owner_id=owner.id,
        title=received.fields.title_for(received.filename),
        filename=recording.filename if recording else received.filename,
        content_type=recording.content_type if recording else "application/octet-stream",
        size_bytes=recording.size if recording else len(received.transcript),
        imported=True,
        has_recording=recording is not None,
        created_at=at,
        held_at=(received.fields.held_at or at).astimezone(UTC),
    )
    if recording is None:
        meeting.status = MeetingStatus.COMPLETED
        meeting.fraction = 1.0
        meeting.duration = transcript.duration
        meeting.speakers = len(transcript.speakers)
        meeting.started_at = meeting.finished_at = at
        if transcript.language != UNKNOWN_LANGUAGE:
            meeting.language = transcript.language[:_MAX_LANGUAGE_LENGTH]
    session.add(meeting)
    audit.tell(meeting.id, details={"bytes": meeting.size_bytes, "imported": True})
    return meeting
