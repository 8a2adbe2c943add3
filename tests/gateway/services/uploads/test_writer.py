"""Objects are written whole or not at all, and at most two parts are in memory."""

import hashlib
from typing import Any

import pytest
from annotated_types import Le
from botocore.exceptions import EndpointConnectionError
from pydantic import SecretStr

from app.core.config import Settings
from app.core.errors import UnavailableError
from app.resources import Resources
from app.services.uploads.writer import MAX_PARTS, STORED_PART_BYTES, ObjectWriter, bytes_of_part
from scribe_contracts.storage import Bucket, S3Location

LOCATION = S3Location(Bucket.UPLOADS, "somewhere/source")


@pytest.fixture
def writer(resources: Resources) -> ObjectWriter:
    return ObjectWriter(resources, LOCATION, "audio/wav")


def stored(resources: Resources) -> bytes | None:
    found = resources.s3.list_objects_v2(Bucket=LOCATION.bucket).get("Contents", [])
    if not found:
        return None
    return resources.s3.get_object(Bucket=LOCATION.bucket, Key=LOCATION.key)["Body"].read()


def unfinished(resources: Resources) -> list[Any]:
    return list(resources.s3.list_multipart_uploads(Bucket=LOCATION.bucket).get("Uploads", []))


@pytest.mark.parametrize(
    "size",
    [
        1,
        STORED_PART_BYTES - 1,
        STORED_PART_BYTES,
        STORED_PART_BYTES + 1,
        2 * STORED_PART_BYTES,
        3 * STORED_PART_BYTES - 1,
    ],
)
@pytest.mark.parametrize("piece", [64 * 1024 + 1, 20 * 2**20], ids=["small pieces", "one piece"])
async def test_written_bytes_are_stored(writer: ObjectWriter, resources: Resources, size: int, piece: int) -> None:
    content = (b"0123456789abcdef-" * (size // 17 + 1))[:size]
    for start in range(0, size, piece):
        await writer.write(content[start : start + piece])
    await writer.finish()
    assert writer.size == size
    assert stored(resources) == content
    assert not unfinished(resources)


@pytest.mark.parametrize("key", [None, "0b" * 32], ids=["open", "encrypted"])
class TestChecksum:
    @pytest.fixture
    def settings(self, settings: Settings, key: str | None) -> Settings:
        return settings.model_copy(update={"storage_encryption_key": key and SecretStr(key)})

    async def test_one_checksum_is_made_of_each_part(
        self, resources: Resources, monkeypatch: pytest.MonkeyPatch, key: str | None
    ) -> None:
        summed, md5 = list[int](), hashlib.md5

        def count(content: bytes = b"", **said: bool) -> object:
            summed.append(len(content))
            return md5(content, **said)

        monkeypatch.setattr(hashlib, "md5", count)
        writer = ObjectWriter(resources, LOCATION, "audio/wav")
        await writer.write(bytes(STORED_PART_BYTES + 1))
        await writer.finish()
        # That of an encrypted part begins empty.
        assert sorted(size for size in summed if size) == ([1, STORED_PART_BYTES] if key is None else [])
        assert stored(resources) == bytes(STORED_PART_BYTES + 1)


@pytest.mark.parametrize("size", [0, 1, STORED_PART_BYTES, 2 * STORED_PART_BYTES + 1])
@pytest.mark.parametrize("finished", [False, True])
async def test_a_discarded_object_is_removed(
    writer: ObjectWriter, resources: Resources, size: int, finished: bool
) -> None:
    await writer.write(bytes(size))
    if finished:
        await writer.finish()
    await writer.discard()
    assert stored(resources) is None
    assert not unfinished(resources)


@pytest.mark.parametrize("failing", ["create_multipart_upload", "upload_part", "complete_multipart_upload"])
async def test_an_outage_of_storage_is_reported_and_leaves_nothing(
    writer: ObjectWriter, resources: Resources, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fail(**_: object) -> None:
        raise EndpointConnectionError(endpoint_url="http://s3")

    monkeypatch.setattr(resources.s3, failing, fail)

    async def write_all() -> None:
        await writer.write(bytes(3 * STORED_PART_BYTES))
        await writer.finish()

    with pytest.raises(UnavailableError):
        await write_all()
    await writer.discard()
    assert stored(resources) is None
    assert not unfinished(resources)


async def test_discarding_never_raises(
    writer: ObjectWriter, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It runs while the real error is handled."""

    def fail(**_: object) -> None:
        raise EndpointConnectionError(endpoint_url="http://s3")

    await writer.write(bytes(STORED_PART_BYTES))
    monkeypatch.setattr(resources.s3, "abort_multipart_upload", fail)
    await writer.discard()


def test_the_largest_recording_has_no_more_parts_than_storage_takes() -> None:
    largest = next(item.le for item in Settings.model_fields["max_upload_bytes"].metadata if isinstance(item, Le))

    assert sum(bytes_of_part(number) for number in range(1, MAX_PARTS + 1)) >= largest
    assert all(bytes_of_part(number) >= 5 * 2**20 for number in (1, MAX_PARTS))
