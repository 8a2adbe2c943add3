"""What can be wrong with an upload."""

from http import HTTPStatus

from app.core.errors import AppError, BadRequestError, ConflictError, InvalidError, UnsupportedMediaError


class NotMediaError(UnsupportedMediaError):
    code = "not_media"


class EmptyFileError(InvalidError):
    code = "file_empty"


class MissingFileError(InvalidError):
    code = "file_missing"


class DigestMissingError(BadRequestError):
    code = "digest_missing"


class DigestMismatchError(InvalidError):
    """What arrived is not what was sent."""

    code = "digest_mismatch"


class PartMismatchError(InvalidError):
    """There is no such part, or it does not belong to this file."""

    code = "part_mismatch"


class PartsMissingError(ConflictError):
    code = "parts_missing"


class UploadLostError(AppError):
    """Storage has given it up; only a new one helps."""

    status = HTTPStatus.GONE
    code = "upload_lost"
