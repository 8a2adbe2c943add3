"""Settings of the command line."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class CliSettings(BaseSettings):
    """Environment variables carry the prefix SCRIBE_CLI_."""

    model_config = SettingsConfigDict(env_prefix="SCRIBE_CLI_", extra="ignore")

    email: str | None = Field(default=None, description="Account for `--url`: e-mail address")
    password: SecretStr | None = Field(default=None, description="Account for `--url`: password")
    token: SecretStr | None = Field(
        default=None, description="Key for `--url`, instead of the account: made on the account's page, scope `write`"
    )
