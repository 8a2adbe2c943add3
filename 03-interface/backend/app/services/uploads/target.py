"""Blocking requests to S3 that write one object."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog
from botocore.exceptions import ClientError

from app.services.uploads.errors import UploadLostError
from scribe_contracts.encryption.client import PartPlace
from scribe_contracts.s3 import upload_part
from scribe_contracts.storage import S3Location

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef


class PartsReplacedError(Exception):
    """Storage holds others than the noted parts under some numbers, or none."""

    def __init__(self, numbers: list[int]) -> None:
        super().__init__(numbers)
        self.numbers = numbers


class UploadTarget:
    def __init__(self, s3: "S3Client", location: S3Location, content_type: str = "") -> None:
        """Only `put` and `create` need the content type.

        The file's name is no part of the object: S3 servers keep names in journals of which no deletion takes anything.
        """
        self._s3 = s3
        self._content_type = content_type
        self.location = location

    def put(self, content: bytearray) -> None:
        bucket, key = self.location
        self._s3.put_object(Bucket=bucket, Key=key, Body=bytes(content), ContentType=self._content_type)

    def create(self) -> str:
        bucket, key = self.location
        answer = self._s3.create_multipart_upload(Bucket=bucket, Key=key, ContentType=self._content_type)
        return answer["UploadId"]

    def upload_part(self, upload_id: str, number: int, part: bytearray, place: PartPlace) -> "CompletedPartTypeDef":
        bucket, key = self.location
        with _lost():
            answer = upload_part(
                self._s3,
                place,
                part,
                Bucket=bucket,
                Key=key,
                UploadId=upload_id,
                PartNumber=number,
            )
        return {"PartNumber": number, "ETag": answer["ETag"]}

    def complete(self, upload_id: str, parts: "list[CompletedPartTypeDef]") -> None:
        """Make the object of these parts; raise PartsReplacedError, if it is only that storage holds others."""
        bucket, key = self.location
        with _lost():
            try:
                self._s3.complete_multipart_upload(
                    Bucket=bucket, Key=key, UploadId=upload_id, MultipartUpload={"Parts": parts}
                )
            except ClientError as error:
                if _code(error) != "InvalidPart":
                    raise
                held = self._etags(upload_id)
                if other := [part["PartNumber"] for part in parts if held.get(part["PartNumber"]) != part["ETag"]]:
                    raise PartsReplacedError(other) from error
                raise

    def _etags(self, upload_id: str) -> dict[int, str]:
        bucket, key = self.location
        pages = self._s3.get_paginator("list_parts").paginate(Bucket=bucket, Key=key, UploadId=upload_id)
        return {part["PartNumber"]: part["ETag"] for page in pages for part in page.get("Parts", [])}

    def remove(self, upload_id: str | None) -> None:
        """Abort the upload, or delete the object if the upload was complete already."""
        bucket, key = self.location
        if upload_id is not None:
            try:
                self._s3.abort_multipart_upload(Bucket=bucket, Key=key, UploadId=upload_id)
            except self._s3.exceptions.NoSuchUpload:
                structlog.get_logger().debug("upload_was_complete", key=key)
        self._s3.delete_object(Bucket=bucket, Key=key)


@contextmanager
def _lost() -> Iterator[None]:
    """Raise UploadLostError if S3 knows no such upload, or not the parts that it received."""
    try:
        yield
    except ClientError as error:
        if _code(error) in {"NoSuchUpload", "InvalidPart"}:
            raise UploadLostError("Storage has given up this upload. Send the recording again.") from error
        raise


def _code(error: ClientError) -> str | None:
    return error.response.get("Error", {}).get("Code")
