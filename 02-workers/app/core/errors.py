"""Errors that end a job."""

from scribe_contracts.events import Failure, FailureCode


class JobError(Exception):
    """A job cannot go on. Final unless `retryable`: then the fault may pass and the job is tried again."""

    def __init__(self, code: FailureCode, message: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.failure = Failure(code=code, message=message)
        self.retryable = retryable


class JobCancelledError(Exception):
    """The user asked for the job to stop."""


class WeightsMissingError(FileNotFoundError):
    """The model weights that the settings name are not on disk."""
