"""Events of a running job, and the wish of its user or of this process that it stops."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import structlog
from redis import Redis
from redis.exceptions import RedisError
from tenacity import Retrying, retry_if_exception_type, wait_exponential

from app.core.errors import JobCancelledError
from app.worker.job.reporter import JobInterruptedError
from scribe_contracts.event_stream import SEQUENCE_SECONDS
from scribe_contracts.events import MeetingStatus
from scribe_contracts.minutes.events import (
    MinutesEvent,
    MinutesFailure,
    MinutesStage,
    minutes_cancel_key,
    minutes_sequence_key,
    publish_minutes_event,
)
from scribe_contracts.minutes.jobs import WriteMinutes

MIN_SHARE_FOR_ETA = 0.02

log = structlog.get_logger()


class MinutesReporter:
    """Sends the events of one job. Progress may be lost with Redis; the last event waits for it."""

    def __init__(
        self,
        redis: Redis,
        job: WriteMinutes,
        interrupted: threading.Event,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._redis = redis
        self._job = job
        self._interrupted = interrupted
        self._clock = clock
        self._began: tuple[float, float] | None = None
        self._event = MinutesEvent(
            minutes_id=job.minutes_id,
            meeting_id=job.meeting_id,
            attempt=job.attempt,
            sequence=1,
            at=datetime.now(UTC),
            status=MeetingStatus.PROCESSING,
        )

    def progress(self, stage: MinutesStage, fraction: float) -> None:
        """Report the stage and the share of the whole job that is done, and how long the rest takes at this pace."""
        self._note(stage=stage, fraction=fraction, eta_seconds=self._eta(stage, fraction))
        try:
            self._send()
        except RedisError as error:
            log.warning("progress_dropped", error=str(error))

    def raise_if_stopped(self) -> None:
        """Raise JobInterruptedError if the process stops, JobCancelledError if the user cancelled."""
        if self._interrupted.is_set():
            raise JobInterruptedError
        try:
            cancelled = self._redis.exists(minutes_cancel_key(self._job.minutes_id, self._job.attempt))
        except RedisError as error:
            log.warning("cancellation_unknown", error=str(error))
            return
        if cancelled:
            raise JobCancelledError

    def end(self, status: MeetingStatus, *, model: str | None = None, failure: MinutesFailure | None = None) -> None:
        """Send the last event; wait for Redis without limit. Raise JobInterruptedError if the process stops."""
        done = 1.0 if status is MeetingStatus.COMPLETED else self._event.fraction
        self._note(status=status, stage=None, fraction=done, eta_seconds=None, model=model, failure=failure)
        retrying = Retrying(
            retry=retry_if_exception_type(RedisError), wait=wait_exponential(multiplier=0.2, max=5), sleep=self._pause
        )
        retrying(self._send)

    def _eta(self, stage: MinutesStage, fraction: float) -> float | None:
        if stage is not MinutesStage.WRITE:
            return None
        now = self._clock()
        if self._began is None:
            self._began = (now, fraction)
        began, share = self._began
        done = fraction - share
        return (now - began) / done * (1 - fraction) if done >= MIN_SHARE_FOR_ETA else None

    def _note(self, **changes: Any) -> None:
        self._event = self._event.model_copy(update={"at": datetime.now(UTC), **changes})

    def _send(self) -> None:
        key = minutes_sequence_key(self._job.minutes_id, self._job.attempt)
        sequence = int(self._redis.incr(key))
        self._redis.expire(key, SEQUENCE_SECONDS)
        publish_minutes_event(self._redis, self._event.model_copy(update={"sequence": sequence}))

    def _pause(self, seconds: float) -> None:
        if self._interrupted.wait(seconds):
            raise JobInterruptedError
