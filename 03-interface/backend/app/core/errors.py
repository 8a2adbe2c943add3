"""What can go wrong, as classes that carry their HTTP status and a stable code for front ends."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import ClassVar, NamedTuple


class FieldError(NamedTuple):
    """What is wrong with one field of a request."""

    field: str
    message: str


class AppError(Exception):
    """Base of every error that a client is told about. `detail` is one sentence without secrets."""

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR
    code: ClassVar[str] = "internal"
    keeps_changes: ClassVar[bool] = False
    """Whether what the request wrote to the database stays although it fails."""

    def __init__(
        self, detail: str, *, errors: tuple[FieldError, ...] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = errors
        self.headers = dict(headers or {})


class BadRequestError(AppError):
    status = HTTPStatus.BAD_REQUEST
    code = "bad_request"


class UnauthorizedError(AppError):
    status = HTTPStatus.UNAUTHORIZED
    code = "unauthorized"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"})


class ForbiddenError(AppError):
    status = HTTPStatus.FORBIDDEN
    code = "forbidden"


class NotFoundError(AppError):
    """Also for what exists but belongs to somebody else."""

    status = HTTPStatus.NOT_FOUND
    code = "not_found"


class MethodNotAllowedError(AppError):
    status = HTTPStatus.METHOD_NOT_ALLOWED
    code = "method_not_allowed"


class ConflictError(AppError):
    status = HTTPStatus.CONFLICT
    code = "conflict"


class TooLargeError(AppError):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too_large"


class UnsupportedMediaError(AppError):
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "unsupported_media"


class InvalidError(AppError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid"

    @classmethod
    def field(cls, field: str, message: str) -> "InvalidError":
        """One field is wrong; `message` is a sentence that makes sense alone."""
        return cls(message, errors=(FieldError(field, message),))


class RateLimitedError(AppError):
    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "rate_limited"

    def __init__(self, detail: str, *, retry_after: int) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)})


class UnavailableError(AppError):
    """Something this service stands on does not answer."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "unavailable"
