"""Objects that lay there before encryption was turned on, or under a key that is to be replaced."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from pydantic import SecretStr
from support.gateway_settings import make_settings
from support.processes import BACKEND

from app.core.config import Settings
from app.services.storage.encryption import Rewritten, rewrite_all
from scribe_contracts import s3 as storage
from scribe_contracts.encryption import record
from scribe_contracts.encryption.client import MARKER, PartPlace, SealedS3, key_id_of
from scribe_contracts.encryption.errors import KeyMissingError
from scribe_contracts.storage import Bucket
from servers.infrastructure import Endpoints, run_infrastructure

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

KEY, OTHER = "0b" * 32, "a7" * 32
AT_ONCE = timedelta(0)
SOUND = os.urandom(9 * 2**20)
"""Two parts. Storage would compress text."""

CONTENT = {
    ("uploads", "1/source"): SOUND,
    ("processed", "1/transcript.json"): b'{"text": "the marked word is wombat-and-quokka"}',
    ("voices", "1/samples/0"): SOUND[:70_000],
    ("voices", "1/samples/1"): b"",
}
MARKS = (SOUND[5000:5016], SOUND[-16:], b"wombat-and-quokka")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stores")


@pytest.fixture(scope="module")
def endpoints(folder: Path) -> Iterator[Endpoints]:
    with run_infrastructure(folder) as running:
        yield running


@pytest.fixture
def settings(endpoints: Endpoints) -> Settings:
    """Return settings beside buckets that are empty."""
    settings = make_settings(endpoints)
    stored = storage.connect_as_stored(settings)
    storage.ensure_buckets(stored)
    for bucket in Bucket:
        for item in stored.list_objects_v2(Bucket=bucket).get("Contents", []):
            stored.delete_object(Bucket=bucket, Key=item["Key"])
        for each in stored.list_multipart_uploads(Bucket=bucket).get("Uploads", []):
            stored.abort_multipart_upload(Bucket=bucket, Key=each["Key"], UploadId=each["UploadId"])
    return settings


def connect(settings: Settings, key: str | None = None, previous: str | None = None) -> SealedS3:
    keys = {"storage_encryption_key": key, "storage_encryption_previous_key": previous}
    changed = {name: None if value is None else SecretStr(value) for name, value in keys.items()}
    return storage.sealing(storage.connect(settings.model_copy(update=changed)))


def fill(s3: SealedS3) -> None:
    for (bucket, key), content in CONTENT.items():
        s3.store(Reading(content), bucket, key, {"ContentType": "audio/wav", "Metadata": {"fingerprint": "f"}})


class Reading:
    """Gives content as a body does."""

    def __init__(self, content: bytes) -> None:
        self._rest = content

    def __call__(self, size: int) -> bytes:
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


def holds_all(s3: SealedS3) -> bool:
    answers = {place: s3.get_object(Bucket=place[0], Key=place[1]) for place in CONTENT}
    described = {(answer["ContentType"], answer["Metadata"]["fingerprint"]) for answer in answers.values()}
    return described == {("audio/wav", "f")} and {p: a["Body"].read() for p, a in answers.items()} == CONTENT


def key_ids(stored: "S3Client") -> set[str | None]:
    """Return the ids of the keys that the objects are under; None for an open object."""
    return {key_id_of(stored.head_object(Bucket=bucket, Key=key)["Metadata"]) for bucket, key in CONTENT}


def test_open_objects_are_encrypted_and_then_those_of_an_older_key(settings: Settings) -> None:
    fill(connect(settings))
    first = connect(settings, KEY)
    assert rewrite_all(first).objects == len(CONTENT)
    assert key_ids(first.as_stored) == {first.ring.ids[0]}
    assert holds_all(first)
    assert rewrite_all(first).objects == 0

    both = connect(settings, OTHER, KEY)
    assert rewrite_all(both, settling=AT_ONCE) == Rewritten(len(CONTENT), sum(map(len, CONTENT.values())))
    assert record.read(both.as_stored).keys == (both.ring.ids[0],)
    assert holds_all(connect(settings, OTHER))
    with pytest.raises(KeyMissingError):
        connect(settings, KEY).require_keys()

    assert rewrite_all(connect(settings, None, OTHER), settling=AT_ONCE).is_complete
    assert holds_all(connect(settings))
    assert key_ids(both.as_stored) == {None}


def test_a_run_that_was_interrupted_goes_on(settings: Settings) -> None:
    fill(connect(settings))
    s3 = connect(settings, KEY)

    def stop(done: Rewritten) -> None:
        if done.objects == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rewrite_all(s3, stop)
    assert key_ids(s3.as_stored) == {None, s3.ring.ids[0]}
    assert holds_all(s3)
    assert rewrite_all(s3).objects == len(CONTENT) - 2
    assert holds_all(s3)


def test_what_is_written_or_deleted_meanwhile_stays_so(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(connect(settings))
    s3, worker = connect(settings, KEY), connect(settings, KEY)
    as_it_was = SealedS3.store

    def store(self: SealedS3, read: Reading, bucket: str, key: str, *rest: dict[str, str]) -> None:
        monkeypatch.undo()
        worker.put_object(Bucket="processed", Key="1/transcript.json", Body=b"newer")
        worker.as_stored.delete_object(Bucket="uploads", Key="1/source")
        as_it_was(self, read, bucket, key, *rest)

    monkeypatch.setattr(SealedS3, "store", store)
    done = rewrite_all(s3)
    assert done.is_complete
    assert worker.get_object(Bucket="processed", Key="1/transcript.json")["Body"].read() == b"newer"
    assert "Contents" not in worker.list_objects_v2(Bucket="uploads", Prefix="1/")


def test_an_upload_that_began_under_the_older_key_keeps_that_key_needed(settings: Settings) -> None:
    first = connect(settings, KEY)
    upload = first.create_multipart_upload(Bucket="uploads", Key="2/source")
    both = connect(settings, OTHER, KEY)
    both.require_keys()
    assert rewrite_all(both, settling=AT_ONCE).uploads == 1
    assert len(record.read(both.as_stored).keys) == 2
    both.abort_multipart_upload(Bucket="uploads", Key="2/source", UploadId=upload["UploadId"])
    assert rewrite_all(both, settling=AT_ONCE).is_complete


def test_an_upload_that_ends_behind_the_pass_is_rewritten_before_its_key_goes(settings: Settings) -> None:
    first = connect(settings, KEY)
    fill(first)
    upload = {"Bucket": "uploads", "Key": "2/source"}
    upload["UploadId"] = first.create_multipart_upload(Bucket="uploads", Key="2/source")["UploadId"]
    place = PartPlace(0, is_last=True)
    tag = storage.upload_part(cast("S3Client", first), place, b"sound", **upload, PartNumber=1)["ETag"]
    told: list[int] = []

    def end_the_upload(done: Rewritten) -> None:
        told.append(done.objects)
        if len(told) == len(CONTENT):
            first.complete_multipart_upload(**upload, MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": tag}]})

    rewrite_all(connect(settings, OTHER, KEY), end_the_upload, settling=AT_ONCE)
    assert rewrite_all(connect(settings, OTHER, KEY), settling=AT_ONCE).is_complete
    assert connect(settings, OTHER).get_object(Bucket="uploads", Key="2/source")["Body"].read() == b"sound"


def test_an_upload_of_a_key_that_is_taken_back_keeps_it_needed(settings: Settings) -> None:
    connect(settings, KEY).require_keys()
    connect(settings, OTHER, KEY).create_multipart_upload(Bucket="uploads", Key="2/source")
    back = connect(settings, KEY, OTHER)
    before = record.read(back.as_stored)
    back.require_keys()
    # It is written again, so its time is that of the change.
    assert record.read(back.as_stored) != before
    assert rewrite_all(back, settling=AT_ONCE).uploads == 1


def test_a_key_stays_until_others_have_noticed_the_change(settings: Settings) -> None:
    """A service that was not restarted writes under the older key behind the first pass."""
    fill(connect(settings, KEY))
    stale = connect(settings, KEY)
    stale.require_keys()
    both, told = connect(settings, OTHER, KEY), list[int]()

    def write_behind(done: Rewritten) -> None:
        told.append(done.objects)
        if len(told) == len(CONTENT):
            stale.put_object(Bucket="uploads", Key="2/source", Body=b"sound")

    started = time.monotonic()
    assert rewrite_all(both, write_behind, settling=timedelta(seconds=3)).is_complete
    assert time.monotonic() - started > 1
    assert connect(settings, OTHER).get_object(Bucket="uploads", Key="2/source")["Body"].read() == b"sound"


def test_what_cannot_be_opened_is_named_and_stops_nothing(settings: Settings) -> None:
    first = connect(settings, KEY)
    fill(first)
    stored = first.as_stored
    whole = stored.get_object(Bucket="uploads", Key="1/source")
    harmed = whole["Body"].read()[:-1] + b"?"
    stored.put_object(Bucket="uploads", Key="0/harmed", Body=harmed, Metadata=whole["Metadata"])
    stored.put_object(Bucket="uploads", Key="0/lost", Body=harmed, Metadata={MARKER: "1 00112233"})
    both = connect(settings, OTHER, KEY)
    done = rewrite_all(both, settling=AT_ONCE)
    assert (done.objects, done.is_complete) == (len(CONTENT), False)
    assert [message.split(":")[0].split(" is ")[0] for message in done.unread] == [
        "The encrypted object uploads/0/harmed",
        "uploads/0/lost",
    ]
    assert len(record.read(both.as_stored).keys) == 2
    assert holds_all(both)


def run_command(settings: Settings, *, key: str = "") -> subprocess.CompletedProcess[str]:
    environment = {f"SCRIBE_{name}".upper(): str(value) for name, value in _environment(settings).items()}
    return subprocess.run(
        [sys.executable, "-m", "app.manage", "encrypt-objects"],
        cwd=BACKEND,
        env=os.environ | environment | {"SCRIBE_STORAGE_ENCRYPTION_KEY": key},
        capture_output=True,
        text=True,
        check=False,
    )


def _environment(settings: Settings) -> dict[str, object]:
    secrets = ("redis_url", "database_url", "s3_secret_key", "jwt_secret")
    told = {name: getattr(settings, name) for name in (*secrets, "s3_endpoint_url", "s3_access_key", "public_url")}
    return {name: value.get_secret_value() if isinstance(value, SecretStr) else value for name, value in told.items()}


def files_with_marks(folder: Path) -> list[bool]:
    """Return for each mark whether it stands in a file of the S3 server, its volumes or its store of names."""
    contents = [file.read_bytes() for file in (folder / "s3").rglob("*") if file.is_file()]
    return [any(mark in content for content in contents) for mark in MARKS]


def test_after_the_command_no_file_of_the_store_holds_what_was_open(settings: Settings, folder: Path) -> None:
    fill(connect(settings))
    assert files_with_marks(folder) == [True] * len(MARKS)
    done = run_command(settings, key=KEY)
    assert done.returncode == 0, done.stderr
    assert f"{len(CONTENT)} objects" in done.stdout
    assert "Nothing needs another key" in done.stdout
    assert files_with_marks(folder) == [False] * len(MARKS)
    assert holds_all(connect(settings, KEY))


def test_the_command_says_what_is_wrong_with_the_keys(settings: Settings) -> None:
    assert "nothing to encrypt with" in run_command(settings).stderr
    connect(settings, KEY).put_object(Bucket="uploads", Key="1/source", Body=b"sound")
    refused = run_command(settings, key=OTHER)
    assert refused.returncode == 1
    assert connect(settings, KEY).ring.ids[0] in refused.stderr
    assert not refused.stdout


def test_the_command_names_what_it_cannot_open(settings: Settings) -> None:
    fill(connect(settings))
    stored = connect(settings).as_stored
    stored.put_object(Bucket="uploads", Key="0/lost", Body=SOUND[:100], Metadata={MARKER: "1 00112233"})
    done = run_command(settings, key=KEY)
    assert done.returncode == 1
    assert f"{len(CONTENT)} objects" in done.stdout
    assert "1 objects could not be opened" in done.stdout
    assert "Not rewritten: uploads/0/lost: " in done.stderr


def test_the_gateway_does_not_start_without_the_key(settings: Settings) -> None:
    connect(settings, KEY).put_object(Bucket="uploads", Key="1/source", Body=b"sound")
    environment = {f"SCRIBE_{name}".upper(): str(value) for name, value in _environment(settings).items()}
    done = subprocess.run(
        [sys.executable, "-m", "app.serve", "--port", "1"],
        cwd=BACKEND,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == os.EX_CONFIG
    assert done.stderr.startswith("Objects in storage are encrypted under the key ")
    assert "Traceback" not in done.stderr
