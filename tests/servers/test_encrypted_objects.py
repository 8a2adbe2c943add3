"""Objects on the real S3 server, sealed and not: what the product reads, and what lies on the disk."""

import base64
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError
from pydantic import SecretStr, ValidationError

from scribe_contracts import s3 as storage
from scribe_contracts.encryption import client, record
from scribe_contracts.encryption.client import MARKER, PartPlace
from scribe_contracts.encryption.errors import DamagedError, KeyMissingError, KeyReplacedError, RecordDamagedError
from scribe_contracts.settings import InfrastructureSettings
from scribe_contracts.storage import Bucket
from servers.infrastructure import Endpoints, Server, run_infrastructure

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

KEY, OTHER = "0b" * 32, "a7" * 32
MIB = 2**20
LARGE = b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(21 * MIB // 32)) + b"the end"
"""More than two parts of 8 MiB, and four of the 5 MiB in which recordings come."""


class Site(NamedTuple):
    endpoints: Endpoints
    folder: Path

    def settings(self, key: str | None = None, previous: str | None = None) -> InfrastructureSettings:
        return InfrastructureSettings(
            redis_url=SecretStr("redis://127.0.0.1"),
            s3_endpoint_url=self.endpoints.s3_endpoint_url,
            s3_access_key=self.endpoints.s3_access_key,
            s3_secret_key=SecretStr(self.endpoints.s3_secret_key),
            storage_encryption_key=key,  # type: ignore[arg-type]  # as the environment gives it
            storage_encryption_previous_key=previous,  # type: ignore[arg-type]
        )

    def connect(self, key: str | None = None, previous: str | None = None) -> "S3Client":
        return storage.connect(self.settings(key, previous))

    @property
    def stored(self) -> "S3Client":
        """Return a client that sees objects as they lie in storage."""
        return storage.connect_as_stored(self.settings())

    def files_with(self, mark: bytes) -> list[str]:
        """Return the files of the server, its volumes and its store of names, in which the bytes stand."""
        return [file.name for file in self.folder.rglob("*") if file.is_file() and mark in file.read_bytes()]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("encryption")
    with run_infrastructure(folder, [Server.S3]) as endpoints:
        yield Site(endpoints, folder)


@pytest.fixture
def site(server: Site) -> Site:
    """Return the site without objects, uploads and keys of the tests before."""
    s3 = server.stored
    storage.ensure_buckets(s3)
    for bucket in Bucket:
        for item in s3.list_objects_v2(Bucket=bucket).get("Contents", []):
            s3.delete_object(Bucket=bucket, Key=item["Key"])
        for each in s3.list_multipart_uploads(Bucket=bucket).get("Uploads", []):
            s3.abort_multipart_upload(Bucket=bucket, Key=each["Key"], UploadId=each["UploadId"])
    return server


def require_keys(s3: "S3Client") -> None:
    storage.sealing(s3).require_keys()


def read(s3: "S3Client", key: str, span: str | None = None) -> bytes:
    with s3.get_object(Bucket="uploads", Key=key, **({"Range": span} if span else {}))["Body"] as body:
        return body.read()


def send_in_parts(s3: "S3Client", key: str, content: bytes, part_bytes: int, order: list[int]) -> None:
    """Store the content in parts that come in this order, each with its checksum."""
    place = {"Bucket": "uploads", "Key": key}
    upload_id = s3.create_multipart_upload(Bucket="uploads", Key=key, ContentType="audio/wav")["UploadId"]
    tags = {number: _send_part(s3, place | {"UploadId": upload_id}, content, part_bytes, number) for number in order}
    parts: Any = [{"PartNumber": number, "ETag": tags[number]} for number in sorted(tags)]
    s3.complete_multipart_upload(Bucket="uploads", Key=key, UploadId=upload_id, MultipartUpload={"Parts": parts})


def _send_part(s3: "S3Client", upload: dict[str, str], content: bytes, part_bytes: int, number: int) -> str:
    start = (number - 1) * part_bytes
    part = bytearray(content[start : start + part_bytes])
    place = PartPlace(start, is_last=start + len(part) == len(content))
    answer = storage.upload_part(s3, place, part, **upload, PartNumber=number)
    return answer["ETag"]


SPANS = (
    (0, 0),
    (5 * MIB - 1, 5 * MIB),
    (65_535, 65_536),
    (8 * MIB - 9, 16 * MIB + 9),
    (len(LARGE) - 7, len(LARGE) - 1),
)


@pytest.mark.parametrize("key", [KEY, None])
def test_a_recording_in_parts_is_read_whole_and_in_ranges(site: Site, key: str | None, tmp_path: Path) -> None:
    s3 = site.connect(key)
    send_in_parts(s3, "r", LARGE, 5 * MIB, [2, 1, 5, 4, 3])
    assert read(s3, "r") == LARGE
    for first, last in SPANS:
        assert read(s3, "r", f"bytes={first}-{last}") == LARGE[first : last + 1]
    assert read(s3, "r", f"bytes={len(LARGE) - 3}-") == LARGE[-3:]
    assert read(s3, "r", f"bytes={len(LARGE) - 3}-{len(LARGE) + 99_999}") == LARGE[-3:]
    assert read(s3, "r", "bytes=-7") == b"the end"
    for beyond in (len(LARGE), len(LARGE) + 10**6):
        with pytest.raises(ClientError, match="InvalidRange"):
            read(s3, "r", f"bytes={beyond}-{beyond + 1}")
    head = s3.head_object(Bucket="uploads", Key="r")
    assert (head["ContentLength"], head["ContentType"], head["Metadata"]) == (len(LARGE), "audio/wav", {})
    received: list[int] = []
    s3.download_file("uploads", "r", str(tmp_path / "r"), Callback=received.append)
    assert (tmp_path / "r").read_bytes() == LARGE
    assert sum(received) == len(LARGE)


@pytest.mark.parametrize("size", [0, 1, 65_536, 9 * MIB, 16 * MIB])
def test_files_of_any_size_are_copied_and_keep_type_and_metadata(site: Site, size: int, tmp_path: Path) -> None:
    s3 = site.connect(KEY)
    (tmp_path / "f").write_bytes(LARGE[:size])
    described = {"ContentType": "audio/mp4", "Metadata": {"fingerprint": "f"}}
    s3.upload_file(str(tmp_path / "f"), "uploads", "f", ExtraArgs=described)
    s3.copy({"Bucket": "uploads", "Key": "f"}, "processed", "copy")
    answer = s3.get_object(Bucket="processed", Key="copy")
    assert (answer["ContentType"], answer["Metadata"]) == ("audio/mp4", {"fingerprint": "f"})
    assert answer["ContentLength"] == size
    assert answer["Body"].read() == LARGE[:size]
    assert MARKER in site.stored.head_object(Bucket="processed", Key="copy")["Metadata"]


@pytest.mark.parametrize("key", [KEY, None])
def test_no_word_and_no_sound_of_a_meeting_stands_in_any_file_of_the_store(site: Site, key: str | None) -> None:
    word = f"the marked word is {secrets.token_hex(8)}".encode()
    sound = os.urandom(6 * MIB)
    s3 = site.connect(key)
    s3.put_object(Bucket="processed", Key=f"{uuid4()}/transcript.json", Body=b'{"text": "' + word + b'"}')
    send_in_parts(s3, f"{uuid4()}/source", sound, 5 * MIB, [1, 2])
    found = [bool(site.files_with(mark)) for mark in (word, sound[1000:1016], sound[-16:])]
    assert found == [key is None] * 3


def test_an_upload_goes_on_after_a_restart_and_a_change_of_keys(site: Site) -> None:
    first, upload = site.connect(KEY), {"Bucket": "uploads", "Key": "r"}
    upload["UploadId"] = first.create_multipart_upload(Bucket="uploads", Key="r")["UploadId"]
    tags = [_send_part(first, upload, LARGE, 8 * MIB, 1)]
    later = site.connect(OTHER, previous=KEY)
    tags += [_send_part(later, upload, LARGE, 8 * MIB, number) for number in (2, 3)]
    parts: Any = [{"PartNumber": number, "ETag": tag} for number, tag in enumerate(tags, 1)]
    later.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})  # type: ignore[arg-type]
    assert read(later, "r") == LARGE
    assert read(later, "r", f"bytes={8 * MIB - 2}-{8 * MIB + 1}") == LARGE[8 * MIB - 2 : 8 * MIB + 2]


