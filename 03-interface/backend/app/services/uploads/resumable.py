"""Recordings that arrive in parts, over as many connections and as much time as it takes.

Each part is one part of an S3 multipart upload, so nothing is assembled here and nothing is kept on disk.
"""

import hashlib
import math
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid4

import structlog
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import InvalidError, NotFoundError, UnauthorizedError
from app.core.limits import HEAD_BYTES
from app.core.metrics import count_upload
from app.models import Creation, Meeting, Upload, UploadPart, User
from app.models.base import now
from app.resources import Resources
from app.schemas.upload import UploadStart
from app.services.accounts import usage
from app.services.accounts.accounts import require_present
from app.services.audit import entry as audit
from app.services.forms.disposition import clean_content_type, clean_filename
from app.services.identification.decisions import decide, decide_again
from app.services.jobs.outbox import enqueue
from app.services.meetings import meetings
from app.services.notes.notes import keep_notes
from app.services.repeats.request_keys import KeyReusedError, KeySpentError, Repeatable, require_same
from app.services.storage.objects import Objects
from app.services.uploads.errors import EmptyFileError, PartsMissingError, TooManyUploadsError, UploadLostError
from app.services.uploads.form import too_large
from app.services.uploads.sniffing import reject_non_media
from app.services.uploads.target import PartsReplacedError, UploadTarget
from scribe_contracts import storage

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef


MAX_OPEN_UPLOADS = 50
"""Unfinished uploads of one user; each keeps its parts in storage until it is abandoned."""


PART_BYTES = 8 * 2**20
"""Of an upload in parts: so much is sent again where a connection breaks."""


class Progress(NamedTuple):
    upload: Upload
    parts: list[UploadPart]

    @property
    def received_bytes(self) -> int:
        return sum(part.size_bytes for part in self.parts)


async def begin(resources: Resources, owner: User, start: UploadStart, *, key: str | None = None) -> Progress:
    """Check what can be checked before anything is sent, then begin an S3 multipart upload.

    With a key that was sent before, return that upload, and what has arrived of it.
    """
    repeatable = Repeatable(owner, Creation.UPLOAD, key) if key else None
    # `identify` was in it from the first version that read it.
    said = hashlib.sha256(start.model_dump_json(exclude=start.unsaid() - {"identify"}).encode()).digest()
    if repeatable is not None:
        async with resources.database.transaction() as session:
            earlier = await repeatable.find(session)
        if earlier is not None:
            require_same(earlier, said)
            return await _made(resources, owner, earlier.made_id)
    options = start.options()
    if start.size_bytes == 0:
        raise EmptyFileError.field("size_bytes", "The recording is empty.")
    if start.size_bytes > resources.settings.max_upload_bytes:
        raise too_large(resources.settings.max_upload_bytes)
    if len(start.head) != min(start.size_bytes, HEAD_BYTES):
        raise InvalidError.field("head", f"Send the first {HEAD_BYTES} bytes, or all of a smaller file.")
    reject_non_media(start.head)
    async with resources.database.transaction() as session:
        options = await decide(session, resources.settings, options)
    await _check_room(resources, owner)
    await usage.check_upload(resources, owner.id, start.size_bytes)
    filename = clean_filename(start.filename)
    upload = Upload(
        id=uuid4(),
        owner_id=owner.id,
        title=start.title_for(filename),
        filename=filename,
        content_type=clean_content_type(start.content_type.encode()),
        size_bytes=start.size_bytes,
        part_bytes=PART_BYTES,
        head_sha256=hashlib.sha256(start.head).digest(),
        options=options,
        notes=start.notes,
        held_at=start.held_at,
    )
    target = UploadTarget(resources.s3, storage.source(upload.id), upload.content_type)
    upload.s3_upload_id = await Objects(resources).run(target.create)
    try:
        async with resources.database.transaction() as session:
            made_id = await repeatable.claim(session, said, upload.id) if repeatable is not None else upload.id
            if made_id == upload.id:
                session.add(upload)
                audit.tell(upload.id, details={"bytes": upload.size_bytes})
    except KeyReusedError:
        await remove(resources, upload)
        raise
    if made_id != upload.id:
        await remove(resources, upload)
        return await _made(resources, owner, made_id)
    return Progress(upload, [])


async def _made(resources: Resources, owner: User, upload_id: UUID) -> Progress:
    """Return the upload that an earlier request began."""
    async with resources.database.transaction() as session:
        try:
            return await find_progress(session, owner, upload_id)
        except NotFoundError:
            completed = await session.get(Meeting, upload_id) is not None
    end = f"has become the meeting {upload_id}" if completed else "was cancelled or abandoned"
    raise KeySpentError(f"The upload that was begun with this Idempotency-Key {end}.")


async def _check_room(resources: Resources, owner: User) -> None:
    async with resources.database.transaction() as session:
        unfinished = await session.scalar(select(func.count()).select_from(Upload).where(Upload.owner_id == owner.id))
    if (unfinished or 0) >= MAX_OPEN_UPLOADS:
        raise TooManyUploadsError(f"You have {unfinished} unfinished uploads. Finish or cancel one first.")


async def find(session: AsyncSession, owner: User, upload_id: UUID) -> Upload:
    upload = await session.scalar(select(Upload).where(Upload.id == upload_id, Upload.owner_id == owner.id))
    if upload is None:
        raise NotFoundError("There is no such upload.")
    return upload


