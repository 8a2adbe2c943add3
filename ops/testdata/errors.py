"""Errors that a user can set right."""


class DataError(Exception):
    """An error about recordings, said in one sentence and shown without a traceback."""


class UnreachableError(DataError):
    """An address that cannot be reached, or a connection that was cut too often."""
