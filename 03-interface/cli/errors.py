"""Why a command ends other than well, with the exit code that scripts can rely on."""

from enum import IntEnum


class ExitCode(IntEnum):
    OK = 0
    USAGE = 2
    UNREACHABLE = 3
    REFUSED = 4
    JOB_FAILED = 5
    INTERRUPTED = 130


class CliError(Exception):
    """The message is for the person at the terminal."""

    exit_code: ExitCode


class UsageError(CliError):
    """The arguments do not fit, or a local file cannot be read or written."""

    exit_code = ExitCode.USAGE


class UnreachableError(CliError):
    """The stack does not answer or could not be started."""

    exit_code = ExitCode.UNREACHABLE


class RefusedError(CliError):
    """The API said no; the message is its own."""

    exit_code = ExitCode.REFUSED

    def __init__(self, message: str, *, status: int) -> None:
        super().__init__(message)
        self.status = status


class JobFailedError(CliError):
    """The recording arrived, but no transcript came of it."""

    exit_code = ExitCode.JOB_FAILED
