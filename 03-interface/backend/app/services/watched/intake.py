"""Making a meeting of a file: its object, its row, its job and the note that it was made, or none of them."""

import asyncio
import hashlib
import mimetypes
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert

from app.core.metrics import count_upload
from app.models import User, WatchedFile
from app.models.audit.actions import Action, Subject, Via
from app.resources import Resources
from app.schemas.process import ProcessFields
from app.services.accounts import usage
from app.services.accounts.accounts import require_present
from app.services.audit.entry import Entry, Rule, current
from app.services.identification.decisions import decide
from app.services.jobs.outbox import enqueue
from app.services.uploads.form import Received, ReceivedFile, store_recording
from app.services.uploads.process import may_be_recorded, record
from app.services.uploads.writer import ObjectWriter
from app.services.watched.files import Found, has_changed, state_of
from scribe_contracts import storage

_CHUNK_BYTES = 2**20
_UNKNOWN_TYPE = "application/octet-stream"


class FileChangedError(Exception):
    """The file was written to, replaced or removed while it was read."""


@dataclass(frozen=True)
class _Content:
    """A file that is open, and what it holds."""

    file: Found
    stream: BinaryIO
    digest: bytes

    @property
    def fingerprint(self) -> bytes:
        name = hashlib.sha256(os.fsencode(self.file.path.name)).digest()
        return hashlib.sha256(name + self.digest).digest()


async def take(resources: Resources, owner: User, file: Found) -> UUID | None:
    """Make a meeting of the file and return its id; None if there was one of this name and content before.

    Raise FileChangedError, NotMediaError, EmptyFileError, TooLargeError, or an error of a quota or a service.
    """
    # Before anything is read: a file that waits for a quota is looked at many times.
    await usage.check_upload(resources, owner.id, file.state.size)
    with await asyncio.to_thread(_open, file) as stream:
        content = _Content(file, stream, await _digest(stream))
        async with resources.database.look() as session:
            if await session.get(WatchedFile, (owner.id, content.fingerprint)) is not None:
                return None
        return await _store(resources, owner, content)


async def _store(resources: Resources, owner: User, content: _Content) -> UUID | None:
    meeting_id, name = uuid4(), content.file.name
    kind = mimetypes.guess_type(name)[0] or _UNKNOWN_TYPE
    writer = ObjectWriter(resources, storage.source(meeting_id), kind)
    try:
        stored = await store_recording(writer, _chunks(content.stream), resources.settings.max_upload_bytes)
        await _require_same(content, stored)
    except BaseException:
        await writer.discard()
        raise
    received = Received(ReceivedFile(name, kind, writer.size), (), ProcessFields.parse({}), stored)
    try:
        made = await _commit(resources, owner, meeting_id, received, content.fingerprint)
    except BaseException:
        if not await may_be_recorded(resources, meeting_id):
            await writer.discard()
        raise
    if not made:
        await writer.discard()
        return None
    count_upload(writer.size)
    return meeting_id


async def _require_same(content: _Content, stored: bytes) -> None:
    if stored != content.digest or await asyncio.to_thread(has_changed, content.file):
        raise FileChangedError


async def _commit(resources: Resources, owner: User, meeting_id: UUID, received: Received, fingerprint: bytes) -> bool:
    """Record the meeting; return False if another gateway has made one of the same file meanwhile."""
    claim = insert(WatchedFile).values(owner_id=owner.id, fingerprint=fingerprint, meeting_id=meeting_id)
    with _audited(owner):
        async with resources.database.transaction() as session:
            await require_present(session, owner)
            claimed = await session.execute(claim.on_conflict_do_nothing().returning(WatchedFile.meeting_id))
            if claimed.first() is None:
                return False
            options = await decide(session, resources.settings, received.fields.options())
            meeting = record(session, meeting_id, owner, received, options)
            await enqueue(session, meeting, request_id=uuid4().hex)
    return True


@contextmanager
def _audited(owner: User) -> Iterator[None]:
    """Have the transaction of the block tell the audit log that the product made a meeting of this account."""
    rule = Rule(Action.MEETING_CREATE, Subject.MEETING, changes=True)
    entry = Entry(rule=rule, via=Via.PRODUCT, address="watched folder", details={"owner_id": str(owner.id)})
    token = current.set(entry)
    try:
        yield
    finally:
        current.reset(token)


def _open(file: Found) -> BinaryIO:
    """Open the file itself, never what a link leads to; raise FileChangedError if it is another by now."""
    try:
        descriptor = os.open(file.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise FileChangedError from error
    content = os.fdopen(descriptor, "rb")
    if state_of(os.fstat(descriptor)) != file.state:
        content.close()
        raise FileChangedError
    return content


async def _digest(content: BinaryIO) -> bytes:
    checksum = hashlib.sha256()
    async for chunk in _chunks(content):
        checksum.update(chunk)
    return checksum.digest()


async def _chunks(content: BinaryIO) -> AsyncIterator[bytes]:
    """Yield the content from its beginning."""
    content.seek(0)
    while chunk := await asyncio.to_thread(content.read, _CHUNK_BYTES):
        yield chunk
