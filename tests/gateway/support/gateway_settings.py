"""Settings of a gateway under test."""

from dataclasses import asdict

from app.core.config import Settings
from servers.infrastructure import Endpoints

ORIGIN = "http://scribe.test"
SETUP_CODE = "0123456789abcdef"


def make_settings(endpoints: Endpoints) -> Settings:
    return Settings.model_validate(
        asdict(endpoints)
        | {
            "jwt_secret": "0123456789abcdef" * 4,
            "setup_code": SETUP_CODE,
            "registration_open": True,
            "public_url": ORIGIN,
            "bcrypt_rounds": 4,
            "log_format": "console",
            "sweep_seconds": 5,
        }
    )
