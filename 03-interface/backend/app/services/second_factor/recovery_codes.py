"""Recovery codes: pure functions."""

import base64
import secrets

from app.core.security import hash_token

_BYTES = 10
_GROUP = 4
COUNT = 10


def new_codes() -> list[str]:
    """Return codes of 80 random bits, in groups that people can copy."""
    return [_new_code() for _ in range(COUNT)]


def hash_code(code: str) -> bytes:
    """Return what is kept of a code, however it is typed; 80 random bits need no slow hash."""
    return hash_token("".join(character for character in code.lower() if character.isalnum()))


def _new_code() -> str:
    text = base64.b32encode(secrets.token_bytes(_BYTES)).decode().lower()
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))