def test_what_lay_there_before_is_read_and_uploads_under_way_begin_again(site: Site) -> None:
    plain = site.connect()
    plain.put_object(Bucket="uploads", Key="old", Body=LARGE[:100_000], Metadata={"a": "b"})
    plain.put_object(Bucket="uploads", Key="empty", Body=b"")
    upload_id = plain.create_multipart_upload(Bucket="uploads", Key="r")["UploadId"]
    s3 = site.connect(KEY)
    require_keys(s3)
    assert read(s3, "old") == LARGE[:100_000]
    assert read(s3, "empty") == b""
    for first, last in ((0, 9), (70_000, 99_999), (99_990, 200_000)):
        assert read(s3, "old", f"bytes={first}-{last}") == LARGE[first : min(last + 1, 100_000)]
    assert s3.head_object(Bucket="uploads", Key="old")["Metadata"] == {"a": "b"}
    with pytest.raises(ClientError, match="NoSuchUpload"):
        _send_part(s3, {"Bucket": "uploads", "Key": "r", "UploadId": upload_id}, LARGE, 8 * MIB, 1)


@pytest.mark.parametrize(("key", "told"), [(None, "neither is set"), (OTHER, "the settings hold")])
def test_without_the_key_nothing_is_read_and_nothing_written(
    site: Site, key: str | None, told: str, tmp_path: Path
) -> None:
    site.connect(KEY).put_object(Bucket="uploads", Key="s", Body=b"words")
    s3 = site.connect(key)
    place: dict[str, Any] = {"Bucket": "uploads", "Key": "s"}
    tries = (
        lambda: require_keys(s3),
        lambda: s3.get_object(**place),
        lambda: s3.get_object(**place, Range="bytes=0-3"),
        lambda: s3.head_object(**place),
        lambda: s3.download_file("uploads", "s", str(tmp_path / "s")),
        lambda: s3.copy(place, "uploads", "t"),  # type: ignore[arg-type]
        lambda: s3.put_object(**place, Body=b"others"),
        lambda: s3.create_multipart_upload(**place),
    )
    for attempt in tries:
        with pytest.raises(KeyMissingError, match=told):
            attempt()
    assert not (tmp_path / "s").exists()
    assert read(site.connect(KEY), "s") == b"words"


