"""Errors in an upload."""

from http import HTTPStatus

from app.core.errors import AppError, BadRequestError, ConflictError, InvalidError, UnsupportedMediaError


class NotMediaError(UnsupportedMediaError):
    """The file is not an audio or video recording."""

    code = "not_media"


class EmptyFileError(InvalidError):
    """The recording has no bytes."""

    code = "file_empty"


class MissingFileError(InvalidError):
    """The form has no recording."""

    code = "file_missing"


class TooManyUploadsError(ConflictError):
    """The user has too many unfinished uploads; finish or cancel one first."""

    code = "too_many_uploads"


class DigestMissingError(BadRequestError):
    """The checksum of the part is missing or malformed."""

    code = "digest_missing"


class DigestMismatchError(InvalidError):
    """The part arrived with another checksum than the one that was sent."""

    code = "digest_mismatch"


class PartMismatchError(InvalidError):
    """The recording has no such part, or this is not it."""

    code = "part_mismatch"


class PartsMissingError(ConflictError):
    """Some parts of the recording have not arrived yet."""

    code = "parts_missing"


class UploadLostError(AppError):
    """Storage has given up this upload; begin a new one."""

    status = HTTPStatus.GONE
    code = "upload_lost"
