"""Runs the stages of one job: cancellation, progress, time left, measurements."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import structlog

from app.core.estimate import JobEstimate
from app.core.models import ModelResidency
from app.core.paces import Paces
from app.core.progress import Progress, Reporter
from scribe_contracts.artefacts import StageRecord
from scribe_contracts.events import Stage

log = structlog.get_logger()

T = TypeVar("T")


class StageRunner:
    """Keeps what is known of the recording so far, so that every progress report carries it."""

    def __init__(self, reporter: Reporter, paces: Paces, residency: ModelResidency) -> None:
        self._reporter = reporter
        self._paces = paces
        self._residency = residency
        self.estimate = JobEstimate(paces.recall())
        self.records: list[StageRecord] = []
        self.language: str | None = None
        self.speakers: int | None = None

    def run(self, stage: Stage, work: Callable[[Progress], T], on_result: Callable[[T], None] | None = None) -> T:
        """Do `work`, which is given a function to tell its progress (0 to 1) that raises when the job is cancelled.

        `on_result` notes what the result says of the recording, before the stage's own speed is judged by it.
        """
        started_at, started = datetime.now(UTC), time.perf_counter()
        self._tick(stage, 0.0)
        try:
            result = work(lambda share: self._tick(stage, share, time.perf_counter() - started))
        finally:
            uses = self._residency.take_uses()
        seconds = time.perf_counter() - started
        if on_result is not None:
            on_result(result)
        self._learn(stage, seconds, sum(use.load_seconds for use in uses))
        self.records.append(
            StageRecord(stage=stage, started_at=started_at, seconds=round(seconds, 3), reused=False, models=uses)
        )
        log.info("stage done", stage=stage, seconds=round(seconds, 2))
        return result

    def reuse(self, stage: Stage) -> None:
        """Note that the artefact of `stage` was there already."""
        self._tick(stage, 1.0)
        self.records.append(StageRecord(stage=stage, started_at=datetime.now(UTC), seconds=0.0, reused=True))
        log.info("stage reused", stage=stage)

    def _learn(self, stage: Stage, seconds: float, load_seconds: float) -> None:
        if self.estimate.duration is None or self.estimate.is_idle(stage):
            return
        work = max(0.0, seconds - load_seconds)
        self.estimate.note(stage, work)
        self._paces.learn(stage, seconds=work, load_seconds=load_seconds, amount=self.estimate.amount(stage))

    def _tick(self, stage: Stage, share: float, elapsed: float = 0.0) -> None:
        self._reporter.raise_if_cancelled()
        self._reporter.progress(
            stage,
            self.estimate.fraction(stage, share),
            eta_seconds=self.estimate.remaining(stage, share, elapsed),
            duration=self.estimate.duration,
            language=self.language,
            speakers=self.speakers,
        )
