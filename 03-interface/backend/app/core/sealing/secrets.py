"""Secrets as the database keeps them: sealed, so that its backups neither sign in our name nor make codes."""

import secrets
from enum import Enum
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.config import Settings
from app.core.sealing.signing_keys import SigningKeys

_NONCE_BYTES = 12


class Purpose(Enum):
    """Uses of a secret, each with a key of its own."""

    WEBHOOK = b"scribe webhook secrets"
    SECOND_FACTOR = b"scribe second factors"


class SecretLostError(Exception):
    """The secret was sealed under another key than the present one and the one before."""


def seal(secret: str, purpose: Purpose, owner_id: UUID, settings: Settings) -> bytes:
    """Return the secret encrypted for this webhook, or account, alone."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    key = _key(purpose, SigningKeys.of(settings).present)
    return nonce + AESGCM(key).encrypt(nonce, secret.encode(), owner_id.bytes)


def unseal(sealed: bytes, purpose: Purpose, owner_id: UUID, settings: Settings) -> str:
    """Return the secret; raise SecretLostError where neither `SCRIBE_JWT_SECRET` nor the one before has sealed it."""
    for root in SigningKeys.of(settings).all:
        opened = _open(sealed, _key(purpose, root), owner_id)
        if opened is not None:
            return opened
    raise SecretLostError


def renew(sealed: bytes, purpose: Purpose, owner_id: UUID, settings: Settings) -> bytes | None:
    """Return what the previous key has sealed under the present one; None where nothing is to be done.

    Raises SecretLostError as `unseal` does.
    """
    if _open(sealed, _key(purpose, SigningKeys.of(settings).present), owner_id) is not None:
        return None
    return seal(unseal(sealed, purpose, owner_id, settings), purpose, owner_id, settings)


def _open(sealed: bytes, key: bytes, owner_id: UUID) -> str | None:
    nonce, encrypted = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, encrypted, owner_id.bytes).decode()
    except InvalidTag:
        return None


def _key(purpose: Purpose, root: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=purpose.value).derive(root.encode())
