"""Execution of one job that writes minutes, from its payload to its last event."""

import asyncio
import threading
import time
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog
from pydantic import ValidationError
from redis import Redis

from app.core.errors import JobCancelledError, JobError
from app.services.minutes.answers import Entries
from app.services.minutes.writer import MinutesWriter, Written
from app.services.storage.storage import Storage
from app.worker.job.reporter import JobInterruptedError
from app.worker.minutes.reporter import MinutesReporter
from app.worker.minutes.turns import TurnsOf, no_turns
from app.worker.serving import Outcome
from scribe_contracts import storage as keys
from scribe_contracts.events import MeetingStatus
from scribe_contracts.language.client import Address, LanguageClient
from scribe_contracts.language.errors import LanguageError, LanguageUnavailableError
from scribe_contracts.minutes.document import MinutesDocument
from scribe_contracts.minutes.events import MinutesFailure, MinutesStage
from scribe_contracts.minutes.jobs import WriteMinutes
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Transcript

STOP_SECONDS = 0.5
"""Time between two looks whether a running request is still wanted."""

OUTAGE_SECONDS = 15 * 60.0
"""A language service that is away for longer fails the job; parts that are written stay for another attempt."""

_OUTAGE_PAUSE_SECONDS = 3.0

T = TypeVar("T")
log = structlog.get_logger()


class _MinutesFailedError(Exception):
    def __init__(self, failure: MinutesFailure) -> None:
        super().__init__(failure)
        self.failure = failure


