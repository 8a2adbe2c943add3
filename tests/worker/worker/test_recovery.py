"""Jobs whose workers die, stop, race or lose Redis: real processes and a real server."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis
from support.jobs import QueueClient, make_job
from support.paths import TESTS, WORKER_ROOT
from support.waiting import eventually

from scribe_contracts.events import WORKER_KEYS, FailureCode, MeetingStatus
from servers.infrastructure import Endpoints, Server, run_infrastructure

IDLE_SECONDS = 2.0
GRACE_SECONDS = 1.0

StartWorker = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start_worker(redis_server: Endpoints, tmp_path: Path) -> Iterator[StartWorker]:
    """Start a scripted worker; all are killed at the end of the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(redis_url: str = redis_server.redis_url) -> "subprocess.Popen[bytes]":
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([str(WORKER_ROOT), str(TESTS)]),
            "SCRIBE_REDIS_URL": redis_url,
            "SCRIBE_S3_ENDPOINT_URL": "http://127.0.0.1:9",
            "SCRIBE_S3_ACCESS_KEY": "unused",
            "SCRIBE_S3_SECRET_KEY": "unused-too",
            "SCRIBE_MODELS_DIR": str(tmp_path),
            "SCRIBE_WORK_DIR": str(work_dir(tmp_path)),
            "SCRIBE_IDLE_TIMEOUT_SECONDS": str(IDLE_SECONDS),
            "SCRIBE_LOG_FORMAT": "console",
        }
        command = [sys.executable, str(TESTS / "support" / "scripted_worker.py"), str(GRACE_SECONDS)]
        worker = subprocess.Popen(command, env=environment, cwd=WORKER_ROOT)
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


def work_dir(tmp_path: Path) -> Path:
    return tmp_path / "work"


def test_a_job_sent_before_the_first_worker_is_done(
    queue: QueueClient, start_worker: StartWorker, tmp_path: Path
) -> None:
    job = queue.send(make_job())
    worker = start_worker()

    eventually(lambda: queue.has_ended(job, MeetingStatus.COMPLETED))
    eventually(queue.is_empty)
    worker.terminate()

    assert worker.wait(10) == 0
    assert [event.status for event in queue.events(job)] == [MeetingStatus.PROCESSING, MeetingStatus.COMPLETED]
    assert not list(work_dir(tmp_path).glob("worker-*"))


def test_a_killed_workers_job_is_finished_by_the_next_with_nothing_else_sent(
    queue: QueueClient, redis: Redis, start_worker: StartWorker, tmp_path: Path
) -> None:
    job = queue.send(make_job("hold"))
    first = start_worker()
    eventually(lambda: queue.journal(job) == ["start"])

    first.kill()
    first.wait()
    redis.set("test:release", "1")
    second = start_worker()

    eventually(lambda: queue.has_ended(job, MeetingStatus.COMPLETED))
    eventually(queue.is_empty)
    assert queue.journal(job) == ["start", "start", "end"]
    sequences = [event.sequence for event in queue.events(job)]
    assert sequences == sorted(set(sequences))
    second.terminate()
    assert second.wait(10) == 0
    assert not list(work_dir(tmp_path).glob("worker-*")), "the dead worker's files are still there"


def test_a_job_longer_than_the_idle_timeout_is_done_once_though_two_workers_listen(
    queue: QueueClient, redis: Redis, start_worker: StartWorker
) -> None:
    start_worker()
    start_worker()
    eventually(lambda: len(redis.keys(WORKER_KEYS)) == 2)
    job = queue.send(make_job(f"busy {3 * IDLE_SECONDS}"))

    eventually(lambda: queue.has_ended(job, MeetingStatus.COMPLETED))
    eventually(queue.is_empty)
    assert queue.journal(job) == ["start", "end"]


