"""Secrets of webhooks as the database keeps them: sealed, so that its backups do not sign in our name."""

import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.config import Settings

_NONCE_BYTES = 12
_PURPOSE = b"scribe webhook secrets"


class SecretLostError(Exception):
    """The secret was sealed under another key than the present one."""


def seal(secret: str, webhook_id: UUID, settings: Settings) -> bytes:
    """Return the secret encrypted for this webhook alone."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_key(settings)).encrypt(nonce, secret.encode(), webhook_id.bytes)


def unseal(sealed: bytes, webhook_id: UUID, settings: Settings) -> str:
    """Return the secret; raise SecretLostError once `SCRIBE_JWT_SECRET` is another."""
    try:
        plain = AESGCM(_key(settings)).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], webhook_id.bytes)
    except InvalidTag as error:
        raise SecretLostError from error
    return plain.decode()


def _key(settings: Settings) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=_PURPOSE)
    return derived.derive(settings.jwt_secret.get_secret_value().encode())
