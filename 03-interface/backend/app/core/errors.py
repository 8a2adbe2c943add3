"""Errors as classes that carry their HTTP status and a stable code for clients."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import ClassVar, NamedTuple


class FieldError(NamedTuple):
    """An error in one field of a request."""

    field: str
    message: str


class AppError(Exception):
    """The service has failed.

    Base of every error that a client is told about; `detail` is one sentence without secrets.
    """

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR
    code: ClassVar[str] = "internal"
    keeps_changes: ClassVar[bool] = False
    """Set where the transaction of the failed request is committed all the same."""

    challenge: str | None = None
    """A token by which the client goes on with what has failed for now."""

    def __init__(
        self, detail: str, *, errors: tuple[FieldError, ...] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = errors
        self.headers = dict(headers or {})


class BadRequestError(AppError):
    """The request cannot be understood."""

    status = HTTPStatus.BAD_REQUEST
    code = "bad_request"


class UnauthorizedError(AppError):
    """The user is not signed in, or the session has ended."""

    status = HTTPStatus.UNAUTHORIZED
    code = "unauthorized"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"})


class ForbiddenError(AppError):
    """The user may not do this, or the page that asks is not trusted."""

    status = HTTPStatus.FORBIDDEN
    code = "forbidden"


class NotFoundError(AppError):
    """There is no such thing, or it belongs to somebody else."""

    status = HTTPStatus.NOT_FOUND
    code = "not_found"


class MethodNotAllowedError(AppError):
    """The address does not answer this method."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    code = "method_not_allowed"


class ConflictError(AppError):
    """The request does not fit the present state."""

    status = HTTPStatus.CONFLICT
    code = "conflict"


class TooLargeError(AppError):
    """The body or a part of it is larger than allowed."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too_large"


class UnsupportedMediaError(AppError):
    """The content is of a kind that is not accepted."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "unsupported_media"


class InvalidError(AppError):
    """A field of the request is not valid; `errors` names it."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid"

    @classmethod
    def field(cls, field: str, message: str) -> "InvalidError":
        """Return an error in one field; `message` is a full sentence."""
        return cls(message, errors=(FieldError(field, message),))


class RateLimitedError(AppError):
    """Too many attempts; the header Retry-After says when to try again."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "rate_limited"

    def __init__(self, detail: str, *, retry_after: int) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)})


class UnavailableError(AppError):
    """The database, the queue or storage does not answer; try again in a moment."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "unavailable"
