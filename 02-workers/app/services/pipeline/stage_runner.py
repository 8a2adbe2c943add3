"""Running of single stages: measurements, notifications, artefacts used again."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import structlog

from app.core.models import ModelResidency
from app.core.progress import Progress
from app.services.pipeline.observer import JobObserver
from app.services.storage.attempt_artefacts import ArtefactT, AttemptArtefacts
from scribe_contracts.artefacts import Diarization, StageRecord
from scribe_contracts.events import Stage
from scribe_contracts.storage import Artefact

log = structlog.get_logger()

T = TypeVar("T")


class StageRunner:
    """Runs the stages of one job and keeps a record of each."""

    def __init__(self, artefacts: AttemptArtefacts, residency: ModelResidency, observer: JobObserver) -> None:
        self.artefacts = artefacts
        self._residency = residency
        self._observer = observer
        self.records: list[StageRecord] = []

    def run(self, stage: Stage, work: Callable[[Progress], T]) -> T:
        """Return the result of `work`, which is given a function to tell its progress (0 to 1).

        That function raises JobCancelledError when the job is cancelled.
        """
        started_at, started = datetime.now(UTC), time.perf_counter()
        self._observer.stage_progressed(stage, 0.0)
        try:
            result = work(lambda share: self._observer.stage_progressed(stage, share, time.perf_counter() - started))
        finally:
            uses = self._residency.take_uses()
        seconds = time.perf_counter() - started
        load_seconds = sum(use.load_seconds for use in uses)
        self._observer.stage_finished(stage, result, seconds=seconds, load_seconds=load_seconds)
        self.records.append(
            StageRecord(stage=stage, started_at=started_at, seconds=round(seconds, 3), reused=False, models=uses)
        )
        log.info("stage_done", stage=stage, seconds=round(seconds, 2))
        return result

    def note_speech(self, diarization: Diarization) -> None:
        """Note the turns that are transcribed, which no stage of this job had to find."""
        self._observer.stage_reused(Stage.DIARIZE, diarization)

    def run_unless_stored(
        self,
        stage: Stage,
        name: Artefact,
        contract: type[ArtefactT],
        fingerprint: str,
        work: Callable[[Progress], ArtefactT],
    ) -> ArtefactT:
        """Return the stored artefact if it has this fingerprint; else run the stage and store its result."""
        stored = self.artefacts.find(name, contract, fingerprint)
        if stored is not None:
            self._observer.stage_reused(stage, stored)
            self.records.append(StageRecord(stage=stage, started_at=datetime.now(UTC), seconds=0.0, reused=True))
            log.info("stage_reused", stage=stage)
            return stored
        result = self.run(stage, work)
        self.artefacts.save(name, result)
        return result
