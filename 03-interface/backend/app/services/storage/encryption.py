"""Objects rewritten under the key of the settings: open ones are encrypted, and those of the key before.

It may stop anywhere and be run again: what is done is left alone. The services may run meanwhile. An object that one of
them writes or deletes at that moment stays as it makes it, where the store knows conditions for writes (If-Match), and
is looked at again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from scribe_contracts import storage
from scribe_contracts.encryption import record
from scribe_contracts.encryption.client import SealedS3, key_id_of
from scribe_contracts.encryption.record import KeyRecord
from scribe_contracts.s3 import is_missing
from scribe_contracts.storage import Bucket

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_PASSES = 5
_CHANGED = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}


@dataclass
class Rewritten:
    """The result; `changed` and `uploads` need another run."""

    objects: int = 0
    size: int = 0
    changed: int = 0
    """Objects that others were writing whenever they were looked at."""

    uploads: int = 0
    """Uploads under way that began under the key before."""

    @property
    def is_complete(self) -> bool:
        return self.changed == self.uploads == 0


def rewrite_all(s3: SealedS3, tell: Callable[[Rewritten], None] = lambda _: None) -> Rewritten:
    """Rewrite what is not under the key of now; then no other key is needed any more, and the record says so.

    `tell` is called after each object.
    """
    s3.require_keys()
    done = Rewritten()
    for _ in range(_PASSES):
        done.changed = 0
        for bucket, key in _places(s3.as_stored):
            _rewrite(s3, bucket, key, done)
            tell(done)
        if not done.changed:
            break
    done.uploads = _count_earlier_uploads(s3.as_stored)
    if done.is_complete:
        current = s3.ring.current
        keys = () if current is None else (current.id.hex(),)
        record.write(s3.as_stored, KeyRecord(keys=keys, is_sealed=bool(keys)))
    return done


def _rewrite(s3: SealedS3, bucket: str, key: str, done: Rewritten) -> None:
    current = s3.ring.current
    try:
        head = s3.as_stored.head_object(Bucket=bucket, Key=key)
        if key_id_of(head["Metadata"]) == (current.id.hex() if current is not None else None):
            return
        answer = s3.get_object(Bucket=bucket, Key=key, IfMatch=head["ETag"])
        with answer["Body"] as body:
            described = {"ContentType": answer["ContentType"], "Metadata": answer["Metadata"]}
            s3.store(body.read, bucket, key, described, {"IfMatch": head["ETag"]})
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _CHANGED:
            done.changed += 1
            return
        if is_missing(error):
            return
        raise
    done.objects += 1
    done.size += answer["ContentLength"]


def _places(stored: "S3Client") -> Iterator[tuple[str, str]]:
    for bucket in Bucket:
        for page in stored.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            keys = [item["Key"] for item in page.get("Contents", [])]
            yield from ((bucket, key) for key in keys if not storage.lies_open(bucket, key))


def _count_earlier_uploads(stored: "S3Client") -> int:
    """Return how many uploads are under way since before the key of now became the current one."""
    bucket, key = storage.encryption_keys()
    try:
        since: datetime = stored.head_object(Bucket=bucket, Key=key)["LastModified"]
    except ClientError as error:
        if is_missing(error):
            return 0
        raise
    return sum(
        upload["Initiated"] <= since  # both to a second
        for each in Bucket
        for page in stored.get_paginator("list_multipart_uploads").paginate(Bucket=each)
        for upload in page.get("Uploads", [])
    )
