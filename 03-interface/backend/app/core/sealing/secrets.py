"""Secrets as the database keeps them: sealed, so that its backups neither sign in our name nor make codes."""

import secrets
from enum import Enum
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.config import Settings

_NONCE_BYTES = 12


class Purpose(Enum):
    """Uses of a secret, each with a key of its own."""

    WEBHOOK = b"scribe webhook secrets"
    SECOND_FACTOR = b"scribe second factors"


class SecretLostError(Exception):
    """The secret was sealed under another key than the present one."""


def seal(secret: str, purpose: Purpose, owner_id: UUID, settings: Settings) -> bytes:
    """Return the secret encrypted for this webhook, or account, alone."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_key(purpose, settings)).encrypt(nonce, secret.encode(), owner_id.bytes)


def unseal(sealed: bytes, purpose: Purpose, owner_id: UUID, settings: Settings) -> str:
    """Return the secret; raise SecretLostError once `SCRIBE_JWT_SECRET` is another."""
    nonce, encrypted = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(_key(purpose, settings)).decrypt(nonce, encrypted, owner_id.bytes).decode()
    except InvalidTag as error:
        raise SecretLostError from error


def _key(purpose: Purpose, settings: Settings) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=purpose.value)
    return derived.derive(settings.jwt_secret.get_secret_value().encode())
