"""Why there is no search by meaning."""

from typing import Self

from app.core.errors import ConflictError, UnavailableError
from scribe_contracts.credentials.trust import describe_refusal


class MeaningOffError(ConflictError):
    """This installation has no search by meaning."""

    code = "meaning_off"


class MeaningUnavailableError(UnavailableError):
    """The service of embeddings or the store of vectors does not answer."""

    code = "meaning_unavailable"

    @classmethod
    def of(cls, name: str, error: Exception) -> Self:
        """Return the error of a server that was asked in vain; say so where its certificate was refused."""
        return cls(f"{name}: {describe_refusal(error) or 'does not answer as it should'}.")
