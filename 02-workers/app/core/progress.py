"""How a running job tells its progress and learns that it was cancelled."""

from collections.abc import Callable
from typing import Protocol

from scribe_contracts.events import Stage

Progress = Callable[[float], None]
"""Called with the share that is done, 0 to 1; may raise to stop."""


class Reporter(Protocol):
    """Given to the pipeline by whoever runs it; safe to call from any thread."""

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
        """Say that `fraction` (0 to 1) of the whole job is done."""

    def raise_if_cancelled(self) -> None:
        """Raise JobCancelledError if the user asked the job to stop."""
