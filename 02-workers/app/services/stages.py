"""Runs the stages of one job: cancellation, progress, time left, measurements."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import structlog

from app.core.estimate import Estimator
from app.core.models import ModelResidency
from app.core.progress import Reporter
from scribe_contracts.artefacts import StageRecord
from scribe_contracts.events import Stage

log = structlog.get_logger()

T = TypeVar("T")
Progress = Callable[[float], None]


class StageRunner:
    """Keeps what is known of the recording so far, so that every progress report carries it."""

    def __init__(self, reporter: Reporter, estimator: Estimator, residency: ModelResidency) -> None:
        self._reporter = reporter
        self._estimator = estimator
        self._residency = residency
        self.records: list[StageRecord] = []
        self.duration: float | None = None
        self.language: str | None = None
        self.speakers: int | None = None

    def run(self, stage: Stage, work: Callable[[Progress], T]) -> T:
        """Do `work`, which is given a function to tell its progress (0 to 1) that raises when the job is cancelled."""
        started_at, started = datetime.now(UTC), time.perf_counter()
        self._tick(stage, 0.0)
        try:
            result = work(lambda share: self._tick(stage, share))
        finally:
            uses = self._residency.take_uses()
        seconds = time.perf_counter() - started
        if self.duration is not None:
            self._estimator.learn(stage, seconds, self.duration)
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

    def _tick(self, stage: Stage, share: float) -> None:
        self._reporter.raise_if_cancelled()
        self._reporter.progress(
            stage,
            self._estimator.fraction(stage, share),
            eta_seconds=None if self.duration is None else self._estimator.remaining(stage, share, self.duration),
            duration=self.duration,
            language=self.language,
            speakers=self.speakers,
        )
