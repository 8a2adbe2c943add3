"""Execution of one job, from its payload to its last event."""

import threading
from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

import structlog
from pydantic import BaseModel, Field, ValidationError
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter
from tenacity.wait import wait_base

from app.core.errors import JobCancelledError, JobError
from app.core.progress import Reporter
from app.worker.job.events import EventPublisher
from app.worker.job.reporter import JobInterruptedError, JobReporter
from app.worker.serving import Outcome
from scribe_contracts.events import Failure, FailureCode
from scribe_contracts.jobs import ProcessMeeting
from scribe_contracts.transcript import Transcript

TRIES = 5
BACKOFF = wait_exponential_jitter(multiplier=2, max=60)
"""Waits of 2, 4, 8 and 16 seconds with jitter: long enough for S3 or Redis to be restarted."""

log = structlog.get_logger()


class MeetingPipeline(Protocol):
    """Processes meetings."""

    def run(self, job: ProcessMeeting, reporter: Reporter) -> Transcript:
        """Run all stages. Raise JobError, or JobCancelledError from the reporter."""

    def stop(self, wait_seconds: float = 0.0) -> None:
        """Stop preparing the next job; wait at most `wait_seconds`."""


class JobExecution:
    """Runs jobs in the caller's thread and classifies how they end."""

    def __init__(self, pipeline: MeetingPipeline, events: EventPublisher, *, backoff: wait_base = BACKOFF) -> None:
        self._pipeline = pipeline
        self._events = events
        self._backoff = backoff

    def run(self, payload: object, *, delivery: int, exhausted: bool, interrupted: threading.Event) -> Outcome:
        """Run the job that `payload` describes and send its events. Do not raise for a job that fails.

        With `exhausted` the job was delivered too often and is failed without another try.
        """
        try:
            job = ProcessMeeting.model_validate(payload)
        except ValidationError as error:
            return self._reject(payload, error, interrupted)
        with structlog.contextvars.bound_contextvars(
            meeting_id=str(job.meeting_id), request_id=job.request_id, attempt=job.attempt, delivery=delivery
        ):
            reporter = JobReporter(self._events, job, interrupted)
            try:
                self._conclude(job, reporter, exhausted=exhausted)
            except JobInterruptedError:
                log.info("job_interrupted")
                return Outcome.INTERRUPTED
            return Outcome.ENDED

    def _conclude(self, job: ProcessMeeting, reporter: JobReporter, *, exhausted: bool) -> None:
        """Run the job and send its last event."""
        try:
            reporter.raise_if_cancelled()
            transcript = self._try(job, reporter, exhausted=exhausted)
        except JobInterruptedError:
            raise
        except JobCancelledError:
            log.info("job_cancelled")
            reporter.cancelled()
        except JobError as error:
            log.warning("job_failed", code=error.failure.code, exc_info=error.__cause__)
            reporter.failed(error.failure)
        except Exception:
            log.exception("job_failed", code=FailureCode.INTERNAL)
            reporter.failed(Failure(code=FailureCode.INTERNAL, message="An internal error stopped the processing."))
        else:
            log.info("job_completed", duration=transcript.duration, speakers=len(transcript.speakers))
            reporter.completed(transcript)

    def _try(self, job: ProcessMeeting, reporter: JobReporter, *, exhausted: bool) -> Transcript:
        if exhausted:
            raise JobError(FailureCode.WORKER_LOST, "Processing stopped unexpectedly several times.")
        log.info("job_started")
        reporter.started()
        retrying = Retrying(
            retry=retry_if_exception(lambda error: isinstance(error, JobError) and error.retryable),
            stop=stop_after_attempt(TRIES),
            wait=self._backoff,
            sleep=reporter.pause,
            before_sleep=_log_retry,
            reraise=True,
        )
        return retrying(self._pipeline.run, job, reporter)

    def _reject(self, payload: object, error: ValidationError, interrupted: threading.Event) -> Outcome:
        problems = [f"{'.'.join(map(str, problem['loc']))}: {problem['type']}" for problem in error.errors()]
        log.error("job_invalid", problems=problems)
        identity = _identify(payload)
        if identity is None:
            return Outcome.ENDED
        job = ProcessMeeting(meeting_id=identity.meeting_id, attempt=identity.attempt, request_id="")
        try:
            JobReporter(self._events, job, interrupted).failed(
                Failure(code=FailureCode.INVALID_JOB, message="The job could not be understood by the worker.")
            )
        except JobInterruptedError:
            return Outcome.INTERRUPTED
        return Outcome.ENDED


class _Identity(BaseModel):
    meeting_id: UUID
    attempt: int = Field(ge=1)


def _identify(payload: object) -> _Identity | None:
    """Return the meeting and attempt of an invalid payload; None if they cannot be read."""
    if not isinstance(payload, Mapping):
        return None
    for attempt in (payload.get("attempt"), 1):
        try:
            return _Identity.model_validate({"meeting_id": payload.get("meeting_id"), "attempt": attempt})
        except ValidationError:
            continue
    return None


def _log_retry(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    code = error.failure.code if isinstance(error, JobError) else None
    log.warning("job_retried", code=code, tries=state.attempt_number)
