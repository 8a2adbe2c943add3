"""One part of a recording, from the socket to S3."""

import base64
import binascii
import hashlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from starlette.requests import ClientDisconnect

from app.core.errors import NotFoundError
from app.core.limits import HEAD_BYTES
from app.core.quotas.pace import PACE
from app.models import Upload, UploadPart, User
from app.models.base import now
from app.resources import Resources
from app.services.forms.errors import IncompleteFormError
from app.services.storage.objects import Objects
from app.services.uploads import resumable
from app.services.uploads.errors import (
    DigestMismatchError,
    DigestMissingError,
    PartMismatchError,
    UploadLostError,
)
from app.services.uploads.target import UploadTarget
from scribe_contracts import storage
from scribe_contracts.encryption.client import PartPlace

_DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/]{43}=):")


@dataclass(frozen=True)
class IncomingPart:
    number: int
    content_length: int | None
    digest: str
    """The header Content-Digest (RFC 9530) as sent."""

    body: AsyncIterator[bytes]


async def receive(resources: Resources, owner: User, upload_id: UUID, part: IncomingPart) -> None:
    """Store the part if it is whole and its checksum is right; another part of the same number is replaced."""
    expected = _read_digest(part.digest)
    async with resources.database.transaction() as session:
        upload = await resumable.find(session, owner, upload_id)
    size = _size(upload, part.number)
    if part.content_length not in {None, size}:
        raise PartMismatchError(f"Part {part.number} of this upload has {size:,} bytes.")
    # A part is not read before it has a slot, so that memory is bounded whatever the number of senders.
    async with resources.part_slots:
        content, found = await _read(part, size)
        if found != expected:
            raise DigestMismatchError(f"Part {part.number} does not have the checksum that was sent with it.")
        if part.number == 1 and hashlib.sha256(content[:HEAD_BYTES]).digest() != upload.head_sha256:
            raise PartMismatchError("The first part does not begin with the bytes that were announced.")
        if await _is_noted(resources, upload_id, part.number, found):
            return
        target = UploadTarget(resources.s3, storage.source(upload.id))
        try:
            start = (part.number - 1) * upload.part_bytes
            place = PartPlace(start, is_last=start + size == upload.size_bytes)
            store = partial(target.upload_part, upload.s3_upload_id, part.number, content, place)
            stored = await Objects(resources).send(store)
        except UploadLostError:
            await resumable.cancel(resources, owner, upload_id)
            raise
    row = UploadPart(upload_id=upload.id, number=part.number, size_bytes=size, sha256=found, etag=stored["ETag"])
    await _note(resources, row)


def _read_digest(header: str) -> bytes:
    found = _DIGEST.search(header)
    if found is None:
        raise DigestMissingError("Send the part's SHA-256 as: Content-Digest: sha-256=:<base64>:")
    try:
        return base64.b64decode(found.group(1), validate=True)
    except binascii.Error as error:
        raise DigestMissingError("The header Content-Digest is not well-formed.") from error


def _size(upload: Upload, number: int) -> int:
    """Return the bytes that the part must have; raise PartMismatchError if the file ends before it."""
    left = upload.size_bytes - (number - 1) * upload.part_bytes
    if number < 1 or left <= 0:
        raise PartMismatchError(f"This upload has no part {number}.")
    return min(left, upload.part_bytes)


async def _read(part: IncomingPart, size: int) -> tuple[bytearray, bytes]:
    """Return the part's content and its SHA-256."""
    content = bytearray()
    checksum = hashlib.sha256()
    try:
        async for chunk in PACE.enforce(part.body):
            content += chunk
            checksum.update(chunk)
            if len(content) > size:
                raise PartMismatchError(f"Part {part.number} of this upload has {size:,} bytes.")
    except ClientDisconnect as error:
        raise IncompleteFormError(f"Part {part.number} was cut off before its end.") from error
    if len(content) < size:
        raise IncompleteFormError(f"Part {part.number} was cut off before its end.")
    return content, checksum.digest()


async def _is_noted(resources: Resources, upload_id: UUID, number: int, checksum: bytes) -> bool:
    """Return whether this very part is there: an encrypted one sent again would be another to storage."""
    async with resources.database.transaction() as session:
        noted = await session.get(UploadPart, (upload_id, number))
        if noted is None or noted.sha256 != checksum:
            return False
        await session.execute(update(Upload).where(Upload.id == upload_id).values(touched_at=now()))
    return True


async def _note(resources: Resources, row: UploadPart) -> None:
    values = {
        "upload_id": row.upload_id,
        "number": row.number,
        "size_bytes": row.size_bytes,
        "sha256": row.sha256,
        "etag": row.etag,
    }
    async with resources.database.transaction() as session:
        touched = await session.scalar(
            update(Upload).where(Upload.id == row.upload_id).values(touched_at=now()).returning(Upload.id)
        )
        if touched is None:
            raise NotFoundError("This upload was cancelled.")
        await session.execute(
            insert(UploadPart).values(values).on_conflict_do_update(index_elements=["upload_id", "number"], set_=values)
        )
