"""The jobs that are in the queue: waiting, or in a worker's hands."""

import json
from contextlib import suppress
from typing import Any, NamedTuple
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from scribe_contracts.events import WORKER_KEYS
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM

_BATCH = 1000


class JobId(NamedTuple):
    meeting_id: UUID
    attempt: int


async def jobs_in_queue(redis: Redis) -> set[JobId]:
    """Return the jobs that a worker has or will get.

    The entries are read before the group's state, so that one that is handed out meanwhile is not missed.
    """
    entries = await _read_entries(redis)
    group = await _find_group(redis)
    if group is None:  # the workers create it again, at the stream's beginning
        return {job for _, job in entries}
    delivered = stream_position(group["last-delivered-id"])
    pending = await _pending_ids(redis, group["pending"] + len(entries))
    return {job for id_, job in entries if stream_position(id_) > delivered or id_ in pending}


async def has_room(redis: Redis) -> bool:
    """Return whether the workers should be given another job: one waits for each of them, and no more.

    A job that waits here is prepared by a worker that looks ahead, and can no longer be overtaken. Those behind it
    wait in the database.
    """
    workers = 0
    async for _ in redis.scan_iter(WORKER_KEYS, count=_BATCH):
        workers += 1
    return await _count_waiting(redis, max(1, workers)) < max(1, workers)


async def _count_waiting(redis: Redis, most: int) -> int:
    """Return the number of entries that no worker was given, `most` at most."""
    group = await _find_group(redis)
    position = f"({group['last-delivered-id'].decode()}" if group is not None else "-"
    waiting: Any = await redis.xrange(JOBS_STREAM, min=position, count=most)
    return len(waiting)


async def create_group(redis: Redis) -> None:
    """Create the workers' group if Redis has lost it.

    A worker whose job was lost then sees that it no longer holds it, and lets go.
    """
    with suppress(ResponseError):  # the group exists
        await redis.xgroup_create(JOBS_STREAM, JOBS_GROUP, id="0", mkstream=True)


async def _read_entries(redis: Redis) -> list[tuple[bytes, JobId]]:
    found: list[tuple[bytes, JobId]] = []
    position = "-"
    while True:
        page: Any = await redis.xrange(JOBS_STREAM, min=position, count=_BATCH)
        if not page:
            return found
        for id_, fields in page:
            with suppress(LookupError, TypeError, ValueError):  # no job of ours
                payload = json.loads(fields[b"data"])["args"][0]
                found.append((id_, JobId(UUID(payload["meeting_id"]), int(payload["attempt"]))))
        position = f"({page[-1][0].decode()}"


async def _find_group(redis: Redis) -> dict[str, Any] | None:
    try:
        groups: list[dict[str, Any]] = await redis.xinfo_groups(JOBS_STREAM)
    except ResponseError:  # there is no stream
        return None
    return next((group for group in groups if group["name"] == JOBS_GROUP.encode()), None)


async def _pending_ids(redis: Redis, most: int) -> set[bytes]:
    if not most:
        return set()
    try:
        pending: Any = await redis.xpending_range(JOBS_STREAM, JOBS_GROUP, min="-", max="+", count=most)
    except ResponseError:  # the group was lost just now
        return set()
    return {entry["message_id"] for entry in pending}


def stream_position(entry_id: bytes) -> tuple[int, int]:
    """Return the id of a stream's entry as numbers that can be compared."""
    milliseconds, _, number = entry_id.partition(b"-")
    return int(milliseconds), int(number)
