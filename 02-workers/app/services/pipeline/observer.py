"""The interface by which a running job is watched from outside the pipeline."""

from collections.abc import Callable
from typing import Protocol

from app.core.progress import Reporter
from scribe_contracts.events import Stage
from scribe_contracts.jobs import ProcessMeeting


class JobObserver(Protocol):
    """Notified of the course of one job, from any thread. Every method may raise JobCancelledError to stop the job."""

    def stage_progressed(self, stage: Stage, share: float, elapsed: float = 0.0) -> None:
        """Note that `share` (0 to 1) of the stage is done after `elapsed` seconds."""

    def stage_finished(self, stage: Stage, result: object, *, seconds: float, load_seconds: float) -> None:
        """Note the stage's result, and that it took `seconds`, of which `load_seconds` went to loading models."""

    def stage_reused(self, stage: Stage, result: object) -> None:
        """Note the stage's result, which was in storage already."""

    def prepared_ahead(self, stage: Stage) -> None:
        """Note that the work of the stage was done before the job began; its speed says nothing."""

    def language_detected(self, language: str) -> None:
        """Note the language of most of the speech, before it is transcribed."""


ObserverFactory = Callable[[ProcessMeeting, Reporter], JobObserver]
"""Make the observer of a job that starts; it reports to the given reporter."""
