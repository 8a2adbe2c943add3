"""Errors that routes declare, so that clients generated from the API's description know every code."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, TypeAlias, TypeVar

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from app.core.errors import AppError, InvalidError, TooLargeError, UnavailableError
from app.core.quotas.pace import TooSlowError

ErrorType: TypeAlias = type[AppError]
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

_ATTRIBUTE = "declared_errors"


def raises(*errors: ErrorType) -> Callable[[FunctionT], FunctionT]:
    """Declare the errors that a route's function, or a dependency, may raise by itself.

    What its dependencies raise, what validation of the request finds, and an outage need no declaration here.
    """

    def declare(function: FunctionT) -> FunctionT:
        setattr(function, _ATTRIBUTE, errors)
        return function

    return declare


def declared_errors(route: APIRoute) -> set[ErrorType]:
    """Return every error that the route declares, its dependencies' included.

    An outage may hit any route, and any that takes a body may be sent too large a one, or too slowly.
    """
    errors: set[ErrorType] = {UnavailableError}
    if not (route.methods or set()) <= {"GET", "HEAD"}:
        errors.update({TooLargeError, TooSlowError})
    for dependant in _walk(route.dependant):
        errors.update(getattr(dependant.call, _ATTRIBUTE, ()))
        if _takes_parameters(dependant):
            errors.add(InvalidError)
    return errors


def errors_by_status(route: APIRoute) -> dict[HTTPStatus, dict[str, list[ErrorType]]]:
    """Return the declared errors by status and code, both in order. Several classes may share a code."""
    found: defaultdict[HTTPStatus, dict[str, list[ErrorType]]] = defaultdict(dict)
    for error in sorted(declared_errors(route), key=lambda error: (error.status, error.code, error.__name__)):
        found[error.status].setdefault(error.code, []).append(error)
    return dict(found)


def _takes_parameters(dependant: Dependant) -> bool:
    return bool(dependant.path_params or dependant.query_params or dependant.header_params or dependant.body_params)


def _walk(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for dependency in dependant.dependencies:
        yield from _walk(dependency)
