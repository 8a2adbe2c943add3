"""Outcomes of a job, for every outcome of its pipeline."""

import threading
from collections.abc import Callable

import pytest
from redis import Redis
from support.jobs import QueueClient, make_job, make_transcript
from tenacity import wait_none

from app.core.errors import JobError
from app.core.progress import Reporter
from app.worker.job.events import EventPublisher
from app.worker.job.execution import TRIES, JobExecution
from app.worker.serving import Outcome
from scribe_contracts.events import FailureCode, MeetingStatus
from scribe_contracts.jobs import ProcessMeeting
from scribe_contracts.transcript import Transcript


class FakePipeline:
    def __init__(self, step: Callable[[Reporter], None] = lambda _: None) -> None:
        self._step = step
        self.runs = 0

    def run(self, job: ProcessMeeting, reporter: Reporter) -> Transcript:
        self.runs += 1
        self._step(reporter)
        return make_transcript(job.meeting_id)

    def stop(self, wait_seconds: float = 0.0) -> None:
        """Nothing is done ahead."""


def run(redis: Redis, pipeline: FakePipeline, payload: object, *, exhausted: bool = False) -> Outcome:
    execution = JobExecution(pipeline, EventPublisher(redis), backoff=wait_none())
    return execution.run(payload, delivery=1, exhausted=exhausted, interrupted=threading.Event())


def fail_with(error: Exception) -> Callable[[Reporter], None]:
    def step(_: Reporter) -> None:
        raise error

    return step


def failure_code(queue: QueueClient, job: ProcessMeeting) -> FailureCode:
    final = queue.final(job)
    assert final is not None
    assert final.status is MeetingStatus.FAILED
    assert final.failure is not None
    return final.failure.code


def test_a_completed_job_tells_what_it_found(redis: Redis, queue: QueueClient) -> None:
    job = make_job()

    assert run(redis, FakePipeline(), job.model_dump(mode="json")) is Outcome.ENDED

    started, completed = queue.events(job)
    assert (started.status, started.sequence) == (MeetingStatus.PROCESSING, 1)
    assert (completed.status, completed.sequence) == (MeetingStatus.COMPLETED, 2)
    assert (completed.fraction, completed.duration, completed.language, completed.speakers) == (1.0, 3.0, "en", 1)


def test_a_final_fault_is_not_tried_again(redis: Redis, queue: QueueClient) -> None:
    job = make_job()
    pipeline = FakePipeline(fail_with(JobError(FailureCode.UNREADABLE_MEDIA, "This is not a recording.")))

    assert run(redis, pipeline, job.model_dump(mode="json")) is Outcome.ENDED

    assert pipeline.runs == 1
    assert failure_code(queue, job) is FailureCode.UNREADABLE_MEDIA


def test_a_passing_fault_is_tried_again_until_it_has_passed(redis: Redis, queue: QueueClient) -> None:
    job = make_job()

    def recover(_: Reporter) -> None:
        if pipeline.runs < 3:
            raise JobError(FailureCode.STORAGE_UNAVAILABLE, "Not now.", retryable=True)

    pipeline = FakePipeline(recover)
    run(redis, pipeline, job.model_dump(mode="json"))

    assert pipeline.runs == 3
    assert queue.has_ended(job, MeetingStatus.COMPLETED)


def test_a_fault_that_does_not_pass_fails_the_job(redis: Redis, queue: QueueClient) -> None:
    job = make_job()
    pipeline = FakePipeline(fail_with(JobError(FailureCode.STORAGE_UNAVAILABLE, "Not now.", retryable=True)))

    run(redis, pipeline, job.model_dump(mode="json"))

    assert pipeline.runs == TRIES
    assert failure_code(queue, job) is FailureCode.STORAGE_UNAVAILABLE


def test_a_bug_fails_the_job_without_telling_the_user_its_details(redis: Redis, queue: QueueClient) -> None:
    job = make_job()

    run(redis, FakePipeline(fail_with(RuntimeError("secret"))), job.model_dump(mode="json"))

    assert failure_code(queue, job) is FailureCode.INTERNAL
    assert "secret" not in queue.events(job)[-1].model_dump_json()


def test_a_job_cancelled_in_the_queue_is_not_started(redis: Redis, queue: QueueClient) -> None:
    job = make_job()
    queue.cancel(job)
    pipeline = FakePipeline()

    assert run(redis, pipeline, job.model_dump(mode="json")) is Outcome.ENDED

    assert pipeline.runs == 0
    assert [event.status for event in queue.events(job)] == [MeetingStatus.CANCELLED]


def test_cancellation_ends_the_wait_for_another_try(redis: Redis, queue: QueueClient) -> None:
    job = make_job()

    def cancel_and_fail(_: Reporter) -> None:
        queue.cancel(job)
        raise JobError(FailureCode.STORAGE_UNAVAILABLE, "Not now.", retryable=True)

    pipeline = FakePipeline(cancel_and_fail)
    JobExecution(pipeline, EventPublisher(redis)).run(
        job.model_dump(mode="json"), delivery=1, exhausted=False, interrupted=threading.Event()
    )

    assert pipeline.runs == 1
    assert queue.has_ended(job, MeetingStatus.CANCELLED)


def test_an_interrupted_job_has_no_end(redis: Redis, queue: QueueClient) -> None:
    job = make_job()
    interrupted = threading.Event()

    def interrupt(reporter: Reporter) -> None:
        interrupted.set()
        reporter.raise_if_cancelled()

    outcome = JobExecution(FakePipeline(interrupt), EventPublisher(redis)).run(
        job.model_dump(mode="json"), delivery=1, exhausted=False, interrupted=interrupted
    )

    assert outcome is Outcome.INTERRUPTED
    assert queue.final(job) is None


def test_a_job_delivered_too_often_is_failed_untried(redis: Redis, queue: QueueClient) -> None:
    job = make_job()
    pipeline = FakePipeline()

    run(redis, pipeline, job.model_dump(mode="json"), exhausted=True)

    assert pipeline.runs == 0
    assert failure_code(queue, job) is FailureCode.WORKER_LOST


@pytest.mark.parametrize("attempt", [3, "many", None])
def test_an_invalid_job_is_failed_if_it_says_for_which_meeting(
    redis: Redis, queue: QueueClient, attempt: object
) -> None:
    job = make_job()

    assert run(redis, FakePipeline(), {"meeting_id": str(job.meeting_id), "attempt": attempt}) is Outcome.ENDED

    assert failure_code(queue, job) is FailureCode.INVALID_JOB
    assert queue.events(job)[0].attempt == (attempt if isinstance(attempt, int) else 1)


@pytest.mark.parametrize("payload", [None, "text", [], {}, {"meeting_id": "?"}])
def test_an_invalid_job_of_no_meeting_is_dropped(redis: Redis, payload: object) -> None:
    pipeline = FakePipeline()

    assert run(redis, pipeline, payload) is Outcome.ENDED

    assert pipeline.runs == 0
    assert redis.keys() == []
