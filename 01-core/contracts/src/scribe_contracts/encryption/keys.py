"""The keys of an installation, and those derived from them for single objects."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from scribe_contracts.encryption.errors import KeyMissingError
from scribe_contracts.settings import InfrastructureSettings

_KEY_BYTES = 32
ID_BYTES = 4


@dataclass(frozen=True)
class MasterKey:
    secret: bytes
    """32 bytes. What seals objects is derived from it."""

    @cached_property
    def id(self) -> bytes:
        """Return what tells this key from others and says nothing about it."""
        return self._derive(None, b"scribe storage key id")[:ID_BYTES]

    def of_object(self, bucket: str, key: str, salt: bytes) -> AESGCM:
        """Return the key of one version of one object: what it seals opens at no other place."""
        return AESGCM(self._derive(salt, b"scribe object\0" + f"{bucket}/{key}".encode()))

    def _derive(self, salt: bytes | None, info: bytes) -> bytes:
        return HKDF(SHA256(), length=_KEY_BYTES, salt=salt, info=info).derive(self.secret)


@dataclass(frozen=True)
class KeyRing:
    """The key that seals, if objects are to be sealed, and those that open."""

    current: MasterKey | None = None
    previous: MasterKey | None = None

    @classmethod
    def of(cls, settings: InfrastructureSettings) -> Self:
        keys = (settings.storage_encryption_key, settings.storage_encryption_previous_key)
        return cls(*(MasterKey(bytes.fromhex(key.get_secret_value())) if key is not None else None for key in keys))

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(key.id.hex() for key in (self.current, self.previous) if key is not None)

    def __bool__(self) -> bool:
        return bool(self.ids)

    def find(self, key_id: bytes) -> MasterKey:
        """Return the key with this id; raise KeyMissingError if it is not there."""
        for key in (self.current, self.previous):
            if key is not None and key.id == key_id:
                return key
        raise KeyMissingError(key_id.hex(), self.ids)
