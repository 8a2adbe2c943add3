"""All objects from another S3 server into the product's: `python -m app.object_copy <SOURCE`.

SOURCE is JSON with `endpoint_url`, `access_key` and `secret_key` of the other server. Each object is copied, read back
and compared: length, SHA-256, type and metadata. Afterwards the buckets hold what the other server's hold and nothing
else, or the command fails and names the object; the other server is only read. Run it while no service writes.
"""

import hashlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, TypeVar, cast

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import BaseModel, SecretStr

from scribe_contracts import s3 as storage
from scribe_contracts.settings import InfrastructureSettings
from scribe_contracts.storage import Bucket

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

T = TypeVar("T")

_PIECE = 1 << 20
_START_SECONDS = 120.0
"""Both servers may have been started a moment ago."""


class CopyError(Exception):
    """An object is not what it was; the message is for the operator."""


class Source(BaseModel):
    """Address and keys of the server that is copied from."""

    endpoint_url: str
    access_key: str
    secret_key: SecretStr


class Copied(BaseModel):
    """The result of a whole copy."""

    objects: int = 0
    size: int = 0
    unfinished: int = 0
    """Uploads in parts that were under way. They cannot be copied: their senders begin again."""


class _Described(BaseModel):
    size: int
    content_type: str
    metadata: dict[str, str]
    sha256: str = ""


class _Hashing:
    """A body that is hashed while it is read."""

    def __init__(self, body: IO[bytes]) -> None:
        self._body = body
        self.checksum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._body.read(size if size >= 0 else None)  # type: ignore[arg-type]  # botocore's takes None
        self.checksum.update(piece)
        return piece


def main() -> int:
    try:
        settings = InfrastructureSettings()  # type: ignore[call-arg]  # the environment gives the rest
        source = Source.model_validate_json(sys.stdin.read())
        changed = {
            "s3_endpoint_url": source.endpoint_url,
            "s3_access_key": source.access_key,
            "s3_secret_key": source.secret_key,
        }
        copied = copy(
            storage.connect_as_stored(settings.model_copy(update=changed)), storage.connect_as_stored(settings)
        )
    except (CopyError, BotoCoreError, ClientError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{copied.objects} objects, {copied.size / 1e6:.1f} MB, each read back and compared\n")
    if copied.unfinished:
        sys.stdout.write(f"{copied.unfinished} unfinished uploads were left behind: their senders begin again\n")
    return 0


def copy(source: "S3Client", target: "S3Client") -> Copied:
    """Make the target's buckets hold what the source's hold and nothing else; CopyError for an object that differs."""
    present = {bucket.get("Name") for bucket in _once_started(source.list_buckets).get("Buckets", [])}
    _once_started(lambda: storage.ensure_buckets(target))
    copied = Copied()
    for bucket in Bucket:
        kept: set[str] = set()
        for key in _keys(source, bucket) if bucket in present else ():
            kept.add(key)
            copied.objects += 1
            copied.size += _copy_object(source, target, bucket, key)
        for key in [key for key in _keys(target, bucket) if key not in kept]:
            target.delete_object(Bucket=bucket, Key=key)
        if set(_keys(target, bucket)) != kept:
            raise CopyError(f"The bucket {bucket} does not hold the same objects on both servers.")
        if bucket in present:
            pages = source.get_paginator("list_multipart_uploads").paginate(Bucket=bucket)
            copied.unfinished += sum(len(page.get("Uploads", [])) for page in pages)
    return copied


def _copy_object(source: "S3Client", target: "S3Client", bucket: Bucket, key: str) -> int:
    """Copy an object, compare both, and return its size in bytes."""
    answer = source.get_object(Bucket=bucket, Key=key)
    wanted = _Described(size=answer["ContentLength"], content_type=answer["ContentType"], metadata=answer["Metadata"])
    with answer["Body"] as body:
        hashing = _Hashing(cast("IO[bytes]", body))
        described = {"ContentType": wanted.content_type, "Metadata": wanted.metadata}
        target.upload_fileobj(cast("IO[bytes]", hashing), bucket, key, ExtraArgs=described)
    wanted.sha256 = hashing.checksum.hexdigest()
    if _describe(target, bucket, key) != wanted:
        raise CopyError(f"{bucket}/{key} is not the same after it was copied.")
    return wanted.size


def _describe(s3: "S3Client", bucket: Bucket, key: str) -> _Described:
    answer = s3.get_object(Bucket=bucket, Key=key)
    checksum, size = hashlib.sha256(), 0
    with answer["Body"] as body:
        while piece := body.read(_PIECE):
            checksum.update(piece)
            size += len(piece)
    return _Described(
        size=size,
        content_type=answer["ContentType"],
        metadata=answer["Metadata"],
        sha256=checksum.hexdigest(),
    )


def _keys(s3: "S3Client", bucket: Bucket) -> Iterator[str]:
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        yield from (item["Key"] for item in page.get("Contents", []))


def _once_started(call: Callable[[], T]) -> T:
    """Return the result of a call that may fail while a server starts."""
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            return call()
        except BotoCoreError:
            if time.monotonic() > deadline:
                raise
            time.sleep(1)


if __name__ == "__main__":
    sys.exit(main())
