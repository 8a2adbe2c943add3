"""The worker's access to S3."""

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

import numpy as np
import structlog
from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from numpy.typing import NDArray
from pydantic import ValidationError

from app.core.errors import JobError
from scribe_contracts import storage as keys
from scribe_contracts.base import Contract
from scribe_contracts.encryption.errors import EncryptionError
from scribe_contracts.events import FailureCode
from scribe_contracts.jobs import Voice
from scribe_contracts.s3 import is_missing
from scribe_contracts.storage import Artefact, Bucket, S3Location
from scribe_contracts.transcript import Transcript

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

ContractT = TypeVar("ContractT", bound=Contract)
FloatArray = NDArray[np.float32]

_TOO_MANY_REQUESTS = 429
_SERVER_FAULTS = 500
_PASSING_CODES = frozenset({"RequestTimeout", "SlowDown", "Throttling", "RequestTimeTooSkewed"})

_SAMPLES = "samples"
"""Key of an embedding's metadata: digest of the samples that it was made from."""

log = structlog.get_logger()


@dataclass(frozen=True)
class SourceVersion:
    """Identity of an uploaded recording."""

    etag: str
    size: int
    """Size in bytes."""


class Storage:
    """The buckets, as a worker uses them; safe to share between threads.

    Methods return a result, or None for what is not there. They raise JobError STORAGE_UNAVAILABLE for every other
    answer of S3, retryable if the fault may pass by itself.
    """

    def __init__(self, s3: "S3Client") -> None:
        self._s3 = s3

    def download_source(self, meeting_id: UUID, to: Path, on_bytes: Callable[[int], None] | None = None) -> None:
        """Download the recording. Raise JobError SOURCE_MISSING if it is gone.

        `on_bytes` gets the bytes received since the last call, from several threads, and may raise to stop.
        """
        if not self._download(keys.source(meeting_id), to, on_bytes):
            raise JobError(FailureCode.SOURCE_MISSING, "The recording is no longer in storage.")

    def source_version(self, meeting_id: UUID) -> SourceVersion | None:
        """Return what identifies the recording, should another replace it; None if it is gone."""
        bucket, key = keys.source(meeting_id)
        with _translated():
            try:
                found = self._s3.head_object(Bucket=bucket, Key=key)
            except ClientError as error:
                if is_missing(error):
                    return None
                raise
        return SourceVersion(found["ETag"], found["ContentLength"])

    def download_voice_sample(self, key: str, to: Path) -> bool:
        """Download an enrolment recording by its key in the voices bucket. Return False if it was deleted meanwhile."""
        return self._download(S3Location(Bucket.VOICES, key), to)

    def voice_samples(self) -> dict[UUID, tuple[str, ...]]:
        """Return the keys of the enrolment recordings of every voice."""
        found: dict[UUID, tuple[str, ...]] = {}
        with _translated():
            for page in self._s3.get_paginator("list_objects_v2").paginate(Bucket=Bucket.VOICES):
                for entry in page.get("Contents", []):
                    voice_id = keys.voice_of_sample(entry["Key"])
                    if voice_id is not None:
                        found[voice_id] = (*found.get(voice_id, ()), entry["Key"])
        return found

    def attempts(self, meeting_id: UUID) -> tuple[int, ...]:
        """Return the attempts that may have left artefacts, latest first."""
        bucket, prefix = keys.attempts_prefix(meeting_id)
        found = {keys.FIRST_ATTEMPT}
        with _translated():
            pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix, Delimiter="/")
            for page in pages:
                for folder in page.get("CommonPrefixes", []):
                    attempt = keys.attempt_of(meeting_id, folder["Prefix"])
                    if attempt is not None:
                        found.add(attempt)
        return tuple(sorted(found, reverse=True))

    def copy(self, meeting_id: UUID, name: Artefact, *, to: int, from_attempt: int) -> None:
        """Copy an artefact with its metadata from one attempt to another; open bytes stay in storage."""
        source, target = keys.artefact(meeting_id, name, from_attempt), keys.artefact(meeting_id, name, to)
        with _translated():
            self._s3.copy({"Bucket": source.bucket, "Key": source.key}, target.bucket, target.key)

    def exists(self, meeting_id: UUID, name: Artefact, attempt: int = keys.FIRST_ATTEMPT) -> bool:
        """Return whether the artefact is there."""
        return self.metadata(meeting_id, name, attempt) is not None

    def metadata(self, meeting_id: UUID, name: Artefact, attempt: int = keys.FIRST_ATTEMPT) -> Mapping[str, str] | None:
        """Return the metadata given to `upload`, keys in lower case; None if there is no such artefact."""
        bucket, key = keys.artefact(meeting_id, name, attempt)
        with _translated():
            try:
                return self._s3.head_object(Bucket=bucket, Key=key)["Metadata"]
            except ClientError as error:
                if is_missing(error):
                    return None
                raise

    def load(
        self, meeting_id: UUID, name: Artefact, contract: type[ContractT], attempt: int = keys.FIRST_ATTEMPT
    ) -> ContractT | None:
        """Return the artefact; None if it is missing or was written under another version of its contract."""
        body = self._read(keys.artefact(meeting_id, name, attempt))
        if body is None:
            return None
        try:
            return contract.model_validate_json(body)
        except ValidationError as error:
            log.warning("artefact_invalid", artefact=name, errors=error.error_count())
            return None

    def imported_transcript(self, meeting_id: UUID) -> Transcript:
        """Return the transcript that was imported. Raise JobError SOURCE_MISSING if it is gone."""
        body = self._read(keys.imported_transcript(meeting_id))
        if body is None:
            raise JobError(FailureCode.SOURCE_MISSING, "The imported transcript is no longer in storage.")
        return Transcript.model_validate_json(body)

    def save(self, meeting_id: UUID, name: Artefact, document: Contract, attempt: int = keys.FIRST_ATTEMPT) -> None:
        """Store a document as an artefact."""
        body = document.model_dump_json().encode()
        self._write(keys.artefact(meeting_id, name, attempt), body, "application/json")

    def upload(
        self,
        meeting_id: UUID,
        name: Artefact,
        path: Path,
        content_type: str,
        metadata: Mapping[str, str] | None = None,
        *,
        attempt: int = keys.FIRST_ATTEMPT,
    ) -> None:
        """Store a file as an artefact. Keys and values of `metadata` are ASCII, keys in lower case."""
        bucket, key = keys.artefact(meeting_id, name, attempt)
        with _translated():
            self._s3.upload_file(
                str(path), bucket, key, ExtraArgs={"ContentType": content_type, "Metadata": dict(metadata or {})}
            )

    def load_document(self, location: S3Location, contract: type[ContractT]) -> ContractT | None:
        """Return the document at any place; None if there is none or it fits no longer."""
        body = self._read(location)
        try:
            return None if body is None else contract.model_validate_json(body)
        except ValidationError as error:
            log.warning("artefact_invalid", artefact=location.key.rpartition("/")[2], errors=error.error_count())
            return None

    def save_document(self, location: S3Location, document: Contract) -> None:
        """Store a document at any place."""
        self._write(location, document.model_dump_json().encode(), "application/json")

    def load_embedding(self, voice: Voice, model: str) -> FloatArray | None:
        """Return the cached embedding (dimension,) of the voice's samples; None if there is none that can be read."""
        voice_id = voice.voice_id
        found = self._read_with_metadata(keys.voice_embedding(voice_id, model))
        if found is None:
            return None
        body, metadata = found
        if metadata.get(_SAMPLES) != _digest(voice.samples):
            return None
        try:
            array = np.load(io.BytesIO(body), allow_pickle=False)
        except (ValueError, EOFError):
            array = None
        if not isinstance(array, np.ndarray) or array.ndim != 1 or array.dtype != np.float32:
            log.warning("embedding_invalid", voice_id=str(voice_id), model=model)
            return None
        return array

    def save_embedding(self, voice: Voice, model: str, embedding: FloatArray) -> None:
        """Cache an embedding (dimension,), with the digest of the samples that it was made from."""
        body = io.BytesIO()
        np.save(body, embedding.astype(np.float32, copy=False), allow_pickle=False)
        location = keys.voice_embedding(voice.voice_id, model)
        self._write(location, body.getvalue(), "application/octet-stream", {_SAMPLES: _digest(voice.samples)})

    def remove(self, meeting_id: UUID) -> None:
        """Delete every artefact of the meeting. The recording and the user's revisions belong to the gateway."""
        for attempt in self.attempts(meeting_id):
            for name in Artefact:
                bucket, key = keys.artefact(meeting_id, name, attempt)
                with _translated():
                    self._s3.delete_object(Bucket=bucket, Key=key)

    def _download(self, location: S3Location, to: Path, on_bytes: Callable[[int], None] | None = None) -> bool:
        with _translated():
            try:
                self._s3.download_file(location.bucket, location.key, str(to), Callback=on_bytes)
            except ClientError as error:
                if is_missing(error):
                    return False
                raise
        return True

    def _read(self, location: S3Location) -> bytes | None:
        found = self._read_with_metadata(location)
        return None if found is None else found[0]

    def _read_with_metadata(self, location: S3Location) -> tuple[bytes, Mapping[str, str]] | None:
        with _translated():
            try:
                answer = self._s3.get_object(Bucket=location.bucket, Key=location.key)
                return answer["Body"].read(), answer["Metadata"]
            except ClientError as error:
                if is_missing(error):
                    return None
                raise

    def _write(
        self, location: S3Location, body: bytes, content_type: str, metadata: Mapping[str, str] | None = None
    ) -> None:
        bucket, key = location
        with _translated():
            self._s3.put_object(
                Bucket=bucket, Key=key, Body=body, ContentType=content_type, Metadata=dict(metadata or {})
            )


def _digest(samples: Sequence[str]) -> str:
    """Return the digest of the samples' keys; a key is never used for another recording."""
    return hashlib.sha256("\n".join(samples).encode()).hexdigest()


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what boto3 raises into JobError STORAGE_UNAVAILABLE."""
    try:
        yield
    except (ClientError, BotoCoreError, Boto3Error) as error:
        retryable = _may_pass(error)
        log.warning("storage_fault", error=str(error), retryable=retryable)
        raise JobError(
            FailureCode.STORAGE_UNAVAILABLE, "The storage of recordings is not available.", retryable=retryable
        ) from error


def _may_pass(error: ClientError | BotoCoreError | Boto3Error) -> bool:
    """Return whether the fault may pass; refusals (no permission, no bucket) do not."""
    cause = error.__context__ if isinstance(error, Boto3Error) else error
    if isinstance(cause, EncryptionError):
        return False
    if not isinstance(cause, ClientError):
        return True
    status = cause.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    code = cause.response.get("Error", {}).get("Code", "")
    return status >= _SERVER_FAULTS or status == _TOO_MANY_REQUESTS or code in _PASSING_CODES