@pytest.mark.parametrize(
    ("own", "present", "error"),
    [
        ((None, None), (KEY, None), KeyMissingError),
        ((KEY, None), (OTHER, KEY), KeyMissingError),
        ((KEY, OTHER), (OTHER, KEY), KeyReplacedError),
        ((None, KEY), (KEY, None), KeyReplacedError),
        ((KEY, None), (None, KEY), KeyReplacedError),
    ],
)
def test_who_was_not_restarted_with_the_keys_of_the_others_writes_nothing(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    own: tuple[str | None, str | None],
    present: tuple[str | None, str | None],
    error: type[Exception],
) -> None:
    stale = site.connect(*own)
    stale.put_object(Bucket="uploads", Key="s", Body=b"words")
    require_keys(site.connect(*present))
    stale.put_object(Bucket="uploads", Key="s", Body=b"words")  # asked a moment ago
    monkeypatch.setattr(client, "ASK_AGAIN_SECONDS", 0)
    for _ in range(2):
        with pytest.raises(error):
            stale.put_object(Bucket="uploads", Key="s", Body=b"others")
    assert read(site.connect(*present), "s") == b"words"


@pytest.mark.parametrize("span", ["bytes=0-9", "bytes=199990-"])
def test_no_range_is_sealed_bytes_when_the_object_is_encrypted_meanwhile(site: Site, span: str) -> None:
    site.connect().put_object(Bucket="uploads", Key="r", Body=LARGE[:200_000])
    s3, asked = site.connect(KEY), list[str]()

    def encrypt(**_: Any) -> None:
        asked.append(span)
        if len(asked) == 2:
            site.connect(KEY).put_object(Bucket="uploads", Key="r", Body=LARGE[:200_000])

    storage.sealing(s3).as_stored.meta.events.register("before-call.s3.GetObject", encrypt)
    first, _, last = span.removeprefix("bytes=").partition("-")
    assert read(s3, "r", span) == LARGE[int(first) : int(last or 199_999) + 1]
    assert len(asked) == 3


