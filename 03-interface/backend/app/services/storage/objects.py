"""Access to object storage that does not block the event loop, with errors that a client understands."""

import asyncio
import io
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import structlog
from botocore.exceptions import BotoCoreError, ClientError
from botocore.response import StreamingBody

from app.core.errors import NotFoundError, UnavailableError
from app.resources import Resources
from scribe_contracts.base import Contract
from scribe_contracts.encryption.errors import EncryptionError
from scribe_contracts.s3 import is_missing
from scribe_contracts.storage import S3Location

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import ObjectIdentifierTypeDef

ContractT = TypeVar("ContractT", bound=Contract)
T = TypeVar("T")

_READ_AHEAD = 256 * 1024


class ObjectMissingError(NotFoundError):
    """The file is not in storage, or not yet."""

    code = "object_missing"


@dataclass(frozen=True)
class ObjectInfo:
    """Size, checksum and time of an object."""

    size: int
    etag: str
    modified: datetime


class Objects:
    """The buckets. Every fault is an ObjectMissingError or an UnavailableError."""

    def __init__(self, resources: Resources) -> None:
        self._s3 = resources.s3
        self._threads = resources.threads
        self._part_threads = resources.part_threads

    async def load(self, location: S3Location, contract: type[ContractT]) -> ContractT:
        """Return a JSON document, parsed and validated in the thread, since hours of words take a while."""

        def read() -> ContractT:
            with self._s3.get_object(Bucket=location.bucket, Key=location.key)["Body"] as body:
                return contract.model_validate_json(body.read())

        return await self.run(read)

    async def read(self, location: S3Location) -> bytes:
        """Return the content of a small object."""

        def read() -> bytes:
            with self._s3.get_object(Bucket=location.bucket, Key=location.key)["Body"] as body:
                return body.read()

        return await self.run(read)

    async def stat(self, location: S3Location) -> ObjectInfo:
        return await self.run(partial(_stat, self._s3, location))

    async def open(self, location: S3Location, first: int, size: int) -> StreamingBody:
        """Return `size` bytes from `first` as a stream, to be read in threads; close it."""
        span = f"bytes={first}-{first + size - 1}"
        return await self.run(lambda: self._s3.get_object(Bucket=location.bucket, Key=location.key, Range=span)["Body"])

    async def put(self, location: S3Location, data: bytes, content_type: str) -> None:
        await self.run(
            lambda: self._s3.put_object(Bucket=location.bucket, Key=location.key, Body=data, ContentType=content_type)
        )

    async def delete(self, *locations: S3Location) -> None:
        """Delete these objects; a missing one is no error."""

        def delete() -> None:
            for location in locations:
                self._s3.delete_object(Bucket=location.bucket, Key=location.key)

        await self.run(delete)

    async def keys(self, prefix: S3Location) -> list[str]:
        """Return the keys that start with the prefix."""

        def list_keys() -> list[str]:
            pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=prefix.bucket, Prefix=prefix.key)
            return [item["Key"] for page in pages for item in page.get("Contents", [])]

        return await self.run(list_keys)

    async def sizes(self, locations: Iterable[S3Location]) -> list[int]:
        """Return the sizes of those of these objects that exist."""
        found: list[int] = []
        for location in locations:
            with suppress(ObjectMissingError):
                found.append((await self.stat(location)).size)
        return found

    async def delete_prefix(self, prefix: S3Location) -> tuple[int, int]:
        """Delete every object whose key starts with the prefix; return how many there were, and their bytes."""
        return await self.run(partial(_delete_prefix, self._s3, prefix))

    def reader(self, location: S3Location) -> io.BufferedReader:
        """Return a seekable file over ranged requests. It blocks: open it and read it in a thread."""
        with _translated():
            return io.BufferedReader(_ObjectReader(self._s3, location), _READ_AHEAD)

    async def run(self, call: Callable[[], T]) -> T:
        """Return the result of a blocking call, made in one of the threads for storage."""
        return await self._run_in(self._threads, call)

    async def send(self, call: Callable[[], T]) -> T:
        """Return the result of a blocking call that sends part of a recording, for which nobody else has to wait."""
        return await self._run_in(self._part_threads, call)

    @staticmethod
    async def _run_in(threads: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        def translated() -> T:
            with _translated():
                return call()

        return await asyncio.get_running_loop().run_in_executor(threads, translated)

    def close(self, body: StreamingBody) -> None:
        """Drop the rest of a body; returns at once."""
        self._threads.submit(body.close)


class _ObjectReader(io.RawIOBase):
    def __init__(self, s3: "S3Client", location: S3Location) -> None:
        super().__init__()
        self._s3 = s3
        self._location = location
        self._size = _stat(s3, location).size
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        last = min(self._position + len(view), self._size) - 1
        if last < self._position:
            return 0
        span = f"bytes={self._position}-{last}"
        # Translated here, as whoever reads does not know where the file comes from.
        with (
            _translated(),
            self._s3.get_object(Bucket=self._location.bucket, Key=self._location.key, Range=span)["Body"] as body,
        ):
            data = body.read()
        view[: len(data)] = data
        self._position += len(data)
        return len(data)


def _stat(s3: "S3Client", location: S3Location) -> ObjectInfo:
    answer = s3.head_object(Bucket=location.bucket, Key=location.key)
    return ObjectInfo(size=answer["ContentLength"], etag=answer["ETag"], modified=answer["LastModified"])


def _delete_prefix(s3: "S3Client", prefix: S3Location) -> tuple[int, int]:
    """List and delete page by page, so that objects written meanwhile go as well."""
    count = size = 0
    while found := s3.list_objects_v2(Bucket=prefix.bucket, Prefix=prefix.key).get("Contents"):
        keys: list[ObjectIdentifierTypeDef] = [{"Key": item["Key"]} for item in found]
        answer = s3.delete_objects(Bucket=prefix.bucket, Delete={"Objects": keys, "Quiet": True})
        if errors := answer.get("Errors"):
            raise UnavailableError(f"Storage did not delete {len(errors)} objects.")
        count, size = count + len(found), size + sum(item["Size"] for item in found)
    return count, size


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if is_missing(error):
            raise ObjectMissingError("This file does not exist, or not yet.") from error
        raise UnavailableError("The storage of recordings does not answer as it should.") from error
    except EncryptionError as error:
        structlog.get_logger().error("storage_keys", error=str(error))
        raise UnavailableError("The storage of recordings does not answer as it should.") from error
    except BotoCoreError as error:
        raise UnavailableError("The storage of recordings does not answer.") from error
