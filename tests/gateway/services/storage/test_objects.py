import io
import random
from uuid import uuid4

import pytest
from support.object_store import ObjectStore
from support.transcripts import dialogue

from app.core.errors import UnavailableError
from app.resources import Resources
from app.services.storage.objects import ObjectMissingError, Objects
from scribe_contracts import storage
from scribe_contracts.storage import Artefact, Bucket, S3Location
from scribe_contracts.transcript import Transcript

CONTENT = random.Random(1).randbytes(700_001)


@pytest.fixture
def objects(resources: Resources) -> Objects:
    return Objects(resources)


async def test_documents_are_read_as_their_contract(objects: Objects, store: ObjectStore) -> None:
    meeting_id = uuid4()
    location = storage.artefact(meeting_id, Artefact.TRANSCRIPT)
    with pytest.raises(ObjectMissingError):
        await objects.load(location, Transcript)
    store.put(meeting_id, Artefact.TRANSCRIPT, dialogue())
    assert await objects.load(location, Transcript) == dialogue()


async def test_an_object_is_read_like_a_file(objects: Objects, store: ObjectStore) -> None:
    location = S3Location(Bucket.PROCESSED, "file")
    store.put_at(location, CONTENT)
    chance = random.Random(2)

    def compare() -> None:
        with objects.reader(location) as remote:
            local = io.BytesIO(CONTENT)
            assert remote.seek(0, io.SEEK_END) == len(CONTENT)
            assert remote.read(10) == b""
            for _ in range(20):
                position, size = chance.randrange(len(CONTENT)), chance.randrange(300_000)
                assert remote.seek(position) == local.seek(position)
                assert remote.read(size) == local.read(size)
                assert remote.tell() == local.tell()

    await objects.run(compare)


async def test_a_prefix_of_more_than_a_page_is_deleted_and_nothing_else(
    objects: Objects, resources: Resources, store: ObjectStore
) -> None:
    resources.s3.meta.events.register("before-parameter-build.s3.ListObjectsV2", _short_pages)
    for number in range(13):
        store.put_at(S3Location(Bucket.PROCESSED, f"gone/{number}"))
    store.put_at(S3Location(Bucket.PROCESSED, "gone-not/1"))
    store.put_at(S3Location(Bucket.UPLOADS, "gone/1"))
    await objects.delete_prefix(S3Location(Bucket.PROCESSED, "gone/"))
    resources.s3.meta.events.unregister("before-parameter-build.s3.ListObjectsV2", _short_pages)
    assert store.stored() == {"processed/gone-not/1", "uploads/gone/1"}


def _short_pages(params: dict[str, object], **_: object) -> None:
    params["MaxKeys"] = 5


async def test_storage_that_is_away_is_said_to_be(resources: Resources, objects: Objects) -> None:
    with pytest.raises(ObjectMissingError):
        await objects.stat(S3Location(Bucket.PROCESSED, "nothing"))
    resources.s3.meta.events.register("before-send.s3", _break)
    with pytest.raises(UnavailableError):
        await objects.put(S3Location(Bucket.PROCESSED, "something"), b"x", "text/plain")


def _break(**_: object) -> None:
    from botocore.exceptions import EndpointConnectionError

    raise EndpointConnectionError(endpoint_url="http://storage")
