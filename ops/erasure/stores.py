"""The stores of the local stack, asked themselves: for what they compress, and for ids of what was deleted."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ops.erasure.files import Found, forms
from ops.local.state import StackState
from servers.postgres import PostgresServer
from servers.program import ServerError

if TYPE_CHECKING:
    from redis import Redis

_TOLD = {"audit_log", "audit_pending", "erasure_receipts", "tombstones", "webhook_deliveries"}
"""Tables that tell by their ids that things were deleted."""

_DELETED = "SELECT DISTINCT subject_id::text AS id FROM erasure_receipts WHERE kind <> 'recording'"
_UNFINISHED = "SELECT subject_id, kind FROM erasure_receipts WHERE purged_at IS NULL ORDER BY deleted_at"
_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
_BUCKETS = ("uploads", "processed", "voices")
_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ID_IN_BYTES = re.compile(_ID.encode())
_PASSING = (b"scribe:sequence:", b"scribe:cancel:", b"scribe:events")
"""Keys of counters, wishes to stop and events of jobs, which have ids and nothing else, and end by themselves."""


def scan_stores(state: StackState, data: Path, marks: Sequence[str]) -> Iterator[Found]:
    """Yield each table, key and object with a mark or the id of a deletion in it, and each deletion that goes on.

    Raise ServerError, or what a store's client does.
    """
    database = state.postgres(data)
    for subject, kind in database.query(_UNFINISHED):
        yield Found(subject, "postgres", f"deletion of a {kind} that is not finished")
    ids = {row[0] for row in database.query(_DELETED)}
    yield from _scan_database(database, marks)
    yield from _scan_queue(state, data, marks, ids)
    yield from _scan_objects(state, data, marks, ids)


def _scan_database(database: PostgresServer, marks: Sequence[str]) -> Iterator[Found]:
    for (table,) in database.query(_TABLES):
        rows = database.query(_having_marks(table, marks)) if marks else []
        if table not in _TOLD:
            rows += database.query(_having_ids(table))
        for mark, count in rows:
            yield Found(mark, "postgres", f"table {table}, {count} rows")


def _having_marks(table: str, marks: Sequence[str]) -> str:
    listed = ", ".join("(" + _quoted(mark) + ")" for mark in marks)
    return (
        f'SELECT mark, count(*) FROM "{table}" AS kept, (VALUES {listed}) AS wanted (mark) '  # noqa: S608 - quoted
        "WHERE strpos(kept::text, mark) > 0 GROUP BY mark"
    )


def _having_ids(table: str) -> str:
    """Return the query that reads each row once, however many deletions there were."""
    return (
        f"SELECT id, count(DISTINCT place) FROM (SELECT kept.ctid AS place, "  # noqa: S608 - names of the catalogue
        f"(regexp_matches(kept::text, '({_ID})', 'g'))[1] AS id FROM \"{table}\" AS kept) AS written "
        f"JOIN ({_DELETED}) AS deleted USING (id) GROUP BY id"
    )


def _scan_queue(state: StackState, data: Path, marks: Sequence[str], ids: AbstractSet[str]) -> Iterator[Found]:
    from redis import Redis

    needles = {mark: forms(mark) for mark in marks}
    with Redis.from_url(state.redis(data).url) as redis:
        for key in redis.scan_iter(count=1000):
            content = b"\n".join([key, *_values(redis, key)])
            found = {mark for mark, each in needles.items() if any(form in content for form in each)}
            if not key.startswith(_PASSING):
                found |= ids & {match[0].decode() for match in _ID_IN_BYTES.finditer(content)}
            for mark in sorted(found):
                yield Found(mark, "redis", f"key {key.decode(errors='replace')}")


def _values(redis: "Redis", key: bytes) -> Iterator[bytes]:
    """Yield what the key holds, by its type: a dump of it would be compressed."""
    client: Any = redis
    match client.type(key):
        case b"string":
            yield client.get(key) or b""
        case b"hash":
            yield from (part for pair in client.hgetall(key).items() for part in pair)
        case b"list":
            yield from client.lrange(key, 0, -1)
        case b"set":
            yield from client.smembers(key)
        case b"zset":
            yield from client.zrange(key, 0, -1)
        case b"stream":
            yield from (part for _, fields in client.xrange(key) for pair in fields.items() for part in pair)
        case b"none":
            return
        case kind:
            raise ServerError(f"Redis has a key of the type {kind.decode()}, which cannot be searched.")


def _scan_objects(state: StackState, data: Path, marks: Sequence[str], ids: AbstractSet[str]) -> Iterator[Found]:
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
                key = item["Key"]
                found = {mark for mark in marks if mark in key}
                found |= ids & {match[0].decode() for match in _ID_IN_BYTES.finditer(key.encode())}
                for mark in sorted(found):
                    yield Found(mark, "s3", f"object {bucket}/{key}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
