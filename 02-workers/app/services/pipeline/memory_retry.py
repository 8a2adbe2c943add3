"""The answer to memory that runs out: half the batch, once."""

from collections.abc import Callable
from typing import TypeVar

import structlog

from app.core.errors import JobError
from app.core.memory import is_out_of_memory
from app.core.models import ModelResidency
from scribe_contracts.events import FailureCode

log = structlog.get_logger()

T = TypeVar("T")


def run_within_memory(residency: ModelResidency, batch: int, work: Callable[[int], T]) -> T:
    """Return the result of `work(batch)`; where memory runs out, free all models and try half the batch once.

    Raise JobError OUT_OF_MEMORY if that does not fit either.
    """
    try:
        return work(batch)
    except Exception as error:
        if not is_out_of_memory(error):
            raise
        log.warning("out_of_memory", batch=batch, exc_info=True)
    residency.release_models()
    try:
        return work(max(1, batch // 2))
    except Exception as error:
        if not is_out_of_memory(error):
            raise
        raise JobError(FailureCode.OUT_OF_MEMORY, "The machine has too little memory for this recording.") from error
