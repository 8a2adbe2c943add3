"""Errors of backups, in words for the operator."""

import errno
from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class BackupError(Exception):
    """Nothing can be done; the message says why."""


class DamagedError(BackupError):
    """A file of a backup is not what was written."""


class FullError(BackupError):
    """The disk takes no more."""


def is_full(error: OSError) -> bool:
    """Return whether the error says that a disk, or what may be written to it, is used up."""
    return error.errno in _FULL


def full(folder: Path) -> FullError:
    """Return the error for a disk on which the folder finds no more room."""
    return FullError(
        f"There is no more room for {folder}. What was copied so far is kept, and is not copied again: make room, "
        "then run the command again."
    )
