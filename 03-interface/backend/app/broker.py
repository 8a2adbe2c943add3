"""The job queue as its sender sees it. Tasks are sent by name: no worker code is imported."""

from taskiq.kicker import AsyncKicker
from taskiq_redis import RedisStreamBroker

from app.core.config import Settings
from scribe_contracts.credentials.redis_password import RedisPassword, bare_address
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM, ProcessMeeting, TaskName
from scribe_contracts.minutes.jobs import MINUTES_STREAM, WRITE_MINUTES, WRITERS_GROUP, WriteMinutes


def create(settings: Settings) -> RedisStreamBroker:
    """Create the broker.

    The workers' group starts at the stream's beginning: jobs sent before any worker are not lost.
    """
    return _broker(settings, JOBS_STREAM, JOBS_GROUP)


def create_minutes(settings: Settings) -> RedisStreamBroker:
    """Create the broker of the jobs that write minutes, which have a stream of their own."""
    return _broker(settings, MINUTES_STREAM, WRITERS_GROUP)


def _broker(settings: Settings, stream: str, group: str) -> RedisStreamBroker:
    return RedisStreamBroker(
        bare_address(settings),
        credential_provider=RedisPassword(settings),
        queue_name=stream,
        consumer_group_name=group,
        consumer_id="0",
        socket_connect_timeout=5,
        socket_timeout=10,
    )


async def send(broker: RedisStreamBroker, job: ProcessMeeting) -> None:
    """Put the job on the stream; the task's id has the meeting and the attempt."""
    kicker: AsyncKicker[..., None] = AsyncKicker(TaskName.PROCESS_MEETING, broker, labels={})
    await kicker.with_task_id(f"{job.meeting_id}:{job.attempt}").kiq(job.model_dump(mode="json"))


async def send_minutes(broker: RedisStreamBroker, job: WriteMinutes) -> None:
    """Put a job that writes minutes on its stream."""
    kicker: AsyncKicker[..., None] = AsyncKicker(WRITE_MINUTES, broker, labels={})
    await kicker.with_task_id(f"{job.minutes_id}:{job.attempt}").kiq(job.model_dump(mode="json"))
