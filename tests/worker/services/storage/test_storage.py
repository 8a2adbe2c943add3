"""Storage against moto for the faults, against the real server for the truth."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import boto3
import numpy as np
import pytest
from botocore.config import Config
from botocore.stub import Stubber
from moto import mock_aws
from support.jobs import make_transcript

from app.core.config import WorkerSettings
from app.core.errors import JobError
from app.services.storage.storage import Storage
from scribe_contracts import s3 as connection
from scribe_contracts import storage as keys
from scribe_contracts.artefacts import Peaks
from scribe_contracts.events import FailureCode
from scribe_contracts.jobs import Voice
from scribe_contracts.storage import Artefact, Bucket
from scribe_contracts.transcript import Transcript

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MODEL = "some-model"


def make_voice(*numbers: int, voice_id: UUID | None = None) -> Voice:
    id_ = voice_id or uuid4()
    return Voice(voice_id=id_, name="Katie", samples=tuple(keys.voice_sample(id_, n).key for n in numbers))


@pytest.fixture
def mocked() -> Iterator["S3Client"]:
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
        connection.ensure_buckets(client)
        yield client


@pytest.fixture
def real(s3_settings: WorkerSettings) -> "S3Client":
    return connection.connect(s3_settings)


@pytest.fixture(params=["mocked", "real"])
def s3(request: pytest.FixtureRequest) -> "S3Client":
    client: S3Client = request.getfixturevalue(request.param)
    return client


@pytest.fixture
def storage(s3: "S3Client") -> Storage:
    return Storage(s3)


@pytest.fixture
def meeting_id() -> UUID:
    return uuid4()


def put(s3: "S3Client", location: keys.S3Location, body: bytes) -> None:
    s3.put_object(Bucket=location.bucket, Key=location.key, Body=body)


def test_source_is_downloaded(s3: "S3Client", storage: Storage, meeting_id: UUID, tmp_path: Path) -> None:
    put(s3, keys.source(meeting_id), b"recording")

    storage.download_source(meeting_id, tmp_path / "source")

    assert (tmp_path / "source").read_bytes() == b"recording"


def test_a_missing_source_is_final(storage: Storage, meeting_id: UUID, tmp_path: Path) -> None:
    with pytest.raises(JobError) as caught:
        storage.download_source(meeting_id, tmp_path / "source")

    assert caught.value.failure.code is FailureCode.SOURCE_MISSING
    assert not caught.value.retryable
    assert list(tmp_path.iterdir()) == []


def test_a_document_comes_back_as_it_was_saved(s3: "S3Client", storage: Storage, meeting_id: UUID) -> None:
    transcript = make_transcript(meeting_id)
    assert storage.load(meeting_id, Artefact.TRANSCRIPT, Transcript) is None
    assert not storage.exists(meeting_id, Artefact.TRANSCRIPT)

    storage.save(meeting_id, Artefact.TRANSCRIPT, transcript)

    assert storage.load(meeting_id, Artefact.TRANSCRIPT, Transcript) == transcript
    assert storage.exists(meeting_id, Artefact.TRANSCRIPT)
    bucket, key = keys.artefact(meeting_id, Artefact.TRANSCRIPT)
    assert s3.head_object(Bucket=bucket, Key=key)["ContentType"] == "application/json"


@pytest.mark.parametrize("body", [b"", b"{", b'{"schema_version": 2}'])
def test_a_document_of_another_version_counts_as_missing(
    s3: "S3Client", storage: Storage, meeting_id: UUID, body: bytes
) -> None:
    put(s3, keys.artefact(meeting_id, Artefact.PEAKS), body)

    assert storage.load(meeting_id, Artefact.PEAKS, Peaks) is None


def test_a_file_keeps_its_type_and_metadata(s3: "S3Client", storage: Storage, meeting_id: UUID, tmp_path: Path) -> None:
    audio = tmp_path / "audio.m4a"
    audio.write_bytes(b"sound" * 2_000_000)

    storage.upload(meeting_id, Artefact.AUDIO, audio, "audio/mp4", {"fingerprint": "abc"})

    assert storage.metadata(meeting_id, Artefact.AUDIO) == {"fingerprint": "abc"}
    bucket, key = keys.artefact(meeting_id, Artefact.AUDIO)
    head = s3.head_object(Bucket=bucket, Key=key)
    assert (head["ContentType"], head["ContentLength"]) == ("audio/mp4", audio.stat().st_size)
    assert storage.metadata(meeting_id, Artefact.PEAKS) is None


def test_embeddings_are_cached_per_voice_and_model(storage: Storage) -> None:
    voice, embedding = make_voice(0), np.linspace(-1, 1, 192, dtype=np.float32)

    storage.save_embedding(voice, MODEL, embedding)

    cached = storage.load_embedding(voice, MODEL)
    assert cached is not None
    np.testing.assert_array_equal(cached, embedding)
    assert storage.load_embedding(voice, "another-model") is None


@pytest.mark.parametrize("numbers", [(0,), (0, 1, 2), (0, 2), (1, 0)], ids=["removed", "added", "other", "order"])
def test_an_embedding_is_of_its_samples_only(storage: Storage, numbers: tuple[int, ...]) -> None:
    voice, embedding = make_voice(0, 1), np.ones(4, dtype=np.float32)
    storage.save_embedding(voice, MODEL, embedding)

    assert storage.load_embedding(make_voice(*numbers, voice_id=voice.voice_id), MODEL) is None

    assert storage.load_embedding(voice, MODEL) is not None


@pytest.mark.parametrize("body", [b"", b"\x80\x04N.", b"\x93NUMPY"])
def test_an_embedding_that_cannot_be_read_counts_as_missing(s3: "S3Client", storage: Storage, body: bytes) -> None:
    voice = make_voice(0)
    storage.save_embedding(voice, MODEL, np.ones(4, dtype=np.float32))
    bucket, key = keys.voice_embedding(voice.voice_id, MODEL)
    metadata = s3.head_object(Bucket=bucket, Key=key)["Metadata"]
    s3.put_object(Bucket=bucket, Key=key, Body=body, Metadata=metadata)

    assert storage.load_embedding(voice, MODEL) is None


def test_an_embedding_that_does_not_say_what_it_is_made_from_counts_as_missing(
    s3: "S3Client", storage: Storage
) -> None:
    voice, body = make_voice(0), io.BytesIO()
    np.save(body, np.ones(4, dtype=np.float32))
    put(s3, keys.voice_embedding(voice.voice_id, MODEL), body.getvalue())

    assert storage.load_embedding(voice, MODEL) is None


def test_voice_samples_are_downloaded_by_key(s3: "S3Client", storage: Storage, tmp_path: Path) -> None:
    sample = keys.voice_sample(uuid4(), 0)
    put(s3, sample, b"hello")

    assert storage.download_voice_sample(sample.key, tmp_path / "sample")
    assert (tmp_path / "sample").read_bytes() == b"hello"
    assert not storage.download_voice_sample("gone/samples/0", tmp_path / "gone")


def test_remove_takes_the_artefacts_and_spares_the_rest(s3: "S3Client", storage: Storage, meeting_id: UUID) -> None:
    for name in (Artefact.TRANSCRIPT, Artefact.AUDIO):
        put(s3, keys.artefact(meeting_id, name), b"x")
    put(s3, keys.revision(meeting_id, 1), b"x")

    storage.remove(meeting_id)

    left = s3.list_objects_v2(Bucket=Bucket.PROCESSED, Prefix=f"{meeting_id}/").get("Contents", [])
    assert [item["Key"] for item in left] == [keys.revision(meeting_id, 1).key]


@pytest.mark.parametrize(
    ("status", "code", "retryable"),
    [
        (503, "SlowDown", True),
        (500, "InternalError", True),
        (429, "TooManyRequests", True),
        (403, "AccessDenied", False),
    ],
)
def test_faults_are_told_apart(mocked: "S3Client", meeting_id: UUID, status: int, code: str, retryable: bool) -> None:
    with Stubber(mocked) as stub:
        stub.add_client_error("get_object", service_error_code=code, http_status_code=status)
        with pytest.raises(JobError) as caught:
            Storage(mocked).load(meeting_id, Artefact.PEAKS, Peaks)

    assert caught.value.failure.code is FailureCode.STORAGE_UNAVAILABLE
    assert caught.value.retryable is retryable


def test_a_failed_upload_is_told_apart_too(mocked: "S3Client", meeting_id: UUID, tmp_path: Path) -> None:
    audio = tmp_path / "audio.m4a"
    audio.write_bytes(b"sound")
    with Stubber(mocked) as stub:
        stub.add_client_error("put_object", service_error_code="AccessDenied", http_status_code=403)
        with pytest.raises(JobError) as caught:
            Storage(mocked).upload(meeting_id, Artefact.AUDIO, audio, "audio/mp4")

    assert not caught.value.retryable


def test_no_server_is_a_passing_fault(meeting_id: UUID, tmp_path: Path) -> None:
    nobody = boto3.client(
        "s3",
        endpoint_url="http://127.0.0.1:9",
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"max_attempts": 0}),
    )
    with pytest.raises(JobError) as caught:
        Storage(nobody).download_source(meeting_id, tmp_path / "source")

    assert caught.value.failure.code is FailureCode.STORAGE_UNAVAILABLE
    assert caught.value.retryable


def test_every_voice_is_listed_with_its_recordings_and_nothing_else(mocked: "S3Client") -> None:
    storage, one, other = Storage(mocked), make_voice(0, 2), make_voice(1)
    for key in (*one.samples, *other.samples):
        put(mocked, keys.S3Location(Bucket.VOICES, key), b"sample")
    storage.save_embedding(one, MODEL, np.ones(4, dtype=np.float32))

    assert storage.voice_samples() == {one.voice_id: one.samples, other.voice_id: other.samples}
