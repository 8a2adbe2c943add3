"""Errors in a form."""

from app.core.errors import BadRequestError, InvalidError, TooLargeError, UnsupportedMediaError
from app.core.quotas.pace import TooSlowError


class IncompleteFormError(BadRequestError):
    """The body ended, or the connection broke, before all of it had arrived."""

    code = "upload_incomplete"


class MalformedFormError(BadRequestError):
    """The body is not well-formed multipart/form-data."""

    code = "form_malformed"


class NotMultipartError(UnsupportedMediaError):
    """The request is not a multipart form."""

    code = "not_multipart"


FORM_ERRORS = (NotMultipartError, IncompleteFormError, MalformedFormError, TooLargeError, TooSlowError, InvalidError)
"""Why a form cannot be read, or holds fields that it should not."""
