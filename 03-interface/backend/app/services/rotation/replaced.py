"""The secrets of servers that are being replaced, as the file of secrets has them."""

from dataclasses import dataclass

from sqlalchemy import make_url

from app.core.config import Settings
from scribe_contracts.credentials.secrets_file import read_secrets

REDIS_PREVIOUS = "SCRIBE_REDIS_PASSWORD_PREVIOUS"
S3_ACCESS_PREVIOUS = "SCRIBE_S3_ACCESS_KEY_PREVIOUS"
S3_SECRET_PREVIOUS = "SCRIBE_S3_SECRET_KEY_PREVIOUS"  # noqa: S105 - a name


@dataclass(frozen=True)
class Replaced:
    """Old secrets; None where there is none that is to end."""

    database: str | None
    redis: str | None
    s3: tuple[str, str] | None

    @classmethod
    def read(cls, settings: Settings) -> "Replaced":
        """Return what the file says now. Only a rotation writes these lines, so they are no settings."""
        lines = read_secrets(settings.secrets_file)
        access, secret = lines.get(S3_ACCESS_PREVIOUS), lines.get(S3_SECRET_PREVIOUS)
        return cls(
            database=settings.secret("database_password_previous"),
            redis=lines.get(REDIS_PREVIOUS) or None,
            s3=(access, secret) if access and secret else None,
        )


def database_password(settings: Settings) -> str:
    """Return the present one."""
    return settings.secret("database_password") or make_url(settings.database_url.get_secret_value()).password or ""