@pytest.mark.parametrize("key", [KEY, None])
def test_a_part_is_sent_with_the_checksum_of_what_is_sent(site: Site, key: str | None) -> None:
    s3, sent = site.connect(key), list[str]()
    storage.sealing(s3).as_stored.meta.events.register(
        "before-call.s3.UploadPart", lambda params, **_: sent.append(params["headers"]["Content-MD5"])
    )
    send_in_parts(s3, "r", LARGE[: 6 * MIB], 5 * MIB, [1, 2])
    assert len(sent) == 2
    open_sums = [
        base64.b64encode(hashlib.md5(part, usedforsecurity=False).digest()).decode()
        for part in (LARGE[: 5 * MIB], LARGE[5 * MIB : 6 * MIB])
    ]
    assert (sent == open_sums) == (key is None)


def test_harm_done_in_storage_is_noticed(site: Site) -> None:
    s3, stored = site.connect(KEY), site.stored
    s3.put_object(Bucket="uploads", Key="1/source", Body=LARGE[:200_000])
    s3.put_object(Bucket="uploads", Key="2/source", Body=LARGE[:200_000])
    other = stored.get_object(Bucket="uploads", Key="2/source")
    bytes_of_other, metadata = other["Body"].read(), other["Metadata"]
    for harmed in (bytes_of_other, bytes_of_other[:65_584], bytes_of_other[:70_000]):
        stored.put_object(Bucket="uploads", Key="1/source", Body=harmed, Metadata=metadata)
        with pytest.raises(DamagedError):
            read(s3, "1/source")
    stored.put_object(Bucket="uploads", Key="1/source", Body=b"short", Metadata=metadata)
    with pytest.raises(DamagedError, match="5 bytes"):
        s3.head_object(Bucket="uploads", Key="1/source")
    stored.put_object(Bucket="uploads", Key="encryption/keys", Body=b"{")
    with pytest.raises(RecordDamagedError, match="encryption/keys"):
        require_keys(site.connect(KEY))


def test_the_record_holds_every_key_until_nothing_needs_it(site: Site) -> None:
    site.connect(KEY).put_object(Bucket="uploads", Key="s", Body=b"words")
    require_keys(later := site.connect(OTHER, previous=KEY))
    assert len(record.read(site.stored).keys) == 2
    assert read(later, "s") == b"words"
    with pytest.raises(KeyMissingError):
        require_keys(site.connect(OTHER))


def test_words_between_product_and_store_stay_open(site: Site) -> None:
    site.connect(KEY).put_object(Bucket="uploads", Key="compaction/wanted", Body=b"a word")
    assert read(site.stored, "compaction/wanted") == b"a word"


def test_what_nobody_has_thought_of_is_refused(site: Site) -> None:
    s3 = site.connect(KEY)
    for name in ("copy_object", "upload_part_copy", "generate_presigned_url", "generate_presigned_post"):
        with pytest.raises(AttributeError, match=name):
            getattr(s3, name)
    with pytest.raises(ValueError, match="place"):
        cast("Any", s3).upload_part(Bucket="uploads", Key="r", UploadId="u", PartNumber=1, Body=b"open")


@pytest.mark.parametrize("key", ["short", "0" * 63, "g" * 64, KEY + "00"])
def test_a_key_that_is_none_stops_the_start_and_is_not_shown(site: Site, key: str) -> None:
    with pytest.raises(ValidationError, match="64 hexadecimal digits") as error:
        site.settings(key)
    assert key not in str(error.value).replace("64 hexadecimal digits", "")
    assert site.settings("").storage_encryption_key is None
