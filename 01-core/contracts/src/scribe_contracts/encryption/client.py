"""S3 as the services use it: objects are sealed before they leave, and opened when they come, where there is a key.

It has the methods of boto3's client that the services use, under their names and with their arguments, and no others:
one that nobody has thought of cannot store an open object.
"""
# ruff: noqa: N803 - boto3's names of arguments

import base64
import hashlib
import os
import time
from collections.abc import Callable
from threading import Lock
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from scribe_contracts import storage
from scribe_contracts.encryption import record
from scribe_contracts.encryption.chunks import CHUNK, SALT_BYTES, SEALED_CHUNK, SealedBody
from scribe_contracts.encryption.keys import KeyRing, MasterKey
from scribe_contracts.encryption.reading import MARKER, OpeningS3

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

ASK_AGAIN_SECONDS: Final = 60
"""So old may be what is known of the keys that others write under."""

_VERSION: Final = "1"
_PART_BYTES: Final = 8 * 2**20
_PASSED_ON: Final = frozenset(
    {
        "abort_multipart_upload",
        "can_paginate",
        "close",
        "complete_multipart_upload",
        "create_bucket",
        "delete_bucket",
        "delete_object",
        "delete_objects",
        "exceptions",
        "get_paginator",
        "list_buckets",
        "list_multipart_uploads",
        "list_objects_v2",
        "list_parts",
        "meta",
    }
)


class PartPlace(NamedTuple):
    """The place of a part in its object."""

    start: int
    """Bytes before it: a multiple of CHUNK."""

    is_last: bool


