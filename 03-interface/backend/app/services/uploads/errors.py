"""What can be wrong with an upload."""

from app.core.errors import BadRequestError, InvalidError, UnsupportedMediaError


class IncompleteFormError(BadRequestError):
    """The body ended, or the connection broke, before the form was whole."""

    code = "upload_incomplete"


class MalformedFormError(BadRequestError):
    code = "form_malformed"


class NotMultipartError(UnsupportedMediaError):
    code = "not_multipart"


class NotMediaError(UnsupportedMediaError):
    code = "not_media"


class EmptyFileError(InvalidError):
    code = "file_empty"


class MissingFileError(InvalidError):
    code = "file_missing"