def test_a_job_that_takes_three_workers_down_is_failed_and_the_queue_goes_on(
    queue: QueueClient, start_worker: StartWorker
) -> None:
    poison = queue.send(make_job("crash"))
    harmless = queue.send(make_job())

    for _ in range(3):
        assert start_worker().wait(20) == -signal.SIGKILL
    start_worker()

    eventually(lambda: queue.has_ended(poison, MeetingStatus.FAILED))
    final = queue.final(poison)
    assert final is not None
    assert final.failure is not None
    assert final.failure.code is FailureCode.WORKER_LOST
    assert queue.journal(poison) == ["start"] * 3
    eventually(lambda: queue.has_ended(harmless, MeetingStatus.COMPLETED))
    eventually(queue.is_empty)


def test_what_cannot_be_a_job_does_not_stop_the_queue(queue: QueueClient, start_worker: StartWorker) -> None:
    broken = make_job("break")
    incomplete = make_job()
    queue.send_raw(b"no JSON")
    queue.send_payload({}, task="no_such_task")
    queue.send_payload("not even a mapping")
    queue.send_payload({"meeting_id": str(incomplete.meeting_id), "unknown": True})
    queue.send(broken)
    last = queue.send(make_job())
    start_worker()

    eventually(lambda: queue.has_ended(last, MeetingStatus.COMPLETED))
    eventually(queue.is_empty)
    for job, code in ((incomplete, FailureCode.INVALID_JOB), (broken, FailureCode.INTERNAL)):
        final = queue.final(job)
        assert final is not None
        assert final.failure is not None
        assert final.failure.code is code


def test_cancel_while_running_and_while_queued(queue: QueueClient, start_worker: StartWorker) -> None:
    running = queue.send(make_job("hold"))
    queued = queue.send(make_job("hold"))
    start_worker()
    eventually(lambda: queue.journal(running) == ["start"])
    assert len(queue.held()) == 1, "a job was read ahead"

    queue.cancel(queued)
    queue.cancel(running)

    eventually(lambda: queue.has_ended(running, MeetingStatus.CANCELLED))
    eventually(lambda: queue.has_ended(queued, MeetingStatus.CANCELLED))
    eventually(queue.is_empty)
    assert queue.journal(running) == ["start"]
    assert queue.journal(queued) == []


@pytest.mark.parametrize("script", ["hold", "stuck", "leave"])
def test_a_worker_told_to_stop_hands_its_job_back_at_once(
    queue: QueueClient, redis: Redis, start_worker: StartWorker, script: str
) -> None:
    """With a pipeline that stops when asked, one that does not listen, and one that leaves something at work."""
    job = queue.send(make_job(script))
    first = start_worker()
    eventually(lambda: queue.journal(job) == ["start"])

    first.terminate()

    assert first.wait(GRACE_SECONDS + 5) == 0
    assert redis.keys(WORKER_KEYS) == []
    assert queue.final(job) is None
    [held] = queue.held()
    assert held.deliveries == 0, "the hand-over counts as a crash"
    assert held.idle_ms >= IDLE_SECONDS * 1000, "the next worker has to wait"


def test_a_job_survives_a_restart_of_redis(start_worker: StartWorker, tmp_path: Path) -> None:
    with (
        run_infrastructure(tmp_path / "servers", [Server.REDIS]) as endpoints,
        Redis.from_url(endpoints.redis_url) as r,
    ):
        queue = QueueClient(r)
        job = queue.send(make_job("hold"))
        queued = queue.send(make_job())
        start_worker(endpoints.redis_url)
        eventually(lambda: len(queue.events(job)) > 1)

    with (
        run_infrastructure(tmp_path / "servers", [Server.REDIS]) as endpoints,
        Redis.from_url(endpoints.redis_url) as r,
    ):
        queue = QueueClient(r)
        r.set("test:release", "1")
        eventually(lambda: queue.has_ended(job, MeetingStatus.COMPLETED))
        eventually(lambda: queue.has_ended(queued, MeetingStatus.COMPLETED))
        eventually(queue.is_empty)
        assert queue.journal(job) == ["start", "end"]
        later = queue.send(make_job())
        eventually(lambda: queue.has_ended(later, MeetingStatus.COMPLETED))
