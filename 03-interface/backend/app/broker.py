"""The queue, seen from the side that sends. Tasks are sent by name: no worker code is imported."""

from taskiq.kicker import AsyncKicker
from taskiq_redis import RedisStreamBroker

from app.core.config import Settings
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM, ProcessMeeting, TaskName


def create(settings: Settings) -> RedisStreamBroker:
    """Declares the workers' group from the stream's beginning, so that jobs sent before any worker are not lost."""
    return RedisStreamBroker(
        settings.redis_url.get_secret_value(),
        queue_name=JOBS_STREAM,
        consumer_group_name=JOBS_GROUP,
        consumer_id="0",
        socket_connect_timeout=5,
        socket_timeout=10,
    )


async def send(broker: RedisStreamBroker, job: ProcessMeeting) -> None:
    """Put the job on the stream; the task's id tells which attempt of which meeting it is."""
    kicker: AsyncKicker[..., None] = AsyncKicker(TaskName.PROCESS_MEETING, broker, labels={})
    await kicker.with_task_id(f"{job.meeting_id}:{job.attempt}").kiq(job.model_dump(mode="json"))
