"""The job queue as its sender sees it. Tasks are sent by name: no worker code is imported."""

from taskiq.kicker import AsyncKicker
from taskiq_redis import RedisStreamBroker

from app.core.config import Settings
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM, ProcessMeeting, TaskName


def create(settings: Settings) -> RedisStreamBroker:
    """Create the broker.

    The workers' group starts at the stream's beginning: jobs sent before any worker are not lost.
    """
    return RedisStreamBroker(
        settings.redis_url.get_secret_value(),
        queue_name=JOBS_STREAM,
        consumer_group_name=JOBS_GROUP,
        consumer_id="0",
        socket_connect_timeout=5,
        socket_timeout=10,
    )


async def send(broker: RedisStreamBroker, job: ProcessMeeting) -> None:
    """Put the job on the stream; the task's id has the meeting and the attempt."""
    kicker: AsyncKicker[..., None] = AsyncKicker(TaskName.PROCESS_MEETING, broker, labels={})
    await kicker.with_task_id(f"{job.meeting_id}:{job.attempt}").kiq(job.model_dump(mode="json"))
