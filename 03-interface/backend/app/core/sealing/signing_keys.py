"""The secret that signs and seals, and the one before it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from app.core.config import Settings

_ID_BYTES = 8


@dataclass(frozen=True)
class SigningKeys:
    """Both as they are now."""

    present: str
    previous: str | None
    previous_until: datetime | None
    """When tokens of the previous one end; None: not before it is removed."""

    @classmethod
    def of(cls, settings: Settings) -> "SigningKeys":
        present, previous, until = settings.secrets("jwt_secret", "jwt_secret_previous", "jwt_previous_until")
        end = datetime.fromisoformat(until) if until else None
        return cls(present or "", previous if previous != present else None, end)

    @property
    def all(self) -> list[str]:
        """Return those that may have sealed something, the likelier first."""
        return [self.present, self.previous] if self.previous else [self.present]

    def verifying(self, key_id: str | None, at: datetime) -> list[str]:
        """Return those that may have signed a token with this id, or before there were ids."""
        good = [self.present]
        if self.previous and (self.previous_until is None or at < self.previous_until):
            good.append(self.previous)
        return [secret for secret in good if key_id is None or key_id == id_of(secret)]


def id_of(secret: str) -> str:
    """Return the `kid` of a secret: it tells which one has signed, and nothing else."""
    return hashlib.sha256(secret.encode()).hexdigest()[: 2 * _ID_BYTES]
