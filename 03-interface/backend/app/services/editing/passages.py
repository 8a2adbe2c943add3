"""Passages that a worker transcribes again, and that become a revision when they are done."""

import asyncio

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Deed, DeedKind, Meeting, User
from app.models.meeting import PassageWork
from app.schemas.revision import PassageLanguage
from app.services.editing import changes
from app.services.editing.changes import EditOverlapsError
from app.services.editing.operations import select_segments
from app.services.editing.revisions import Revisions
from app.services.storage.objects import ObjectMissingError, Objects
from scribe_contracts import storage
from scribe_contracts.events import Failure, FailureCode, JobEvent, MeetingStatus
from scribe_contracts.jobs import Passage
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Transcript


async def describe(revisions: Revisions, author: User, wanted: PassageLanguage) -> PassageWork:
    """Return the work on a passage of the newest revision; the caller holds the meeting's lock.

    Raise RevisionConflictError if `base` is an older one, NotInTranscriptError for unknown segments.
    """
    head = await revisions.head_or_machine(wanted.base)
    select_segments(await revisions.load(head), wanted.segments)
    return PassageWork(
        job=Passage(
            transcript=revisions.location(head).key, segments=tuple(sorted(wanted.segments)), language=wanted.language
        ),
        base=head.number,
        author_id=author.id,
    )


async def take(session: AsyncSession, objects: Objects, event: JobEvent) -> None:
    """Make a revision of a passage whose attempt is completed, on top of what was edited elsewhere meanwhile.

    Where the passage itself was edited, the edit stays and the attempt has failed. Raise UnavailableError while storage
    is away.
    """
    meeting = await session.scalar(select(Meeting).where(Meeting.id == event.meeting_id).with_for_update())
    if meeting is None or meeting.passage is None or meeting.attempt != event.attempt:
        return
    if meeting.attempt_status is not MeetingStatus.COMPLETED:
        return
    work, meeting.passage = meeting.passage, None
    revisions = Revisions(session, objects, meeting)
    try:
        await _add(revisions, objects, meeting, work)
    except EditOverlapsError:
        message = "The passage was edited while it was transcribed again; the edit was kept."
        _fail(meeting, Failure(code=FailureCode.PASSAGE_EDITED, message=message))
    except (ObjectMissingError, ValidationError):
        _fail(meeting, Failure(code=FailureCode.INTERNAL, message="The result of the job cannot be read."))
    await session.flush()


async def _add(revisions: Revisions, objects: Objects, meeting: Meeting, work: PassageWork) -> None:
    place = storage.artefact(meeting.id, Artefact.TRANSCRIPT, meeting.place_of(meeting.attempt))
    made = await objects.load(place, Transcript)
    base = await revisions.load(await revisions.find(work.base))
    head = await revisions.newest()
    before = base if head is None or head.number == work.base else await revisions.load(head)
    after = await asyncio.to_thread(changes.put_on_top, before, base, made)
    if head is None or after == before:
        return
    first = next(segment for segment in base.segments if segment.id in work.job.segments)
    deed = Deed(kind=DeedKind.TRANSCRIBE, count=len(work.job.segments), start=first.start, language=work.job.language)
    await revisions.append(head, after, deed, author_id=work.author_id, language_before=before.language)


def _fail(meeting: Meeting, failure: Failure) -> None:
    meeting.attempt_status, meeting.failure = MeetingStatus.FAILED, failure
