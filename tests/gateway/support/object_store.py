"""The stored objects, as a worker would leave and see them."""

from typing import TYPE_CHECKING
from uuid import UUID

from scribe_contracts import storage
from scribe_contracts.base import Contract
from scribe_contracts.storage import Artefact, Bucket, S3Location

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class ObjectStore:
    """Puts objects into storage and lists them."""

    def __init__(self, s3: "S3Client") -> None:
        self._s3 = s3

    def put(self, meeting_id: UUID, name: Artefact, content: Contract | bytes, attempt: int = 1) -> None:
        """Store an artefact of a meeting, as one attempt leaves it."""
        body = content if isinstance(content, bytes) else content.model_dump_json().encode()
        self.put_at(storage.artefact(meeting_id, name, attempt), body)

    def put_at(self, location: S3Location, body: bytes = b"x") -> None:
        self._s3.put_object(Bucket=location.bucket, Key=location.key, Body=body)

    def stored(self) -> set[str]:
        """Return all objects as bucket/key."""
        return {
            f"{bucket}/{item['Key']}"
            for bucket in Bucket
            for item in self._s3.list_objects_v2(Bucket=bucket).get("Contents", [])
        }
