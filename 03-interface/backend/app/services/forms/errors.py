"""What can be wrong with a form."""

from app.core.errors import BadRequestError, UnsupportedMediaError


class IncompleteFormError(BadRequestError):
    """The body ended, or the connection broke, before the form was whole."""

    code = "upload_incomplete"


class MalformedFormError(BadRequestError):
    code = "form_malformed"


class NotMultipartError(UnsupportedMediaError):
    code = "not_multipart"