class MinutesExecution:
    """Runs jobs in the caller's thread and classifies how they end."""

    def __init__(
        self,
        storage: Storage,
        redis: Redis,
        address: Address,
        *,
        outage_seconds: float = OUTAGE_SECONDS,
        turns: TurnsOf = no_turns,
    ) -> None:
        self._storage = storage
        self._redis = redis
        self._address = address
        self._outage_seconds = outage_seconds
        self._turns = turns

    def run(self, payload: object, *, delivery: int, exhausted: bool, interrupted: threading.Event) -> Outcome:
        """Run the job that `payload` describes and send its events. Do not raise for a job that fails."""
        try:
            job = WriteMinutes.model_validate(payload)
        except ValidationError as error:
            log.error("minutes_job_invalid", problems=error.error_count())  # noqa: TRY400 - what was sent is no log
            return Outcome.ENDED
        with structlog.contextvars.bound_contextvars(
            minutes_id=str(job.minutes_id), meeting_id=str(job.meeting_id), request_id=job.request_id, delivery=delivery
        ):
            reporter = MinutesReporter(self._redis, job, interrupted)
            try:
                self._conclude(job, reporter, exhausted=exhausted)
            except JobInterruptedError:
                log.info("minutes_interrupted")
                return Outcome.INTERRUPTED
        return Outcome.ENDED

    def _conclude(self, job: WriteMinutes, reporter: MinutesReporter, *, exhausted: bool) -> None:
        began = time.monotonic()
        try:
            reporter.raise_if_stopped()
            written = self._write(job, reporter, exhausted=exhausted)
        except JobInterruptedError:
            raise
        except JobCancelledError:
            log.info("minutes_cancelled")
            reporter.end(MeetingStatus.CANCELLED)
        except _MinutesFailedError as error:
            log.warning("minutes_failed", code=error.failure, exc_info=error.__cause__)
            reporter.end(MeetingStatus.FAILED, failure=error.failure)
        except JobError:
            log.warning("minutes_failed", code=MinutesFailure.STORAGE_UNAVAILABLE)
            reporter.end(MeetingStatus.FAILED, failure=MinutesFailure.STORAGE_UNAVAILABLE)
        except Exception:
            log.exception("minutes_failed", code=MinutesFailure.INTERNAL)
            reporter.end(MeetingStatus.FAILED, failure=MinutesFailure.INTERNAL)
        else:
            doubted = sum(bool(item.doubts) for item in written.items)
            seconds = round(time.monotonic() - began, 1)
            log.info("minutes_written", items=len(written.items), unchecked=doubted, seconds=seconds)
            reporter.end(MeetingStatus.COMPLETED, model=written.model.name)

    def _write(self, job: WriteMinutes, reporter: MinutesReporter, *, exhausted: bool) -> Written:
        if exhausted:
            raise _MinutesFailedError(MinutesFailure.WRITER_LOST)
        reporter.progress(MinutesStage.READ, 0.0)
        if job.revision is None or job.transcript_attempt is not None:
            attempt = job.transcript_attempt or keys.FIRST_ATTEMPT
            location = keys.artefact(job.meeting_id, Artefact.TRANSCRIPT, attempt)
        else:
            location = keys.revision(job.meeting_id, job.revision)
        transcript = self._storage.load_document(location, Transcript)
        if transcript is None:
            raise _MinutesFailedError(MinutesFailure.TRANSCRIPT_MISSING)
        if not any(segment.text.strip() for segment in transcript.segments):
            raise _MinutesFailedError(MinutesFailure.NOTHING_SAID)
        written = self._ask(job, transcript, reporter)
        reporter.raise_if_stopped()
        reporter.progress(MinutesStage.STORE, 0.99)
        document = MinutesDocument(
            minutes_id=job.minutes_id,
            meeting_id=job.meeting_id,
            attempt=job.attempt,
            revision=job.revision,
            language=written.language,
            model=written.model.name,
            template=job.template,
            items=written.items,
        )
        self._storage.save_document(keys.minutes(job.meeting_id, job.minutes_id, job.attempt), document)
        return written

    def _ask(self, job: WriteMinutes, transcript: Transcript, reporter: MinutesReporter) -> Written:
        """Return what the model writes. Wait for a service that is away, and say so; go on with the part it was at."""
        away_since: float | None = None
        last = 0.0

        async def report(stage: MinutesStage, fraction: float) -> None:
            nonlocal away_since, last
            if fraction > last:
                away_since = None
            last = fraction
            reporter.progress(stage, fraction)

        async def write() -> Written:
            async with self._turns() as turns, LanguageClient.open(self._address, turns=turns) as client:
                return await MinutesWriter(client, _Parts(self._storage, job), report).write(job, transcript)

        while True:
            try:
                return asyncio.run(_stoppable(write(), reporter))
            except LanguageUnavailableError as error:
                now = time.monotonic()
                away_since = now if away_since is None else away_since
                if now - away_since >= self._outage_seconds:
                    raise _MinutesFailedError(MinutesFailure.LANGUAGE_UNAVAILABLE) from error
                log.warning("language_service_away", error=str(error))
                reporter.progress(MinutesStage.WAIT, last)
                self._pause(reporter)
            except LanguageError as error:
                raise _MinutesFailedError(MinutesFailure.LANGUAGE_REFUSED) from error

    @staticmethod
    def _pause(reporter: MinutesReporter) -> None:
        until = time.monotonic() + _OUTAGE_PAUSE_SECONDS
        while time.monotonic() < until:
            reporter.raise_if_stopped()
            time.sleep(STOP_SECONDS)


class _Parts:
    """The parts that are written, in S3."""

    def __init__(self, storage: Storage, job: WriteMinutes) -> None:
        self._storage = storage
        self._job = job

    async def load(self, fingerprint: str) -> Entries | None:
        return await asyncio.to_thread(self._storage.load_document, self._place(fingerprint), Entries)

    async def save(self, fingerprint: str, entries: Entries) -> None:
        await asyncio.to_thread(self._storage.save_document, self._place(fingerprint), entries)

    def _place(self, fingerprint: str) -> keys.S3Location:
        return keys.minutes_part(self._job.meeting_id, self._job.minutes_id, fingerprint)


async def _stoppable(work: Coroutine[Any, Any, T], reporter: MinutesReporter) -> T:
    """Run the work; drop it in the middle of a request as soon as the job is not wanted any more."""
    task = asyncio.ensure_future(work)
    try:
        while True:
            done, _ = await asyncio.wait({task}, timeout=STOP_SECONDS)
            if done:
                return task.result()
            await asyncio.to_thread(reporter.raise_if_stopped)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
