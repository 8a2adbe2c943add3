"""Every error as a problem document (RFC 9457)."""

from http import HTTPStatus

import redis.exceptions
import sqlalchemy.exc
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.core.database_errors import describe, is_outage, sqlstate
from app.core.errors import (
    AppError,
    BadRequestError,
    FieldError,
    InvalidError,
    MethodNotAllowedError,
    NotFoundError,
    UnauthorizedError,
    UnavailableError,
)
from app.schemas.common import FieldProblem, Problem
from scribe_contracts.event_stream import may_pass

_OUTAGES: tuple[type[Exception], ...] = (
    ConnectionError,
    sqlalchemy.exc.InterfaceError,
    sqlalchemy.exc.OperationalError,
    sqlalchemy.exc.TimeoutError,
    redis.exceptions.ConnectionError,
    redis.exceptions.TimeoutError,
)
"""Errors by which the clients of PostgreSQL and Redis report that it does not answer. (`Objects` does so for S3.)"""

_DATA_EXCEPTION = "22"
"""Class of SQLSTATE for values that PostgreSQL cannot hold: the character NUL, a lone surrogate, a large number."""

MEDIA_TYPE = "application/problem+json"


class ProblemResponse(JSONResponse):
    media_type = MEDIA_TYPE


def render(error: AppError, *, path: str, request_id: str) -> ProblemResponse:
    """Return the error as a problem document."""
    problem = Problem(
        type=f"urn:scribe:problem:{error.code}",
        title=HTTPStatus(error.status).phrase,
        status=error.status,
        detail=_writable(error.detail),
        instance=_writable(path),
        code=error.code,
        request_id=request_id,
        errors=[FieldProblem(field=_writable(field), message=_writable(message)) for field, message in error.errors],
        challenge=error.challenge,
    )
    return ProblemResponse(problem.model_dump(exclude_none=True), status_code=error.status, headers=error.headers)


def _writable(text: str) -> str:
    """Return the text as it can be written in UTF-8: requests hold anything, and their names are quoted."""
    return text.encode(errors="replace").decode()


def install(app: FastAPI) -> None:
    """Have the application answer every error with a problem document."""
    app.add_exception_handler(AppError, _answer_app_error)
    app.add_exception_handler(RequestValidationError, _answer_validation_error)
    app.add_exception_handler(HTTPException, _answer_http_exception)
    for outage in _OUTAGES:
        app.add_exception_handler(outage, _answer_outage)
    app.add_exception_handler(redis.exceptions.ResponseError, _answer_redis_refusal)
    app.add_exception_handler(sqlalchemy.exc.DBAPIError, _answer_database_error)
    app.add_exception_handler(UnicodeError, _answer_unicode_error)


def _answer(request: Request, error: AppError) -> ProblemResponse:
    return render(error, path=request.url.path, request_id=request.state.request_id)


async def _answer_app_error(request: Request, error: Exception) -> ProblemResponse:
    if not isinstance(error, AppError):
        raise TypeError from error
    if isinstance(error, UnavailableError):
        structlog.get_logger().warning("unavailable", detail=error.detail, cause=describe(error.__cause__))
    elif error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        structlog.get_logger().error("request_failed", code=error.code, detail=error.detail, exc_info=error)
    return _answer(request, error)


async def _answer_database_error(request: Request, error: Exception) -> ProblemResponse:
    if is_outage(error):
        return await _answer_outage(request, error)
    if not (sqlstate(error) or "").startswith(_DATA_EXCEPTION):
        raise error
    return _answer(request, InvalidError("The request holds a character or a number that cannot be stored."))


async def _answer_redis_refusal(request: Request, error: Exception) -> ProblemResponse:
    if not isinstance(error, redis.exceptions.ResponseError) or not may_pass(error):
        raise error
    return await _answer_outage(request, error)


async def _answer_unicode_error(request: Request, error: Exception) -> ProblemResponse:  # noqa: ARG001
    """Answer a text that is no Unicode, such as half a surrogate pair, wherever it was first written out."""
    return _answer(request, InvalidError("The request holds text that is not valid Unicode."))


async def _answer_validation_error(request: Request, error: Exception) -> ProblemResponse:
    if not isinstance(error, RequestValidationError):
        raise TypeError from error
    problems = tuple(
        FieldError(
            ".".join(str(part) for part in problem["loc"][1:]) or str(problem["loc"][0]),
            problem["msg"].removeprefix("Value error, "),
        )
        for problem in error.errors()
    )
    return _answer(request, _invalid(problems))


def _invalid(problems: tuple[FieldError, ...]) -> InvalidError:
    listed = "; ".join(f"{field}: {message}" for field, message in problems)
    return InvalidError(f"The request is not valid. {listed}", errors=problems)


def _from_http_exception(error: HTTPException) -> AppError:
    match error.status_code:
        case HTTPStatus.NOT_FOUND:
            found: AppError = NotFoundError("There is nothing at this address.")
        case HTTPStatus.METHOD_NOT_ALLOWED:
            found = MethodNotAllowedError("This address does not answer that method.")
        case HTTPStatus.UNAUTHORIZED:
            found = UnauthorizedError(error.detail)
        case status if status < HTTPStatus.INTERNAL_SERVER_ERROR:
            found = BadRequestError(error.detail)
        case _:
            found = AppError("Something went wrong on our side.")
    found.headers.update(error.headers or {})
    return found


async def _answer_outage(request: Request, error: Exception) -> ProblemResponse:
    structlog.get_logger().warning("unavailable", cause=describe(error))
    return _answer(request, UnavailableError("A part of this service does not answer. Try again in a moment."))


async def _answer_http_exception(request: Request, error: Exception) -> ProblemResponse:
    """Answer what Starlette and FastAPI raise by themselves: unknown paths, wrong methods."""
    if not isinstance(error, HTTPException):
        raise TypeError from error
    return _answer(request, _from_http_exception(error))
