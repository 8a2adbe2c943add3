"""Searching running stores for what was deleted."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import boto3
import pytest
from redis import Redis

from ops.erasure.__main__ import main
from ops.local.state import StackState
from servers.infrastructure import run_infrastructure

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MARK = "réunion quokka"
LONG = "a" * 500
"""Text that Redis compresses where it dumps values."""

_TABLES = """
CREATE TABLE erasure_receipts (subject_id uuid, kind text, deleted_at timestamptz DEFAULT now(), purged_at timestamptz);
CREATE TABLE things (note text)"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("data")
    with run_infrastructure(folder):
        state = StackState.load(folder)
        state.postgres(folder).query(_TABLES)
        for bucket in ("uploads", "processed", "voices"):
            storage(state, folder).create_bucket(Bucket=bucket)
        yield folder


@pytest.fixture
def state(data: Path) -> Iterator[StackState]:
    """Return the state of stores that are empty again afterwards."""
    state = StackState.load(data)
    yield state
    state.postgres(data).query("TRUNCATE erasure_receipts, things")
    with Redis.from_url(state.redis(data).url) as redis:
        redis.flushdb()


def storage(state: StackState, data: Path) -> "S3Client":
    server = state.s3(data)
    keys = {"aws_access_key_id": server.access_key, "aws_secret_access_key": server.secret_key}
    return boto3.client("s3", endpoint_url=server.url, region_name="us-east-1", **keys)


def deleted(state: StackState, data: Path, kind: str = "meeting", purged: str = "now()") -> str:
    subject = str(uuid4())
    state.postgres(data).query(
        f"INSERT INTO erasure_receipts (subject_id, kind, purged_at) VALUES ('{subject}', '{kind}', {purged})"  # noqa: S608 - its own
    )
    return subject


def keep(state: StackState, data: Path, note: str) -> None:
    state.postgres(data).query(f"INSERT INTO things VALUES ('{note}')")  # noqa: S608 - ids


def found(data: Path, capsys: pytest.CaptureFixture[str], *texts: str) -> tuple[int, list[str]]:
    capsys.readouterr()
    status = main(["scan", "--data", str(data), *(part for text in texts for part in ("--text", text))])
    lines = capsys.readouterr().out.splitlines()
    return status, [line for line in lines if ", file " not in line]


def test_a_deletion_that_goes_on_is_told_and_its_id_is_searched(
    state: StackState, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found(data, capsys) == (0, [])
    meeting, recording = deleted(state, data, purged="NULL"), deleted(state, data, "recording", purged="NULL")
    keep(state, data, meeting)
    keep(state, data, recording)
    assert found(data, capsys) == (
        1,
        [
            f"{meeting}: postgres, deletion of a meeting that is not finished",
            f"{recording}: postgres, deletion of a recording that is not finished",
            f"{meeting}: postgres, table things, 1 rows",
        ],
    )


def test_ids_are_found_however_many_things_were_deleted(
    state: StackState, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state.postgres(data).query(
        "INSERT INTO erasure_receipts (subject_id, kind, purged_at) "
        "SELECT gen_random_uuid(), 'voice', now() FROM generate_series(1, 5000)"
    )
    meeting, other = deleted(state, data), uuid4()
    keep(state, data, f"{other}, {meeting} and {meeting}")
    for each in (meeting, other):
        storage(state, data).put_object(Bucket="uploads", Key=f"{each}/source")
    with Redis.from_url(state.redis(data).url) as redis:
        redis.set(f"kept:{meeting}", "")
        redis.set(f"scribe:cancel:{meeting}", "")
    assert found(data, capsys) == (
        1,
        [
            f"{meeting}: postgres, table things, 1 rows",
            f"{meeting}: redis, key kept:{meeting}",
            f"{meeting}: s3, object uploads/{meeting}/source",
        ],
    )


def test_a_text_is_found_in_values_of_every_type(
    state: StackState, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = json.dumps({"before": LONG, "title": MARK, "after": LONG + MARK})
    with Redis.from_url(state.redis(data).url) as redis:
        redis.set("string", text)
        redis.hset("hash", "field", text)
        redis.rpush("list", "first", text)
        redis.sadd("set", text)
        redis.zadd("zset", {text: 1})
        redis.xadd("stream", {"field": text})
        redis.set("other", LONG)
    status, lines = found(data, capsys, MARK)
    kinds = ("hash", "list", "set", "stream", "string", "zset")
    assert (status, sorted(lines)) == (1, [f"{MARK}: redis, key {kind}" for kind in kinds])
