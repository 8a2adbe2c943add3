"""Signing on at the company's OpenID provider: the visit, what comes of it, and what may go wrong."""

from dataclasses import dataclass

from app.core.errors import NotFoundError, UnauthorizedError, UnavailableError


class ProviderUnavailableError(UnavailableError):
    """The provider of single sign-on does not answer, or not as the standard says."""

    code = "sign_on_unavailable"


class SignOnRefusedError(UnauthorizedError):
    """The provider did not confirm who this is, or not to this browser."""

    code = "sign_on_refused"


class NoSignOnError(NotFoundError):
    """There is no single sign-on here."""

    code = "no_sign_on"


@dataclass(frozen=True)
class Visit:
    """The secrets of one browser's way to the provider and back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Claims:
    """Hold what the provider says of a person."""

    subject: str
    """Issuer and the provider's own id of the person, which no two people share and which never changes."""

    email: str
    is_email_verified: bool
    name: str
    groups: frozenset[str]
