"""Reporter of a running job: sends progress and checks for cancellation."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import structlog
from redis.exceptions import RedisError
from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_exponential

from app.core.errors import JobCancelledError
from app.worker.job.events import EventPublisher
from scribe_contracts.events import Failure, JobEvent, MeetingStatus, Stage
from scribe_contracts.jobs import ProcessMeeting
from scribe_contracts.transcript import Transcript

PROGRESS_SECONDS = 0.5
"""Minimum time between two progress events of one stage, and between two reads of the cancel key."""

log = structlog.get_logger()


class JobInterruptedError(JobCancelledError):
    """The worker must stop the job, which another delivery finishes; the user did not cancel it."""


class JobReporter:
    """Implements `app.core.progress.Reporter`. Every event repeats what is known of the recording."""

    def __init__(
        self,
        events: EventPublisher,
        job: ProcessMeeting,
        interrupted: threading.Event,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._events = events
        self._interrupted = interrupted
        self._clock = clock
        self._lock = threading.RLock()
        self._event = JobEvent(
            meeting_id=job.meeting_id,
            attempt=job.attempt,
            sequence=1,
            at=datetime.now(UTC),
            status=MeetingStatus.PROCESSING,
        )
        self._sequence = 0
        self._sent_at = float("-inf")
        self._looked_at = float("-inf")
        self._cancelled = False

    def progress(
        self,
        stage: Stage,
        fraction: float,
        *,
        eta_seconds: float | None = None,
        duration: float | None = None,
        language: str | None = None,
        speakers: int | None = None,
    ) -> None:
        with self._lock:
            entered = stage is not self._event.stage
            learned = {"duration": duration, "language": language, "speakers": speakers}
            self._note(
                stage=stage,
                fraction=min(max(fraction, 0.0), 1.0),
                eta_seconds=None if eta_seconds is None else max(eta_seconds, 0.0),
                **{name: value for name, value in learned.items() if value is not None},
            )
            if entered or self._clock() - self._sent_at >= PROGRESS_SECONDS:
                self._send_if_possible()

    def raise_if_cancelled(self) -> None:
        if self._interrupted.is_set():
            raise JobInterruptedError
        with self._lock:
            if not self._cancelled and self._clock() - self._looked_at >= PROGRESS_SECONDS:
                self._looked_at = self._clock()
                self._cancelled = self._ask_for_cancellation()
            if self._cancelled:
                raise JobCancelledError

    def pause(self, seconds: float) -> None:
        """Wait before another try, unless the job is cancelled or interrupted meanwhile."""
        until = self._clock() + seconds
        while (remaining := until - self._clock()) > 0:
            self.raise_if_cancelled()
            self._interrupted.wait(min(remaining, PROGRESS_SECONDS))
        self.raise_if_cancelled()

    def started(self) -> None:
        """Send the first event."""
        with self._lock:
            self._send_if_possible()

    def completed(self, transcript: Transcript) -> None:
        """Send the last event of a job that succeeded."""
        self._finish(
            status=MeetingStatus.COMPLETED,
            fraction=1.0,
            duration=transcript.duration,
            language=transcript.language,
            speakers=len(transcript.speakers),
        )

    def failed(self, failure: Failure) -> None:
        """Send the last event of a job that failed."""
        self._finish(status=MeetingStatus.FAILED, failure=failure)

    def cancelled(self) -> None:
        """Send the last event of a job that the user cancelled."""
        self._finish(status=MeetingStatus.CANCELLED)

    def _finish(self, **changes: Any) -> None:
        """Send the last event; wait for Redis without limit. Raise JobInterruptedError if the worker stops."""
        with self._lock:
            self._note(eta_seconds=None, **changes)
            retrying = Retrying(
                retry=retry_if_exception_type(RedisError),
                wait=wait_exponential(multiplier=0.2, max=5),
                sleep=self._wait_for_redis,
                before_sleep=_log_outage,
            )
            retrying(self._send)

    def _note(self, **changes: Any) -> None:
        self._event = self._event.model_copy(update={"at": datetime.now(UTC), **changes})

    def _send(self) -> None:
        self._sequence = self._events.send(self._event, previous=self._sequence)

    def _send_if_possible(self) -> None:
        self._sent_at = self._clock()
        try:
            self._send()
        except RedisError as error:
            log.warning("progress_dropped", error=str(error))

    def _ask_for_cancellation(self) -> bool:
        try:
            return self._events.is_cancelled(self._event.meeting_id, self._event.attempt)
        except RedisError as error:
            log.warning("cancellation_unknown", error=str(error))
            return False

    def _wait_for_redis(self, seconds: float) -> None:
        if self._interrupted.wait(seconds):
            raise JobInterruptedError


def _log_outage(state: RetryCallState) -> None:
    log.warning("final_event_delayed", tries=state.attempt_number)
