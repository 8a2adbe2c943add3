"""Interfaces by which a running job reports its progress and learns that it was cancelled."""

from collections.abc import Callable
from typing import Protocol

from scribe_contracts.events import Stage

Progress = Callable[[float], None]
"""Called with the share that is done, 0 to 1; may raise JobCancelledError to stop the work."""


class Reporter(Protocol):
    """Receives the progress of one job; safe to call from any thread."""

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
        """Report that `fraction` (0 to 1) of the whole job is done; times are in seconds."""

    def raise_if_cancelled(self) -> None:
        """Raise JobCancelledError if the user asked the job to stop."""
