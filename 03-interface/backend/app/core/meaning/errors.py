"""Why there is no search by meaning."""

from app.core.errors import ConflictError, UnavailableError


class MeaningOffError(ConflictError):
    """This installation has no search by meaning."""

    code = "meaning_off"


class MeaningUnavailableError(UnavailableError):
    """The service of embeddings or the store of vectors does not answer."""

    code = "meaning_unavailable"
