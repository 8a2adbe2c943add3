"""Objects in S3: listed, copied into the folder of backups, and put back."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

from botocore.exceptions import ClientError

from ops.backup.errors import DamagedError
from ops.backup.kept.manifest import Identity, SavedObject
from ops.backup.kept.vault import Content, Vault
from scribe_contracts import s3 as contract
from scribe_contracts.encryption import record
from scribe_contracts.encryption.record import KeyRecord
from scribe_contracts.s3 import is_missing
from scribe_contracts.storage import Bucket

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_PIECE = 1 << 20


@dataclass(frozen=True)
class Objects:
    s3: "S3Client"

    def listed(self) -> Iterator[Identity]:
        """Yield every object that is there now."""
        present = {bucket.get("Name") for bucket in self.s3.list_buckets().get("Buckets", [])}
        for bucket in Bucket:
            if bucket not in present:
                continue
            for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
                for item in page.get("Contents", []):
                    yield Identity(bucket, item["Key"], item["ETag"], item["Size"])

    def save(self, identity: Identity, vault: Vault) -> SavedObject | None:
        """Copy an object as it is now; None if it is there no more."""
        try:
            answer = self.s3.get_object(Bucket=identity.bucket, Key=identity.key)
        except ClientError as error:
            if is_missing(error):
                return None
            raise
        size = answer["ContentLength"]
        with answer["Body"] as body:
            stored = vault.store(_Whole(cast("IO[bytes]", body), size))
        return SavedObject(
            bucket=identity.bucket,
            key=identity.key,
            etag=answer["ETag"],
            size=size,
            content_type=answer["ContentType"],
            metadata=answer["Metadata"],
            stored=stored,
        )

    def load(self, saved: SavedObject, content: Content) -> None:
        """Put an object back, read it again and compare; DamagedError if it is not the same."""
        described = {"ContentType": saved.content_type, "Metadata": saved.metadata}
        self.s3.upload_fileobj(cast("IO[bytes]", content), saved.bucket, saved.key, ExtraArgs=described)
        checksum, size = hashlib.sha256(), 0
        with self.s3.get_object(Bucket=saved.bucket, Key=saved.key)["Body"] as body:
            while piece := body.read(_PIECE):
                checksum.update(piece)
                size += len(piece)
        if (checksum.hexdigest(), size) != (content.sha256, saved.size):
            raise DamagedError("storage does not give back what was put there")

    def prepare(self) -> None:
        contract.ensure_buckets(self.s3)

    def noted_keys(self) -> set[str]:
        """Return the ids of the keys under which objects may lie there."""
        return set(record.read(self.s3).keys)

    def note_keys(self, ids: Iterable[str]) -> None:
        """Note these in the place of others, so that no product without them starts with what is there."""
        keys = tuple(sorted(ids))
        record.write(self.s3, KeyRecord(keys=keys, is_sealed=bool(keys)))

    def delete(self, identity: Identity) -> None:
        self.s3.delete_object(Bucket=identity.bucket, Key=identity.key)


class _Whole:
    """A body that may not end early."""

    def __init__(self, body: IO[bytes], size: int) -> None:
        self._body = body
        self._left = size

    def read(self, size: int, /) -> bytes:
        piece = self._body.read(size)
        self._left -= len(piece)
        if not piece and self._left:
            raise OSError(f"An object ended {self._left} bytes early.")
        return piece
