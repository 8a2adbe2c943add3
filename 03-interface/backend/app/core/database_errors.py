"""Errors of PostgreSQL: which are outages, and how none carries a stored value into a log."""

from sqlalchemy import Engine, ExceptionContext, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

_OUTAGES = ("08", "40", "53", "55P03", "57", "58")
"""SQLSTATE, or its class: no connection, a conflict of transactions, no resources, a lock that was not granted in time,
an operator's intervention or a time-out, a fault of the system. Source: PostgreSQL's documentation, appendix A."""

_VALUES_IN_MESSAGE = ("22", "23")
"""Classes of SQLSTATE whose messages repeat what was to be stored."""


def sqlstate(error: BaseException | None) -> str:
    """Return the SQLSTATE of an error of PostgreSQL, as SQLAlchemy or its driver raises it; "" for any other error."""
    if isinstance(error, DBAPIError):
        error = error.orig
    return str(getattr(error, "sqlstate", None) or "")


def is_outage(error: BaseException) -> bool:
    """Return whether the same request may succeed in a moment."""
    return sqlstate(error).startswith(_OUTAGES)


def is_orphan(error: BaseException) -> bool:
    """Return whether a row was refused because what it belongs to has just been deleted."""
    return sqlstate(error) == "23503"


def describe(error: BaseException | None) -> str:
    """Return one line for the log; of a database error only its kind, since its text may repeat stored values."""
    if isinstance(error, SQLAlchemyError):
        return " ".join(filter(None, (type(error).__name__, sqlstate(error))))
    return repr(error)


def hide_values(engine: Engine) -> None:
    """Take stored values out of every error of the engine: rows and keys that PostgreSQL repeats to explain itself.

    An error's parameters are hidden by the engine's option `hide_parameters`.
    """
    event.listen(engine, "handle_error", _hide_values)


def _hide_values(context: ExceptionContext) -> None:
    error: BaseException | None = context.original_exception
    state = sqlstate(error)
    if context.sqlalchemy_exception is not None:
        _shorten(context.sqlalchemy_exception, state)
    while error is not None:
        _shorten(error, state)
        error = error.__cause__


def _shorten(error: BaseException, state: str) -> None:
    if hasattr(error, "detail") and not isinstance(error, DBAPIError):
        error.detail = None
    if state.startswith(_VALUES_IN_MESSAGE):
        error.args = (f"refused by PostgreSQL, SQLSTATE {state}",)
    else:
        error.args = tuple(arg.partition("\nDETAIL:")[0] if isinstance(arg, str) else arg for arg in error.args)
