"""Codes of authenticators (RFC 6238): pure functions, nothing here reads a clock or a row."""

import base64
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

_SECRET_BYTES = 20
_DIGITS = 6
_STEP_SECONDS = 30
_ISSUER = "Smart Meeting Scribe"
_TOLERATED_STEPS = (0, -1, 1)
"""Clocks of telephones are a little off, and people take a while to type."""


def new_secret() -> str:
    """Return 160 random bits in base 32, as RFC 4226 advises."""
    return base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def address_of(secret: str, email: str) -> str:
    """Return the address that authenticators read from a QR code."""
    label = quote(f"{_ISSUER}:{email}", safe="@:")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': _ISSUER}, quote_via=quote)}"


def step_at(at: datetime) -> int:
    """Return the time step of a moment."""
    return int(at.timestamp()) // _STEP_SECONDS


def code_of(secret: str, step: int) -> str:
    """Return the code of a time step."""
    # SHA-1 is what authenticators know; HMAC does not rest on what is broken in it.
    return HOTP(base64.b32decode(secret), _DIGITS, SHA1()).generate(step).decode()  # noqa: S303


def matching_step(secret: str, code: str, at: datetime) -> int | None:
    """Return the time step that the code is of, the present one or a neighbour; None if it is of none."""
    given, present = "".join(code.split()).encode(), step_at(at)
    steps = [present + offset for offset in _TOLERATED_STEPS]
    found = [step for step in steps if secrets.compare_digest(code_of(secret, step).encode(), given)]
    return found[0] if found else None
