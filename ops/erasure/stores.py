"""The stores of the local stack, asked themselves: for what they compress, and for ids of what was deleted."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ops.erasure.files import Found
from ops.local.state import StackState
from servers.postgres import PostgresServer

if TYPE_CHECKING:
    from redis import Redis

_TOLD = {"audit_log", "audit_pending", "erasure_receipts", "tombstones", "webhook_deliveries"}
"""Tables that tell by their ids that things were deleted."""

_IDS = "SELECT DISTINCT subject_id FROM erasure_receipts WHERE kind <> 'recording' AND purged_at IS NOT NULL"
_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
_BUCKETS = ("uploads", "processed", "voices")
_STREAM = b"stream"
_PASSING = (b"scribe:sequence:", b"scribe:cancel:", b"scribe:events")
"""Keys of counters, wishes to stop and events of jobs, which have ids and nothing else, and end by themselves."""


def erased_ids(database: PostgresServer) -> list[str]:
    """Return the ids of everything of which objects and vectors are said to be gone."""
    return [row[0] for row in database.query(_IDS)]


def scan_stores(state: StackState, data: Path, marks: Sequence[str], ids: Sequence[str]) -> Iterator[Found]:
    """Yield each table, key and object with a mark or an id in it; raise ServerError, or what a store's client does."""
    yield from _scan_database(state.postgres(data), marks, ids)
    yield from _scan_queue(state, data, marks, ids)
    yield from _scan_objects(state, data, [*marks, *ids])


def _scan_database(database: PostgresServer, marks: Sequence[str], ids: Sequence[str]) -> Iterator[Found]:
    for (table,) in database.query(_TABLES):
        wanted = [*marks] if table in _TOLD else [*marks, *ids]
        if not wanted:
            continue
        listed = ", ".join("(" + _quoted(mark) + ")" for mark in wanted)
        rows = database.query(
            f'SELECT mark, count(*) FROM "{table}" AS kept, (VALUES {listed}) AS wanted (mark) '  # noqa: S608 - quoted
            "WHERE strpos(kept::text, mark) > 0 GROUP BY mark"
        )
        for mark, count in rows:
            yield Found(mark, "postgres", f"table {table}, {count} rows")


def _scan_queue(state: StackState, data: Path, marks: Sequence[str], ids: Sequence[str]) -> Iterator[Found]:
    from redis import Redis

    with Redis.from_url(state.redis(data).url) as redis:
        for key in redis.scan_iter(count=1000):
            content = key + _content(redis, key)
            for mark in marks if key.startswith(_PASSING) else [*marks, *ids]:
                if mark.encode() in content:
                    yield Found(mark, "redis", f"key {key.decode(errors='replace')}")


def _content(redis: "Redis", key: bytes) -> bytes:
    """Return a stream's entries; the dump of any other key."""
    if redis.type(key) != _STREAM:
        return bytes(redis.dump(key) or b"")
    entries: Any = redis.xrange(key)
    return b" ".join(part for _, fields in entries for pair in fields.items() for part in pair)


def _scan_objects(state: StackState, data: Path, marks: Sequence[str]) -> Iterator[Found]:
    import boto3

    server = state.s3(data)
    s3 = boto3.client(
        "s3",
        endpoint_url=server.url,
        region_name="us-east-1",
        aws_access_key_id=server.access_key,
        aws_secret_access_key=server.secret_key,
    )
    for bucket in _BUCKETS:
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            for item in page.get("Contents", []):
                for mark in marks:
                    if mark in item["Key"]:
                        yield Found(mark, "s3", f"object {bucket}/{item['Key']}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
