"""Objects rewritten under the key of the settings: open ones are encrypted, and those of the key before.

It may stop anywhere and be run again: what is done is left alone. The services may run meanwhile. An object that one of
them writes or deletes at that moment stays as it makes it, where the store knows conditions for writes (If-Match), and
is looked at again.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import structlog
from botocore.exceptions import ClientError

from scribe_contracts import storage
from scribe_contracts.encryption import record
from scribe_contracts.encryption.client import ASK_AGAIN_SECONDS, SealedS3, key_id_of
from scribe_contracts.encryption.errors import DamagedError, KeyMissingError
from scribe_contracts.encryption.record import KeyRecord
from scribe_contracts.s3 import is_missing
from scribe_contracts.storage import Bucket

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_PASSES = 5
_CHANGED = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}

_SETTLING = timedelta(seconds=2 * ASK_AGAIN_SECONDS)
"""After a change of keys a service that was not restarted writes under its older key until it asks for the record
again, and a request that it has begun takes a while to end."""


@dataclass
class Rewritten:
    """The result; all but `objects` and `size` need another run."""

    objects: int = 0
    size: int = 0
    rest: int = 0
    """Objects that the last pass still had to rewrite."""

    changed: int = 0
    """Objects that others were writing whenever they were looked at."""

    uploads: int = 0
    """Uploads under way before the last pass that began under the key before."""

    unread: list[str] = field(default_factory=list)
    """Objects that cannot be opened, as they are damaged or their key is not there, each with the reason."""

    @property
    def is_complete(self) -> bool:
        return self.rest == self.changed == self.uploads == 0 and not self.unread


def rewrite_all(
    s3: SealedS3, tell: Callable[[Rewritten], None] = lambda _: None, *, settling: timedelta = _SETTLING
) -> Rewritten:
    """Rewrite what is not under the key of now; then no other key is needed any more, and the record says so.

    `tell` is called after each object. A key is no more needed only once a whole pass has found nothing to rewrite,
    and no upload was under way before that pass which may have ended behind it. Where a key is to be dropped, that pass
    begins when the keys of now have been in force for `settling`.
    """
    s3.require_keys()
    done = Rewritten()
    _pass(s3, tell, done, settling)
    _settle(s3, settling)
    for _ in range(_PASSES):
        _pass(s3, tell, done, settling)
        if done.rest == done.changed == 0:
            break
    if done.is_complete:
        # Others may have begun with other keys meanwhile.
        record.confirm(s3.as_stored, s3.ring)
        current = s3.ring.current
        keys = () if current is None else (current.id.hex(),)
        record.write(s3.as_stored, KeyRecord(keys=keys, is_sealed=bool(keys)))
    return done


def _pass(s3: SealedS3, tell: Callable[[Rewritten], None], done: Rewritten, settling: timedelta) -> None:
    done.rest = done.changed = 0
    done.unread.clear()
    # Before anything is listed: one that ends during the pass may lie where the pass has been.
    done.uploads = _count_earlier_uploads(s3.as_stored, settling)
    for bucket, key in _places(s3.as_stored):
        # The keys at hand are still those of the record; what is caught below is of this object alone.
        s3.require_keys()
        try:
            _rewrite(s3, bucket, key, done)
        except DamagedError as error:
            done.unread.append(str(error))
        except KeyMissingError as error:
            done.unread.append(f"{bucket}/{key}: {error}")
        tell(done)


def _settle(s3: SealedS3, settling: timedelta) -> None:
    """Wait until whoever had other keys has noticed, if a key is to be dropped."""
    current = s3.ring.current
    if set(record.read(s3.as_stored).keys) == ({current.id.hex()} if current is not None else set()):
        return
    changed, now = _record_times(s3.as_stored)
    left = (settling - (now - changed)).total_seconds() if changed is not None else 0
    if left > 0:
        structlog.get_logger().info("keys_settling", seconds=round(left))
        time.sleep(left)


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
    done.rest += 1
    done.size += answer["ContentLength"]


def _places(stored: "S3Client") -> Iterator[tuple[str, str]]:
    for bucket in Bucket:
        for page in stored.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            keys = [item["Key"] for item in page.get("Contents", [])]
            yield from ((bucket, key) for key in keys if not storage.lies_open(bucket, key))


def _count_earlier_uploads(stored: "S3Client", settling: timedelta) -> int:
    """Return how many uploads under way may have begun before the key of now was the only one that seals."""
    changed, _ = _record_times(stored)
    if changed is None:
        return 0
    return sum(
        upload["Initiated"] <= changed + settling  # all to a second
        for each in Bucket
        for page in stored.get_paginator("list_multipart_uploads").paginate(Bucket=each)
        for upload in page.get("Uploads", [])
    )


def _record_times(stored: "S3Client") -> tuple[datetime | None, datetime]:
    """Return when the keys were changed, None if there is no record, and the time of now, by the clock of the store."""
    bucket, key = storage.encryption_keys()
    try:
        answer = stored.head_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if is_missing(error):
            return None, datetime.now().astimezone()
        raise
    return answer["LastModified"], parsedate_to_datetime(answer["ResponseMetadata"]["HTTPHeaders"]["date"])
