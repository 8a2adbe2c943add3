"""The database, and the secrets that sign and seal."""

from urllib.parse import urlsplit

from pydantic import AwareDatetime, Field, SecretStr, field_validator

from scribe_contracts.credentials.trust import require_plain_or_verified
from scribe_contracts.settings import InfrastructureSettings

_SECRET_LENGTH = 32
_EXAMPLE_SECRETS = ("change", "example", "secret", "placeholder", "replace")
_ASYNC_DRIVER = "postgresql+asyncpg"


class SecretSettings(InfrastructureSettings):
    """Start-up stops on a secret that is missing, short or from an example."""

    database_url: SecretStr = Field(
        description="PostgreSQL 16: postgresql+asyncpg://user:secret@host:5432/scribe; for TLS with "
        "?ssl=verify-full at its end"
    )
    database_connections: int = Field(
        default=20,
        ge=2,
        description="Most connections to PostgreSQL at once; each gateway holds one more, to hear of changes",
    )
    jwt_secret: SecretStr = Field(description="Signs access tokens: 32 random characters or more, no default")
    jwt_secret_previous: SecretStr | None = Field(
        default=None,
        description="The secret before this one: what it has signed and sealed stays good; unset after a leak",
    )
    jwt_previous_until: AwareDatetime | None = Field(
        default=None,
        description="Until when tokens signed with the previous secret are good, as 2026-03-01T09:00:00Z; unset: "
        "while it is set",
    )
    database_password: SecretStr | None = Field(
        default=None, description="Password of PostgreSQL, before that in its address"
    )
    database_password_previous: SecretStr | None = Field(
        default=None, description="Password that is tried where PostgreSQL refuses the other: the one before"
    )

    @field_validator("jwt_secret", "jwt_secret_previous")
    @classmethod
    def _reject_weak_secret(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is None:
            return None
        text = secret.get_secret_value()
        if len(text) < _SECRET_LENGTH:
            raise ValueError(f"the secret needs {_SECRET_LENGTH} characters or more")
        if any(word in text.lower() for word in _EXAMPLE_SECRETS):
            raise ValueError("the secret is an example; make one with: openssl rand -hex 32")
        return secret

    @field_validator("database_url")
    @classmethod
    def _reject_other_databases(cls, url: SecretStr) -> SecretStr:
        if urlsplit(url.get_secret_value()).scheme != _ASYNC_DRIVER:
            raise ValueError(f"the database URL must start with {_ASYNC_DRIVER}://")
        require_plain_or_verified(url.get_secret_value())
        return url
