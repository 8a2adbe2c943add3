"""Processes that run the gateway's code."""

import os
from pathlib import Path

from app.core.config import Settings

BACKEND = Path(__file__).parents[3] / "03-interface" / "backend"


def environment(settings: Settings) -> dict[str, str]:
    """Return the environment that gives a process the same settings."""
    secrets = {
        "SCRIBE_DATABASE_URL": settings.database_url,
        "SCRIBE_REDIS_URL": settings.redis_url,
        "SCRIBE_S3_SECRET_KEY": settings.s3_secret_key,
        "SCRIBE_JWT_SECRET": settings.jwt_secret,
    }
    plain = {
        "SCRIBE_S3_ENDPOINT_URL": settings.s3_endpoint_url,
        "SCRIBE_S3_ACCESS_KEY": settings.s3_access_key,
        "SCRIBE_PUBLIC_URL": settings.public_url,
        "SCRIBE_BCRYPT_ROUNDS": str(settings.bcrypt_rounds),
        "PYTHONPATH": str(BACKEND),
    }
    if settings.ca_file is not None:
        plain["SCRIBE_CA_FILE"] = str(settings.ca_file)
    if settings.setup_code is not None:
        secrets["SCRIBE_SETUP_CODE"] = settings.setup_code
    return os.environ | plain | {name: secret.get_secret_value() for name, secret in secrets.items()}
