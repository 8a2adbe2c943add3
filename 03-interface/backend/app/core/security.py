"""Tokens: pure functions, nothing here reads a request or a row."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from jose import JWTError

from app.core.config import Settings
from app.core.errors import UnauthorizedError
from app.core.sealing import tokens

ACCESS = "access"
DEVICE = "device"
GUEST = "guest"
CHALLENGE = "second_factor"
CHALLENGE_LIFETIME = timedelta(minutes=5)
API_TOKEN_PREFIX = "scribe_"  # noqa: S105
"""Begins the tokens that users make, so that people and scanners of secrets know one when they see it."""


@dataclass(frozen=True)
class AccessToken:
    token: str
    expires_in: int
    """Seconds."""


@dataclass(frozen=True)
class Challenge:
    """The account whose password was given, and which is asked for a code now."""

    user_id: UUID
    epoch: int
    """The user's `token_epoch` then: a change of password ends the challenge."""

    id: str
    """By which it is known once it has been answered."""


@dataclass(frozen=True)
class Bearer:
    """The account that an access token was issued to."""

    user_id: UUID
    session_id: UUID
    """The session in which it was issued: the `family_id` of its refresh tokens."""

    epoch: int
    """The user's `token_epoch` when it was issued."""

    is_key: bool = False
    """True for a program's key, whose id `session_id` is then."""


def issue_access_token(
    user_id: UUID,
    session_id: UUID,
    settings: Settings,
    *,
    epoch: int = 0,
    until: datetime | None = None,
    is_key: bool = False,
) -> AccessToken:
    """Return a signed access token for the account, in one of its sessions, which ends at `until` at the latest.

    With `is_key` the id is that of a key, and the token stays within the gateway.
    """
    now = datetime.now(UTC)
    seconds = settings.access_token_seconds
    if until is not None:
        seconds = max(0, min(seconds, int((until - now).total_seconds())))
    claims = {
        "sub": str(user_id),
        "sid": str(session_id),
        "typ": ACCESS,
        "epoch": epoch,
        "key": is_key,
        "iat": now,
        "exp": now + timedelta(seconds=seconds),
    }
    token = tokens.sign(claims, settings)
    return AccessToken(token=token, expires_in=seconds)


def read_access_token(token: str, settings: Settings) -> Bearer:
    """Return the account of an access token; raise UnauthorizedError unless it is valid and of this product."""
    try:
        claims = tokens.read(token, settings, required=("sub", "iss", "aud", "iat", "exp"))
        if claims.get("typ") != ACCESS:
            raise UnauthorizedError("This is not an access token.")
        is_key = claims.get("key") is True
        return Bearer(UUID(claims["sub"]), UUID(claims["sid"]), int(claims.get("epoch", 0)), is_key=is_key)
    except (JWTError, KeyError, ValueError, TypeError) as error:
        raise UnauthorizedError("The access token is not valid, or has expired.") from error


def issue_device_token(email: str, settings: Settings) -> str:
    """Return a token for a browser in which the account was signed in to; it opens nothing."""
    claims = {"sub": _digest(email), "typ": DEVICE, "jti": secrets.token_hex(16)}
    return tokens.sign(claims, settings)


def read_device_token(token: str | None, email: str, settings: Settings) -> str | None:
    """Return the id of the browser if it is one in which this account was signed in to, else None."""
    try:
        claims = tokens.read(token or "", settings)
    except JWTError:
        return None
    is_known = claims.get("typ") == DEVICE and claims.get("sub") == _digest(email)
    return str(claims.get("jti")) if is_known else None


def issue_guest_token(link_id: UUID, settings: Settings, *, until: datetime) -> str:
    """Return a token for a browser that has opened a link; it is good with the link only."""
    claims = {"sub": str(link_id), "typ": GUEST, "exp": until}
    return tokens.sign(claims, settings)


def is_guest_token(token: str | None, link_id: UUID, settings: Settings) -> bool:
    """Return whether the token is of a browser that has opened this link."""
    try:
        claims = tokens.read(token or "", settings)
    except JWTError:
        return False
    return claims.get("typ") == GUEST and claims.get("sub") == str(link_id)


def issue_challenge(user_id: UUID, epoch: int, settings: Settings) -> str:
    """Return a token by which the account is asked for a code; it opens nothing else."""
    claims = {
        "sub": str(user_id),
        "typ": CHALLENGE,
        "epoch": epoch,
        "jti": secrets.token_hex(16),
        "exp": datetime.now(UTC) + CHALLENGE_LIFETIME,
    }
    return tokens.sign(claims, settings)


def read_challenge(token: str, settings: Settings) -> Challenge | None:
    """Return what the token says; None unless it is a challenge, of this product, that is good still."""
    try:
        claims = tokens.read(token, settings, required=("exp", "sub"))
        if claims.get("typ") != CHALLENGE:
            return None
        return Challenge(UUID(claims["sub"]), int(claims["epoch"]), str(claims["jti"]))
    except (JWTError, KeyError, ValueError, TypeError):
        return None


def _digest(email: str) -> str:
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()


def new_refresh_token() -> str:
    """Return a random token of 256 bits."""
    return secrets.token_urlsafe(32)


def new_link_token() -> str:
    """Return a random token of 256 bits for a link."""
    return secrets.token_urlsafe(32)


def new_api_token() -> str:
    """Return a random token of 256 bits for a program of a user."""
    return API_TOKEN_PREFIX + secrets.token_urlsafe(32)


def hash_token(token: str) -> bytes:
    """Return the SHA-256 of the token, which is safe enough for 256 random bits."""
    return hashlib.sha256(token.encode()).digest()
