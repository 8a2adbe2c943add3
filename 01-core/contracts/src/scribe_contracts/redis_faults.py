"""Errors by which Redis says that it can do nothing at present, though it answers."""

from redis.exceptions import OutOfMemoryError, ReadOnlyError, ResponseError

_DISK = "MISCONF"
"""Its append-only file could not be written, as on a full disk: it refuses every write until that has passed."""


def may_pass(error: ResponseError) -> bool:
    """Return whether the same command may succeed later: disk or memory is full, or this is a replica for now."""
    # In the middle of the text where the command was one of several sent together.
    return isinstance(error, OutOfMemoryError | ReadOnlyError) or _DISK in str(error)