async def find_progress(session: AsyncSession, owner: User, upload_id: UUID) -> Progress:
    upload = await find(session, owner, upload_id)
    parts = await session.scalars(
        select(UploadPart).where(UploadPart.upload_id == upload.id).order_by(UploadPart.number)
    )
    return Progress(upload, list(parts))


async def list_all(session: AsyncSession, owner: User) -> list[tuple[Upload, int]]:
    """Return the unfinished uploads, newest first, each with the bytes that have arrived."""
    received = (
        select(func.coalesce(func.sum(UploadPart.size_bytes), 0))
        .where(UploadPart.upload_id == Upload.id)
        .scalar_subquery()
    )
    rows = await session.execute(
        select(Upload, received).where(Upload.owner_id == owner.id).order_by(Upload.created_at.desc(), Upload.id)
    )
    return [(upload, int(size)) for upload, size in rows]


async def complete(resources: Resources, owner: User, upload_id: UUID, *, request_id: str) -> Meeting:
    """Make the recording's meeting and its job; raise PartsMissingError, naming them, if parts are missing.

    Asked again after its response was lost, it returns the same meeting.
    """
    async with resources.database.transaction() as session:
        try:
            upload, parts = await find_progress(session, owner, upload_id)
        except NotFoundError:
            return await meetings.find(session, owner, upload_id)
    _reject_missing_parts(upload, parts)
    target = UploadTarget(resources.s3, storage.source(upload.id))
    etags: list[CompletedPartTypeDef] = [{"PartNumber": part.number, "ETag": part.etag} for part in parts]
    try:
        await Objects(resources).run(partial(target.complete, upload.s3_upload_id, etags))
    except PartsReplacedError as error:
        await _forget(resources, [part for part in parts if part.number in error.numbers])
        raise PartsMissingError(f"Storage does not hold these parts as they came: {_listed(error.numbers)}.") from error
    except UploadLostError:
        if not await _is_stored(resources, upload):
            await cancel(resources, owner, upload_id)
            raise
    try:
        async with resources.database.transaction() as session:
            await require_present(session, owner)
            taken = await session.scalar(delete(Upload).where(Upload.id == upload.id).returning(Upload.id))
            if taken is not None:
                meeting = _record(session, upload)
                await keep_notes(session, meeting, upload.notes)
                meeting.options = await decide_again(session, resources.settings, meeting.options)
                await enqueue(session, meeting, request_id=request_id)
                count_upload(meeting.size_bytes)
                structlog.get_logger().info("upload_completed", meeting_id=str(upload.id), size_bytes=upload.size_bytes)
                return meeting
            other = await session.get(Meeting, upload.id)
    except UnauthorizedError:
        await _abandon(resources, upload)
        raise
    if other is None:
        await Objects(resources).run(partial(target.remove, None))
        raise NotFoundError("This upload was cancelled.")
    return other


async def _abandon(resources: Resources, upload: Upload) -> None:
    """Remove an upload whose owner has gone, unless it became a meeting before."""
    async with resources.database.transaction() as session:
        await session.execute(delete(Upload).where(Upload.id == upload.id))
        is_meeting = await session.get(Meeting, upload.id) is not None
    if not is_meeting:
        await remove(resources, upload)


async def cancel(resources: Resources, owner: User, upload_id: UUID) -> None:
    async with resources.database.transaction() as session:
        upload = await find(session, owner, upload_id)
        await session.delete(upload)
    await remove(resources, upload)


async def remove(resources: Resources, upload: Upload) -> None:
    """Remove from storage an upload whose row is gone."""
    target = UploadTarget(resources.s3, storage.source(upload.id))
    await Objects(resources).run(partial(target.remove, upload.s3_upload_id))


def _reject_missing_parts(upload: Upload, parts: list[UploadPart]) -> None:
    count = math.ceil(upload.size_bytes / upload.part_bytes)
    missing = sorted(set(range(1, count + 1)) - {part.number for part in parts})
    if missing:
        raise PartsMissingError(f"{len(missing)} of {count} parts are missing: {_listed(missing)}.")


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")  # noqa: PLR2004


async def _forget(resources: Resources, parts: list[UploadPart]) -> None:
    """Remove the notes of parts, which are then sent again, unless they came again meanwhile.

    The same part sent twice at once, encrypted, is two to storage, and the last one noted need not be the one it keeps.
    """
    async with resources.database.transaction() as session:
        for part in parts:
            of_part = (UploadPart.upload_id == part.upload_id, UploadPart.number == part.number)
            await session.execute(delete(UploadPart).where(*of_part, UploadPart.etag == part.etag))


async def _is_stored(resources: Resources, upload: Upload) -> bool:
    """Return whether another request completed the upload meanwhile, or this one did before its response was lost."""
    try:
        return (await Objects(resources).stat(storage.source(upload.id))).size == upload.size_bytes
    except NotFoundError:
        return False


def _record(session: AsyncSession, upload: Upload) -> Meeting:
    at = now()
    meeting = Meeting(
        id=upload.id,
        owner_id=upload.owner_id,
        title=upload.title,
        filename=upload.filename,
        content_type=upload.content_type,
        size_bytes=upload.size_bytes,
        options=upload.options,
        created_at=at,
        held_at=upload.held_at or at,
    )
    session.add(meeting)
    audit.tell(meeting.id, details={"bytes": meeting.size_bytes})
    return meeting
