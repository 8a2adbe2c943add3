"""Progress, cancellation, presence and the working folder."""

import asyncio
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from support.jobs import QueueClient, make_job
from support.waiting import eventually

from app.core.errors import JobCancelledError
from app.worker.job.events import EventPublisher
from app.worker.job.reporter import PROGRESS_SECONDS, JobInterruptedError, JobReporter
from app.worker.presence import presence
from app.worker.workspace import workspace
from scribe_contracts.event_stream import sequence_key
from scribe_contracts.events import MeetingStatus, Stage, worker_key
from scribe_contracts.jobs import ProcessMeeting
from servers.infrastructure import Endpoints, Server, run_infrastructure


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def job() -> ProcessMeeting:
    return make_job()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reporter(redis: Redis, job: ProcessMeeting, clock: Clock) -> JobReporter:
    return JobReporter(EventPublisher(redis), job, threading.Event(), clock)


def test_progress_is_throttled_but_stages_are_not(
    queue: QueueClient, job: ProcessMeeting, reporter: JobReporter, clock: Clock
) -> None:
    for percent in range(10):
        reporter.progress(Stage.DIARIZE, percent / 100)
    reporter.progress(Stage.TRANSCRIBE, 0.5)
    clock.now += PROGRESS_SECONDS
    reporter.progress(Stage.TRANSCRIBE, 0.6)

    assert [(event.stage, event.fraction) for event in queue.events(job)] == [
        (Stage.DIARIZE, 0.0),
        (Stage.TRANSCRIBE, 0.5),
        (Stage.TRANSCRIBE, 0.6),
    ]


def test_what_is_known_is_repeated(queue: QueueClient, job: ProcessMeeting, reporter: JobReporter) -> None:
    reporter.progress(Stage.CONVERT, 0.1, duration=12.5, eta_seconds=3)
    reporter.progress(Stage.CONVERT, 0.2, speakers=2)
    reporter.progress(Stage.TRANSCRIBE, 7.0)

    last = queue.events(job)[-1]
    assert (last.duration, last.speakers, last.fraction, last.eta_seconds) == (12.5, 2, 1.0, None)


def test_sequence_goes_on_over_deliveries_and_over_a_lost_counter(
    redis: Redis, queue: QueueClient, job: ProcessMeeting, reporter: JobReporter
) -> None:
    reporter.progress(Stage.DOWNLOAD, 0.0)
    reporter.progress(Stage.CONVERT, 0.0)
    redelivered = JobReporter(EventPublisher(redis), job, threading.Event())
    redelivered.started()
    redis.delete(sequence_key(job.meeting_id, job.attempt))
    redelivered.cancelled()

    assert [event.sequence for event in queue.events(job)] == [1, 2, 3, 4]
    assert redis.ttl(sequence_key(job.meeting_id, job.attempt)) > 0


def test_cancellation_is_seen_within_the_interval(
    queue: QueueClient, job: ProcessMeeting, reporter: JobReporter, clock: Clock
) -> None:
    reporter.raise_if_cancelled()
    queue.cancel(job)
    reporter.raise_if_cancelled()
    clock.now += PROGRESS_SECONDS

    with pytest.raises(JobCancelledError):
        reporter.raise_if_cancelled()


def test_an_outage_drops_progress_and_delays_the_end(tmp_path: Path, job: ProcessMeeting) -> None:
    with run_infrastructure(tmp_path, [Server.REDIS]) as endpoints:
        url = endpoints.redis_url
    reporter = JobReporter(EventPublisher(Redis.from_url(url, retry=None)), job, threading.Event())
    reporter.progress(Stage.TRANSCRIBE, 0.5)
    reporter.raise_if_cancelled()
    ending = threading.Thread(target=reporter.cancelled)
    ending.start()

    with run_infrastructure(tmp_path, [Server.REDIS]) as endpoints:
        assert endpoints.redis_url == url
        queue = QueueClient(Redis.from_url(url))
        eventually(lambda: queue.has_ended(job, MeetingStatus.CANCELLED))
        ending.join()
        assert len(queue.events(job)) == 1


def test_a_stopping_worker_does_not_wait_for_redis(tmp_path: Path, job: ProcessMeeting) -> None:
    with run_infrastructure(tmp_path, [Server.REDIS]) as endpoints:
        url = endpoints.redis_url
    interrupted = threading.Event()
    interrupted.set()
    reporter = JobReporter(EventPublisher(Redis.from_url(url, retry=None)), job, interrupted)

    with pytest.raises(JobInterruptedError):
        reporter.cancelled()


async def test_presence_is_renewed_and_ends_with_the_worker(redis: Redis, redis_server: Endpoints) -> None:
    async with AsyncRedis.from_url(redis_server.redis_url) as client:
        async with presence(client, worker_key("me"), seconds=0.3):
            await asyncio.to_thread(eventually, lambda: redis.exists(worker_key("me")))
            redis.delete(worker_key("me"))
            await asyncio.to_thread(eventually, lambda: redis.exists(worker_key("me")))
            assert 0 < redis.pttl(worker_key("me")) <= 300
        assert not redis.exists(worker_key("me"))


def test_a_workspace_removes_the_dead_and_spares_the_living(tmp_path: Path) -> None:
    orphan = tmp_path / "worker-orphan"
    orphan.mkdir()
    (orphan / "audio.wav").write_bytes(b"left over")

    with workspace(tmp_path) as mine, workspace(tmp_path) as other:
        assert not orphan.exists()
        assert mine.exists()
        assert other.exists()
        assert mine != other

    assert not list(tmp_path.glob("worker-*"))
