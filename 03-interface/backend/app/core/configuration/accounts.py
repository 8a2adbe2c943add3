"""Signing in, and getting an account."""

from enum import StrEnum

from pydantic import Field, SecretStr, field_validator

from app.core.configuration.lists import Listed
from app.core.limits import MAX_CONTACT_LENGTH
from scribe_contracts.settings import InfrastructureSettings

_CODE_LENGTH = 12


class Concerned(StrEnum):
    """Accounts of which a second factor is asked."""

    NOBODY = "nobody"
    ADMINISTRATORS = "administrators"
    EVERYBODY = "everybody"


class AccountSettings(InfrastructureSettings):
    """Sessions, passwords and registration."""

    access_token_seconds: int = Field(default=15 * 60, ge=60, description="How long an access token is good for")
    refresh_token_seconds: int = Field(default=30 * 86_400, ge=3600, description="How long an idle session lasts")
    session_max_seconds: int = Field(
        default=90 * 86_400,
        ge=3600,
        description="How long a session lasts at most, however much it is used; then one signs in again",
    )
    refresh_grace_seconds: int = Field(
        default=30, ge=0, description="How long a rotated refresh token still answers, for parallel tabs"
    )
    bcrypt_rounds: int = Field(default=12, ge=4, le=16, description="Cost of a password hash, as a power of two")
    trusted_proxies: Listed = Field(
        default=(),
        description="Proxies whose X-Forwarded-For is believed: addresses, networks, host names, separated by commas",
    )
    login_attempts: int = Field(
        default=10,
        ge=1,
        description="Attempts to sign in per account and address in one window; 3 times as many per account, 10 times "
        "per address",
    )
    login_window_seconds: int = Field(
        default=300, ge=1, description="Length of the window in which attempts to sign in are counted"
    )
    second_factor_required: Concerned = Field(
        default=Concerned.NOBODY,
        description="Who has to set up a second factor before anything else: `nobody`, `administrators` or "
        "`everybody`; not those whom the company's provider signs in",
    )
    setup_code: SecretStr | None = Field(
        default=None, description="Whoever registers with it becomes the administrator, as long as there is none"
    )
    registration_open: bool = Field(
        default=False, description="Whether strangers may create an account; else people come by invitation"
    )
    registration_contact: str | None = Field(
        default=None,
        max_length=MAX_CONTACT_LENGTH,
        description="Whom to ask for an account while registration is closed, as people read it: a name, an address",
    )

    @field_validator("setup_code")
    @classmethod
    def _reject_short_code(cls, code: SecretStr | None) -> SecretStr | None:
        text = code.get_secret_value().strip() if code is not None else ""
        if text and len(text) < _CODE_LENGTH:
            raise ValueError(f"the set-up code needs {_CODE_LENGTH} characters or more")
        return SecretStr(text) if text else None
