"""The ids of the keys that objects are sealed under, as a small open object beside them."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError
from pydantic import ValidationError

from scribe_contracts import storage
from scribe_contracts.base import Contract
from scribe_contracts.encryption.errors import KeyMissingError, KeyReplacedError, RecordDamagedError
from scribe_contracts.encryption.keys import KeyRing
from scribe_contracts.storage import Bucket

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_NONE = {"404", "NoSuchKey", "NotFound", "NoSuchBucket"}


class KeyRecord(Contract):
    keys: tuple[str, ...] = ()
    """Ids of the keys under which objects may be sealed; where objects are sealed now, the first is the present key."""

    is_sealed: bool = False
    """True where what is written now is sealed."""


def read(s3: "S3Client") -> KeyRecord:
    """Return what the record says; an empty one where nothing was ever sealed. Raise RecordDamagedError."""
    bucket, key = storage.encryption_keys()
    try:
        with s3.get_object(Bucket=bucket, Key=key)["Body"] as body:
            return KeyRecord.model_validate_json(body.read())
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _NONE:
            return KeyRecord()
        raise
    except ValidationError as error:
        raise RecordDamagedError(bucket=bucket, key=key) from error


def write(s3: "S3Client", record: KeyRecord) -> None:
    """Store the record, or remove it where it says that nothing is sealed."""
    bucket, key = storage.encryption_keys()
    if record == KeyRecord():
        s3.delete_object(Bucket=bucket, Key=key)
        return
    s3.put_object(Bucket=bucket, Key=key, Body=record.model_dump_json().encode(), ContentType="application/json")


def require(s3: "S3Client", ring: KeyRing) -> None:
    """Raise KeyMissingError unless every object can be read; from then on what is written is as the keys say."""
    found = read(s3)
    _reject_missing(found, ring)
    current = _current(ring)
    # The present key comes first, also one that was replaced and comes back, so that each change changes the record.
    wanted = KeyRecord(keys=tuple(dict.fromkeys((*current, *found.keys))), is_sealed=bool(current))
    if wanted.is_sealed != found.is_sealed:
        # Of an upload that is under way some parts would be sealed and others not. Their senders begin again.
        _abort_uploads(s3)
    if wanted != found:
        write(s3, wanted)


def confirm(s3: "S3Client", ring: KeyRing) -> None:
    """Raise KeyMissingError or KeyReplacedError if others have begun to write under other keys since `require`."""
    found = read(s3)
    _reject_missing(found, ring)
    current, present = _current(ring), found.keys[:1] if found.is_sealed else ()
    if current != present:
        raise KeyReplacedError(*current or ("no key",), *present or ("no key",))


def _reject_missing(found: KeyRecord, ring: KeyRing) -> None:
    for key_id in found.keys:
        if key_id not in ring.ids:
            raise KeyMissingError(key_id, ring.ids)


def _current(ring: KeyRing) -> tuple[str, ...]:
    return (ring.current.id.hex(),) if ring.current is not None else ()


def _abort_uploads(s3: "S3Client") -> None:
    for bucket in Bucket:
        pages = s3.get_paginator("list_multipart_uploads").paginate(Bucket=bucket)
        for each in [upload for page in pages for upload in page.get("Uploads", [])]:
            s3.abort_multipart_upload(Bucket=bucket, Key=each["Key"], UploadId=each["UploadId"])
