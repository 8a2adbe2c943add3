"""A look at the job that is next, which changes nothing in Redis."""

from typing import Any, cast

import structlog
from pydantic import BaseModel, ValidationError
from redis import Redis
from redis.exceptions import RedisError

from app.worker.queue.stream import DATA_FIELD
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM, ProcessMeeting, TaskName

log = structlog.get_logger()


class _Message(BaseModel):
    """What is needed of Taskiq's message."""

    task_name: str
    args: tuple[Any, ...]


def peek(redis: Redis) -> ProcessMeeting | None:
    """The oldest job that no worker was ever given; None also where that is no job or Redis is away."""
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
        log.info("queue_not_looked_at", error=str(error))
        return None
