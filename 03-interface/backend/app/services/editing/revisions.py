"""Edits of transcripts, kept as revisions: whole transcripts in storage, and rows for author, time and edit."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ConflictError, NotFoundError
from app.core.nudges.nudges import tell
from app.core.wakeups import Work, announce
from app.models import Deed, DeedKind, Meeting, Revision, User
from app.models.integrations.webhook import WebhookEvent
from app.schemas import revision as schemas
from app.schemas.common import PageQuery
from app.schemas.revision import Adopt, Edit, Restore, Revert
from app.services.audit import entry as audit
from app.services.editing import changes, deeds, operations, turns
from app.services.editing.operations import TranscriptOperation
from app.services.editing.results import machine_place, machine_revision
from app.services.storage.objects import Objects
from app.services.webhooks import outbox
from app.services.webhooks.outbox import Told
from scribe_contracts import storage
from scribe_contracts.artefacts import Diarization
from scribe_contracts.storage import Artefact, S3Location
from scribe_contracts.transcript import Transcript


class RevisionConflictError(ConflictError):
    """The edit was made on a revision that is not the newest any more."""

    code = "revision_conflict"


class Revisions:
    """The revisions of one meeting.

    `save` locks the meeting's row, so that nobody takes the next number, once the new transcript is computed.
    """

    def __init__(self, session: AsyncSession, objects: Objects, meeting: Meeting) -> None:
        self._session = session
        self._objects = objects
        self._meeting = meeting

    @property
    def meeting(self) -> Meeting:
        return self._meeting

    async def newest(self) -> Revision | None:
        """Return the newest revision; None if nobody has edited the transcript."""
        query = select(Revision).where(self._own).order_by(Revision.number.desc()).limit(1)
        found: Revision | None = await self._session.scalar(query)
        return found

    def location(self, revision: Revision | None) -> S3Location:
        """Return the place of a revision in storage; for None that of the machine's transcript that is read now."""
        place = machine_place(self._meeting, revision)
        if place is None and revision is not None:
            return storage.revision(self._meeting.id, revision.number)
        return storage.artefact(self._meeting.id, Artefact.TRANSCRIPT, place or self._meeting.result_place)

    async def load(self, revision: Revision | None) -> Transcript:
        return await self._objects.load(self.location(revision), Transcript)

    async def find(self, number: int) -> Revision | None:
        """Return a revision; None for number 0 of a meeting that nobody has edited."""
        if number == 0 and await self.newest() is None:
            return None
        return await self._get(number)

    async def list_page(self, query: PageQuery) -> tuple[list[schemas.Revision], int]:
        """Return one page of the revisions, newest first and the machine's last, and the number of all of them."""
        total = await self._session.scalar(select(func.count()).select_from(Revision).where(self._own))
        if not total:
            return ([_answer(machine_revision(self._meeting))] if query.page == 1 else []), 1
        latest = select(Revision).where(self._own).order_by(Revision.number.desc())
        found = await self._session.scalars(latest.offset(query.offset).limit(query.size))
        return [_answer(revision) for revision in found], total

    async def save(self, author: User, edit: Edit) -> schemas.Saved:
        """Store the result of the edit on the newest revision.

        Raise RevisionConflictError if the edit was made on an older one. An edit that changes nothing makes no
        revision.
        """
        if done := await self._done(edit.edit_id):
            return await self._answer_again(done)
        head = await self._head(edit.base)
        before = await self.load(head)
        operation = edit.operation
        if isinstance(operation, TranscriptOperation):
            after, deed = await asyncio.to_thread(_apply, before, operation)
        await self._lock()
        if done := await self._done(edit.edit_id):
            return await self._answer_again(done)
        head = await self.head_or_machine(edit.base)
        attempt = head.attempt
        if not isinstance(operation, TranscriptOperation):
            after, deed, attempt = await self._perform(head, before, operation)
        if after == before and attempt == head.attempt:
            return await self._saved(head, before, after)
        revision = Revision(
            meeting_id=self._meeting.id,
            number=head.number + 1,
            author_id=author.id,
            edit_id=edit.edit_id,
            attempt=attempt,
            deed=deed,
        )
        if after.language != before.language:
            self._meeting.language = after.language
        audit.tell(details={"revision": revision.number, "kind": operation.kind})
        await self._store(revision, after)
        return await self._saved(revision, before, after)

    async def head_or_machine(self, base: int) -> Revision:
        """Return the newest revision, the machine's if nobody has edited; raise RevisionConflictError if not `base`."""
        return await self._head(base) or await self._keep_machine()

    async def append(
        self, head: Revision, after: Transcript, deed: Deed, *, author_id: UUID | None, language_before: str
    ) -> Revision:
        """Store a revision after the newest; the caller holds the meeting's lock."""
        revision = Revision(
            meeting_id=self._meeting.id,
            number=head.number + 1,
            author_id=author_id,
            edit_id=None,
            attempt=head.attempt,
            deed=deed,
        )
        if after.language != language_before:
            self._meeting.language = after.language
        await self._store(revision, after)
        return revision

    async def _head(self, base: int) -> Revision | None:
        """Return the newest revision; raise RevisionConflictError if it is not `base`."""
        head = await self.newest()
        if base != (head.number if head else 0):
            raise RevisionConflictError("Somebody has saved another revision meanwhile.")
        return head

    async def _lock(self) -> None:
        """Lock the meeting's row; raise RevisionConflictError if there is a new result meanwhile."""
        attempt = self._meeting.result_attempt
        try:
            await self._session.refresh(self._meeting, with_for_update=True)
        except InvalidRequestError:
            raise NotFoundError("There is no such meeting.") from None
        if self._meeting.result_attempt != attempt:
            raise RevisionConflictError("The meeting has been processed again meanwhile.")

    async def _answer_again(self, done: Revision) -> schemas.Saved:
        return await self._saved(done, await self.load(await self._get(done.number - 1)), await self.load(done))

    async def latest(self) -> "Latest":
        """Look up all that the newest transcript is loaded by; the database is not needed after that."""
        head = await self.newest()
        return Latest(self, head, None if head is None else await self._origin(head.attempt))

    async def load_turns(self, head: Revision | None, first: Revision | None) -> Diarization:
        """Return the diarization with the speakers of a revision; `first` is the first that is based on its result."""
        diarization = await self._objects.load(self._diarization, Diarization)
        if head is None:
            return diarization
        edited = await self.load(head)
        if head.attempt != self._meeting.result_attempt:
            return diarization.model_copy(update={"turns": turns.turns_from_text(edited)})
        heard = await self.load(first)
        followed = await asyncio.to_thread(turns.follow_edits, diarization.turns, heard, edited)
        return diarization.model_copy(update={"turns": followed})

    async def _perform(
        self, head: Revision, before: Transcript, operation: Revert | Restore | Adopt
    ) -> tuple[Transcript, Deed, int]:
        """Return the transcript after the operation, its description, and the attempt that it is based on."""
        match operation:
            case Revert(revision=number):
                reverted, base = await self._get(number), await self._get(number - 1)
                after = await asyncio.to_thread(
                    changes.revert, before, await self.load(base), await self.load(reverted)
                )
                attempt = head.attempt if base.attempt == reverted.attempt else base.attempt
                return after, Deed(kind=DeedKind.REVERT, revision=number), attempt
            case Restore(revision=number):
                restored = await self._get(number)
                return await self.load(restored), Deed(kind=DeedKind.RESTORE, revision=number), restored.attempt
            case Adopt():
                return await self.load(None), Deed(kind=DeedKind.ADOPT), self._result

    async def _keep_machine(self) -> Revision:
        """Note the machine's transcript as revision 0; it stays among the artefacts of its attempt."""
        revision = machine_revision(self._meeting)
        self._session.add(revision)
        await self._session.flush()
        return revision

    @property
    def _result(self) -> int:
        return self._meeting.attempt if self._meeting.result_attempt is None else self._meeting.result_attempt

    @property
    def _diarization(self) -> S3Location:
        return storage.artefact(self._meeting.id, Artefact.DIARIZATION, self._meeting.result_place)

    async def _store(self, revision: Revision, transcript: Transcript) -> None:
        """Store the transcript, then its row: a row without a transcript would be worse than the reverse."""
        body = await asyncio.to_thread(lambda: transcript.model_dump_json().encode())
        await self._objects.put(self.location(revision), body, "application/json")
        self._session.add(revision)
        self._meeting.speakers = len(transcript.speakers)
        await self._session.flush()
        await self._session.refresh(revision, ["author"])
        self._meeting.indexed_attempt = 0
        self._meeting.meaning_version = None
        announce(self._session, Work.INDEX_MEETING)
        await tell(self._session, self._meeting.id)
        told = Told(self._meeting.id, self._meeting.owner_id, version=revision.number)
        await outbox.tell(self._session, WebhookEvent.EDITED, [told])

    async def _saved(self, revision: Revision, before: Transcript, after: Transcript) -> schemas.Saved:
        made = await asyncio.to_thread(changes.compare, before, after)
        return schemas.Saved(revision=_answer(revision), changes=made)

    async def _done(self, edit_id: UUID) -> Revision | None:
        found: Revision | None = await self._session.scalar(
            select(Revision).where(self._own, Revision.edit_id == edit_id)
        )
        return found

    async def _get(self, number: int) -> Revision:
        revision = await self._session.get(Revision, (self._meeting.id, number))
        if revision is None:
            raise NotFoundError("There is no such revision of this meeting.")
        return revision

    async def _origin(self, attempt: int) -> Revision | None:
        """Return the first revision based on an attempt, which is the machine's transcript of it."""
        query = select(Revision).where(self._own, Revision.attempt == attempt).order_by(Revision.number).limit(1)
        found: Revision | None = await self._session.scalar(query)
        return found

    @property
    def _own(self) -> ColumnElement[bool]:
        return Revision.meeting_id == self._meeting.id


@dataclass(frozen=True)
class Latest:
    """The newest transcript of a meeting, to be loaded from storage."""

    revisions: Revisions
    head: Revision | None
    first: Revision | None
    """The first revision that is based on the same result as the newest."""

    @property
    def meeting(self) -> Meeting:
        return self.revisions.meeting

    async def transcript(self) -> Transcript:
        return await self.revisions.load(self.head)

    async def turns(self) -> Diarization:
        """Return the diarization with the speakers of the newest revision."""
        return await self.revisions.load_turns(self.head, self.first)


def _apply(before: Transcript, operation: TranscriptOperation) -> tuple[Transcript, Deed]:
    after = operations.apply(before, operation)
    return after, deeds.describe(before, operation, after)


def _answer(revision: Revision) -> schemas.Revision:
    return schemas.Revision.model_validate(revision)
