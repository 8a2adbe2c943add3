"""Objects move from one real S3 server to another whose key is good for the product's buckets only."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.waiting import wait_until

from app.core.config import Settings
from app.object_copy import copy
from scribe_contracts import s3 as storage
from scribe_contracts.storage import Bucket
from servers.ports import free_port
from servers.s3 import INNER_PORTS, S3Server

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LARGE = os.urandom(9 << 20)
"""More than one part."""


@pytest.fixture
async def other(tmp_path: Path, settings: Settings) -> AsyncIterator[S3Server]:
    """Run a second server as the Docker stack does."""
    taken: set[int] = set()

    def port() -> int:
        taken.add(chosen := free_port(None, taken=taken))
        return chosen

    ports = tuple(port() for _ in INNER_PORTS)
    buckets = tuple(bucket.value for bucket in Bucket)
    server = S3Server(tmp_path / "s3", port(), ports, "key-of-the-other", "secret-of-the-other", buckets=buckets)
    server.prepare()
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(server.command(), cwd=server.directory, stdout=log, stderr=log)  # noqa: ASYNC220 - it runs on
        try:
            client = connect(settings, server)
            await wait_until(lambda: server.is_healthy() and len(client.list_buckets()["Buckets"]) == len(Bucket))
            yield server
        finally:
            process.terminate()
            process.wait()


def connect(settings: Settings, server: S3Server) -> "S3Client":
    return storage.connect(
        settings.model_copy(
            update={
                "s3_endpoint_url": server.url,
                "s3_access_key": server.access_key,
                "s3_secret_key": type(settings.s3_secret_key)(server.secret_key),
            }
        )
    )


def fill(s3: "S3Client") -> None:
    described = {"ContentType": "audio/mp4", "Metadata": {"filename": "r%C3%A9union.m4a"}}
    s3.put_object(Bucket="uploads", Key="1/source", Body=LARGE, **described)  # type: ignore[arg-type]
    s3.put_object(Bucket="processed", Key="1/transcript.json", Body=b"{}", ContentType="application/json")
    s3.put_object(Bucket="voices", Key="1/samples/0", Body=b"")


async def test_every_object_arrives_as_it_was_and_nothing_else_stays(
    s3: "S3Client", other: S3Server, settings: Settings
) -> None:
    fill(s3)
    s3.create_multipart_upload(Bucket="uploads", Key="2/source")
    target = connect(settings, other)
    target.put_object(Bucket="processed", Key="of an earlier try", Body=b"old")

    copied = copy(s3, target)

    assert (copied.objects, copied.size, copied.unfinished) == (3, len(LARGE) + 2, 1)
    arrived = target.get_object(Bucket="uploads", Key="1/source")
    assert arrived["Body"].read() == LARGE
    assert (arrived["ContentType"], arrived["Metadata"]) == ("audio/mp4", {"filename": "r%C3%A9union.m4a"})
    assert target.list_objects_v2(Bucket="processed")["KeyCount"] == 1
    assert s3.get_object(Bucket="uploads", Key="1/source")["Body"].read() == LARGE
    assert copy(s3, target) == copied


async def test_the_command_reads_the_source_s_keys_from_its_input(
    s3: "S3Client", other: S3Server, settings: Settings
) -> None:
    fill(s3)
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "SCRIBE_REDIS_URL": "redis://127.0.0.1",
        "SCRIBE_S3_ENDPOINT_URL": other.url,
        "SCRIBE_S3_ACCESS_KEY": other.access_key,
        "SCRIBE_S3_SECRET_KEY": other.secret_key,
    }
    source = {
        "endpoint_url": settings.s3_endpoint_url,
        "access_key": settings.s3_access_key,
        "secret_key": settings.s3_secret_key.get_secret_value(),
    }

    def run(given: dict[str, str]) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "app.object_copy"]
        return subprocess.run(
            command, env=environment, input=json.dumps(given), capture_output=True, text=True, check=False
        )

    done = run(source)
    assert done.returncode == 0, done.stderr
    assert "3 objects, 9.4 MB, each read back and compared" in done.stdout
    refused = run(source | {"secret_key": "not the right one"})
    assert refused.returncode == 1
    assert "list_buckets" in refused.stderr.casefold() or "SignatureDoesNotMatch" in refused.stderr
