"""Errors of the commands, each with the exit code that scripts can rely on."""

from enum import IntEnum


class ExitCode(IntEnum):
    OK = 0
    INTERNAL = 1
    USAGE = 2
    UNREACHABLE = 3
    REFUSED = 4
    JOB_FAILED = 5
    INTERRUPTED = 130


class CliError(Exception):
    """An error whose message is for the person at the terminal."""

    exit_code: ExitCode


class UsageError(CliError):
    """The arguments do not fit, or a local file cannot be read or written."""

    exit_code = ExitCode.USAGE


class UnreachableError(CliError):
    """The stack does not answer or could not be started."""

    exit_code = ExitCode.UNREACHABLE


class RefusedError(CliError):
    """The API refused the request; the message and `status`, the HTTP status, are its own.

    `retry_after` are the seconds after which it may be sent again, where the API says so.
    """

    exit_code = ExitCode.REFUSED

    def __init__(self, message: str, *, status: int, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class JobFailedError(CliError):
    """The recording arrived, but the job ended without a transcript."""

    exit_code = ExitCode.JOB_FAILED
