"""Reading of the next job without taking it."""

from typing import Any, cast

import structlog
from pydantic import BaseModel, ValidationError
from redis import Redis
from redis.exceptions import RedisError

from app.worker.queue.stream import DATA_FIELD
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM, ProcessMeeting, TaskName

log = structlog.get_logger()


class _Message(BaseModel):
    """The parts of Taskiq's message that are read."""

    task_name: str
    args: tuple[Any, ...]


def peek(redis: Redis) -> ProcessMeeting | None:
    """Return the oldest job that no worker has been given; None if it is invalid or Redis does not answer."""
    try:
        groups = redis.xinfo_groups(JOBS_STREAM)
        last = next(group["last-delivered-id"] for group in groups if group["name"] == JOBS_GROUP.encode())
        entries = cast(
            "list[tuple[bytes, dict[bytes, bytes]]]",
            redis.xrange(JOBS_STREAM, min=f"({last.decode()}", count=1),
        )
        message = _Message.model_validate_json(entries[0][1][DATA_FIELD])
        if message.task_name != TaskName.PROCESS_MEETING:
            return None
        return ProcessMeeting.model_validate(message.args[0])
    except (StopIteration, LookupError, ValidationError):
        return None
    except RedisError as error:
        log.info("queue_not_read", error=str(error))
        return None
