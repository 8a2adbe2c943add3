"""The worker's process: start and orderly stop."""

from collections.abc import Callable

from app.core.config import WorkerSettings
from app.worker.cards import own_card
from app.worker.job.events import EventPublisher
from app.worker.job.execution import JobExecution, MeetingPipeline
from app.worker.serving import GRACE_SECONDS, JobServer, Queue
from app.worker.workspace import workspace
from scribe_contracts import logs
from scribe_contracts.events import worker_key
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM, TaskName

MEETINGS = Queue(TaskName.PROCESS_MEETING, JOBS_STREAM, JOBS_GROUP, worker_key)

_CLEANUP_SECONDS = 1.0
"""Time for a stopped preparation to remove its files."""

PipelineFactory = Callable[[WorkerSettings], MeetingPipeline]


def run_worker(
    settings: WorkerSettings, build_pipeline: PipelineFactory, *, grace_seconds: float = GRACE_SECONDS
) -> None:
    """Process jobs until SIGTERM or SIGINT. The pipeline gets a working folder of this process alone."""
    logs.configure(settings, service="worker")
    with own_card(settings), workspace(settings.work_dir) as folder:
        pipeline = build_pipeline(settings.model_copy(update={"work_dir": folder}))
        server = JobServer(
            settings,
            MEETINGS,
            lambda redis: JobExecution(pipeline, EventPublisher(redis)),
            grace_seconds=grace_seconds,
        )
        server.run(on_stop=pipeline.stop)
        pipeline.stop(_CLEANUP_SECONDS)
    server.close()
