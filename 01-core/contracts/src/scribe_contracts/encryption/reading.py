"""Reading of objects that are sealed, and of those that are not."""
# ruff: noqa: N803 - boto3's names of arguments

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from scribe_contracts.encryption.chunks import CHUNK, SEALED_CHUNK, OpenedBody, opened_size
from scribe_contracts.encryption.errors import DamagedError
from scribe_contracts.encryption.keys import KeyRing

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MARKER: Final = "scribe-encryption"
"""Key of the metadata of sealed objects: version of the form, and id of the key that was the current one."""

_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


class OpeningS3:
    """The half of the client that reads."""

    def __init__(self, s3: "S3Client", ring: KeyRing) -> None:
        self._s3 = s3
        self._ring = ring

    def head_object(self, *, Bucket: str, Key: str, **rest: Any) -> Any:
        answer: Any = self._s3.head_object(Bucket=Bucket, Key=Key, **rest)
        if self._is_sealed(answer):
            answer["ContentLength"] = _size(Bucket, Key, answer["ContentLength"])
        return answer

    def get_object(self, *, Bucket: str, Key: str, Range: str | None = None, **rest: Any) -> Any:
        place = {"Bucket": Bucket, "Key": Key, **rest}
        if Range is None:
            answer: Any = self._s3.get_object(**place)
            if self._is_sealed(answer):
                size = _size(Bucket, Key, answer["ContentLength"])
                answer["ContentLength"] = size
                answer["Body"] = OpenedBody(answer["Body"], self._ring, (Bucket, Key), size, last=size - 1)
            return answer
        if not self._ring:
            answer = self._s3.get_object(**place, Range=Range)
            self._is_sealed(answer)
            return answer
        return self._get_range(Range, place)

    def _get_range(self, span: str, place: dict[str, Any], *, is_again: bool = False) -> Any:
        """Ask for the chunks with the range; where the object turns out to be open, for the range itself.

        It may be encrypted between the two, and is asked for once more then.
        """
        bucket, key = place["Bucket"], place["Key"]
        first, last = self._bounds(span, bucket, key)
        until = "" if last is None else (last // CHUNK + 1) * SEALED_CHUNK - 1
        try:
            answer: Any = self._s3.get_object(**place, Range=f"bytes={first // CHUNK * SEALED_CHUNK}-{until}")
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") != "InvalidRange":
                raise
            # Of an open object these bytes may be there.
            answer = self._s3.get_object(**place, Range=span)
            if not self._is_sealed(answer):
                return answer
            answer["Body"].close()
            if is_again:
                raise
            return self._get_range(span, place, is_again=True)
        if not self._is_sealed(answer):
            answer["Body"].close()
            answer = self._s3.get_object(**place, Range=span)
            if not self._is_sealed(answer):
                return answer
            answer["Body"].close()
            if is_again:
                raise DamagedError(bucket, key, "it is written again and again while it is read")
            return self._get_range(span, place, is_again=True)
        size = _size(bucket, key, int(answer["ContentRange"].rpartition("/")[2]))
        last = size - 1 if last is None else min(last, size - 1)
        if first > last:
            answer["Body"].close()
            raise _no_such_range()
        answer["ContentLength"] = last - first + 1
        answer["ContentRange"] = f"bytes {first}-{last}/{size}"
        answer["Body"] = OpenedBody(answer["Body"], self._ring, (bucket, key), size, first=first, last=last)
        return answer

    def _bounds(self, span: str, bucket: str, key: str) -> tuple[int, int | None]:
        match = _RANGE.fullmatch(span)
        if match is None or match[1] == match[2] == "":
            raise ValueError(f"This client takes one range of bytes, not {span}.")
        if match[1]:
            return int(match[1]), int(match[2]) if match[2] else None
        size = self.head_object(Bucket=bucket, Key=key)["ContentLength"]
        return max(0, size - int(match[2])), None

    def download_file(
        self, Bucket: str, Key: str, Filename: str, Callback: Callable[[int], None] | None = None
    ) -> None:
        if not self._ring:
            self._is_sealed(self._s3.head_object(Bucket=Bucket, Key=Key))
            self._s3.download_file(Bucket, Key, Filename, Callback=Callback)
            return
        with self.get_object(Bucket=Bucket, Key=Key)["Body"] as body, open(Filename, "wb") as file:  # noqa: PTH123 - as boto3
            while piece := body.read(16 * CHUNK):
                file.write(piece)
                if Callback is not None:
                    Callback(len(piece))

    def _is_sealed(self, answer: Any) -> bool:
        """Return whether the object is sealed, and take the mark off; raise KeyMissingError if its key is not there."""
        mark = answer.get("Metadata", {}).pop(MARKER, None)
        if mark is None:
            return False
        try:
            self._ring.find(bytes.fromhex(mark.rpartition(" ")[2]))
        except BaseException:
            if "Body" in answer:
                answer["Body"].close()
            raise
        return True


def _size(bucket: str, key: str, sealed: int) -> int:
    size = opened_size(sealed)
    if size is None:
        raise DamagedError(bucket, key, f"no sealed object has {sealed} bytes")
    return size


def _no_such_range() -> ClientError:
    return ClientError(
        {
            "Error": {"Code": "InvalidRange", "Message": "The requested range is not satisfiable"},
            "ResponseMetadata": {"HTTPStatusCode": 416},  # type: ignore[typeddict-item]  # the rest is of a real answer
        },
        "GetObject",
    )