class SealedS3(OpeningS3):
    """Wraps boto3's client; threads may share it. Its errors are those of botocore, EncryptionError among them."""

    def __init__(self, s3: "S3Client", ring: KeyRing) -> None:
        super().__init__(s3, ring)
        self._lock = Lock()
        self._asked_at: float | None = None
        """Of the monotonic clock."""

    def __getattr__(self, name: str) -> Any:
        if name in _PASSED_ON:
            return getattr(self._s3, name)
        raise AttributeError(f"Objects are sealed by this client, which has no {name}.")

    @property
    def as_stored(self) -> "S3Client":
        """Return the client beneath, which reads and writes objects as they lie in storage."""
        return self._s3

    @property
    def ring(self) -> KeyRing:
        return self._ring

    def require_keys(self) -> None:
        """Raise EncryptionError unless there is a key for every object, and all write under the same one.

        Asked before each write, and of storage once in ASK_AGAIN_SECONDS: keys may be changed where this process was
        not restarted, and what it wrote then would be open, or under a key that is thought to be needed no more.
        """
        if self._is_known():
            return
        with self._lock:
            if self._is_known():
                return
            asked_at = time.monotonic()
            if self._asked_at is None:
                record.require(self._s3, self._ring)
            else:
                record.confirm(self._s3, self._ring)
            self._asked_at = asked_at

    def _is_known(self) -> bool:
        return self._asked_at is not None and time.monotonic() - self._asked_at < ASK_AGAIN_SECONDS

    def put_object(self, *, Bucket: str, Key: str, Body: bytes | bytearray = b"", **rest: Any) -> Any:
        key = self._key_for(Bucket, Key)
        if key is None:
            return self._s3.put_object(Bucket=Bucket, Key=Key, Body=_body(Body), **rest)
        sealed = SealedBody(Body, key, (Bucket, Key), os.urandom(SALT_BYTES))
        rest["Metadata"] = _marked(rest.get("Metadata"), key)
        rest["ContentMD5"] = _checksum(sealed)
        return self._s3.put_object(Bucket=Bucket, Key=Key, Body=_body(sealed), **rest)

    def create_multipart_upload(self, *, Bucket: str, Key: str, **rest: Any) -> Any:
        key = self._key_for(Bucket, Key)
        if key is not None:
            rest["Metadata"] = _marked(rest.get("Metadata"), key)
        return self._s3.create_multipart_upload(Bucket=Bucket, Key=Key, **rest)

    def upload_part(
        self,
        *,
        Bucket: str,
        Key: str,
        UploadId: str,
        Body: bytes | bytearray,
        Place: PartPlace | None = None,
        **rest: Any,
    ) -> Any:
        """Send a part with the MD5 of what is sent, the only checksum that every S3 server verifies."""
        key = self._key_for(Bucket, Key)
        if key is None:
            rest["ContentMD5"] = base64.b64encode(hashlib.md5(Body, usedforsecurity=False).digest()).decode()
            return self._s3.upload_part(Bucket=Bucket, Key=Key, UploadId=UploadId, Body=_body(Body), **rest)
        if Place is None or Place.start % CHUNK or not (Place.is_last or len(Body) % CHUNK == 0):
            raise ValueError(f"A sealed part needs its place, and bounds that are multiples of {CHUNK} bytes.")
        # Whoever sends a part knows of its upload the id alone.
        salt = hashlib.sha256(UploadId.encode()).digest()[:SALT_BYTES]
        sealed = SealedBody(Body, key, (Bucket, Key), salt, first=Place.start // CHUNK, is_end=Place.is_last)
        rest["ContentMD5"] = _checksum(sealed)
        return self._s3.upload_part(Bucket=Bucket, Key=Key, UploadId=UploadId, Body=_body(sealed), **rest)

    def upload_file(self, Filename: str, Bucket: str, Key: str, ExtraArgs: dict[str, Any] | None = None) -> None:
        if self._key_for(Bucket, Key) is None:
            self._s3.upload_file(Filename, Bucket, Key, ExtraArgs=ExtraArgs)
            return
        with open(Filename, "rb") as file:  # noqa: PTH123 - as boto3 takes it
            self.store(file.read, Bucket, Key, ExtraArgs or {})

    def upload_fileobj(
        self, Fileobj: IO[bytes], Bucket: str, Key: str, ExtraArgs: dict[str, Any] | None = None
    ) -> None:
        if self._key_for(Bucket, Key) is None:
            self._s3.upload_fileobj(Fileobj, Bucket, Key, ExtraArgs=ExtraArgs)
            return
        self.store(Fileobj.read, Bucket, Key, ExtraArgs or {})

    def store(
        self,
        read: Callable[[int], bytes],
        bucket: str,
        key: str,
        described: dict[str, Any],
        condition: dict[str, str] | None = None,
    ) -> None:
        """Store what `read` gives until it gives nothing, in parts if it is large; `condition` may be an IfMatch."""
        condition = condition or {}
        part = _read_full(read)
        if len(part) < _PART_BYTES:
            self.put_object(Bucket=bucket, Key=key, Body=part, **described, **condition)
            return
        upload: dict[str, str] = {"Bucket": bucket, "Key": key}
        upload["UploadId"] = self.create_multipart_upload(**upload, **described)["UploadId"]
        parts: list[CompletedPartTypeDef] = []
        try:
            start = 0
            while part:
                following = _read_full(read) if len(part) == _PART_BYTES else b""
                number = len(parts) + 1
                place = PartPlace(start, is_last=not following)
                answer = self.upload_part(**upload, PartNumber=number, Body=part, Place=place)
                parts.append({"PartNumber": number, "ETag": answer["ETag"]})
                start, part = start + len(part), following
            self._s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts}, **condition)  # type: ignore[arg-type]  # strings of a mapping
        except BaseException:
            self._s3.abort_multipart_upload(**upload)  # type: ignore[arg-type]  # as above
            raise

    def copy(self, CopySource: dict[str, str], Bucket: str, Key: str) -> None:
        """Copy an object; by way of this process where it is sealed, as each place has a key of its own."""
        if not self._ring:
            self._is_sealed(self._s3.head_object(**CopySource))  # type: ignore[arg-type]  # bucket and key
            self._s3.copy(CopySource, Bucket, Key)  # type: ignore[arg-type]  # as above
            return
        answer = self.get_object(**CopySource)
        with answer["Body"] as body:
            described = {"ContentType": answer["ContentType"], "Metadata": answer["Metadata"]}
            self.upload_fileobj(body, Bucket, Key, ExtraArgs=described)

    def _key_for(self, bucket: str, key: str) -> MasterKey | None:
        """Return the key that seals what is written there; None for what stays open."""
        self.require_keys()
        return None if storage.lies_open(bucket, key) else self._ring.current


def key_id_of(metadata: dict[str, str]) -> str | None:
    """Return the id of the key under which an object was sealed, of its metadata as stored; None if it is open."""
    mark = metadata.get(MARKER)
    return None if mark is None else mark.rpartition(" ")[2]


def _marked(metadata: dict[str, str] | None, key: MasterKey) -> dict[str, str]:
    return {**(metadata or {}), MARKER: f"{_VERSION} {key.id.hex()}"}


def _checksum(sealed: SealedBody) -> str:
    """Return the MD5 of what is sent; that of the content would not fit."""
    checksum = hashlib.md5(usedforsecurity=False)
    while piece := sealed.read(SEALED_CHUNK):
        checksum.update(piece)
    sealed.seek(0)
    return base64.b64encode(checksum.digest()).decode()


def _body(content: SealedBody | bytes | bytearray) -> Any:
    """Return the body as boto3 takes it: its types know less than it takes."""
    return content


def _read_full(read: Callable[[int], bytes]) -> bytes:
    content = read(_PART_BYTES)
    while content and len(content) < _PART_BYTES:
        more = read(_PART_BYTES - len(content))
        if not more:
            break
        content += more
    return content
