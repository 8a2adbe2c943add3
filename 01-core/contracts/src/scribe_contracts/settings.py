"""The settings that both services read. Each service adds its own in a subclass."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings.sources import DotEnvSettingsSource

from scribe_contracts.credentials.secrets_file import VARIABLE, read_secrets
from scribe_contracts.credentials.trust import require_authorities, without_own_options

_PREFIX = "SCRIBE_"

_KEY = re.compile("[0-9a-fA-F]{64}")

SettingsT = TypeVar("SettingsT", bound=BaseSettings)


class InfrastructureSettings(BaseSettings):
    """Addresses of Redis and S3, and the format of logs. Environment variables carry the prefix SCRIBE_."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        extra="ignore",
        # What is wrong may be a secret.
        hide_input_in_errors=True,
    )

    secrets_file: Path | None = Field(
        default=None,
        description="File of secrets, a line NAME=VALUE each, which go before those of the environment and may change "
        "while the product runs; `./manage.sh` writes it",
    )
    ca_file: Path | None = Field(
        default=None,
        description="File of certificates in PEM: the authorities of PostgreSQL, Redis, S3, Qdrant and the services of "
        "language and embeddings where their addresses ask for TLS; those of the system if not set",
    )
    redis_url: SecretStr = Field(
        description="Redis 7 protocol, with password: redis://:secret@host:6379/0; rediss:// for TLS"
    )
    redis_password: SecretStr | None = Field(default=None, description="Password of Redis, before that in its address")
    s3_endpoint_url: str = Field(description="Any S3: http://s3:9000; https:// for TLS")
    s3_region: str = Field(default="us-east-1", description="Region that requests are signed for")
    s3_access_key: str = Field(min_length=3, description="S3 access key")
    s3_secret_key: SecretStr = Field(min_length=8, description="S3 secret key")
    storage_encryption_key: SecretStr | None = Field(
        default=None,
        description="Encrypts recordings, transcripts and voices before they go to S3: 64 hexadecimal digits, as of "
        "`openssl rand -hex 32`; whoever loses it loses them all; nothing is encrypted if not set",
    )
    storage_encryption_previous_key: SecretStr | None = Field(
        default=None,
        description="The key before, until `encrypt-objects` has rewritten what it encrypts",
    )
    log_format: Literal["json", "console"] = Field(
        default="json", description="json for containers, console for people"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="Lowest level logged")
    language_url: str | None = Field(
        default=None,
        description="OpenAI-compatible server that writes minutes: http://language:8080/v1; no minutes without it",
    )
    language_key: SecretStr | None = Field(default=None, description="Key of the language service, if it asks for one")
    language_model: str | None = Field(
        default=None, description="Model to ask the language service for; the first it lists if not set"
    )
    language_context: int | None = Field(
        default=None, ge=2048, description="Tokens of prompt and answer; what the server says, else 4096, if not set"
    )
    language_timeout_seconds: float = Field(
        default=600.0, gt=0, description="The language service may be silent for so long before a request is given up"
    )

    language_shares_card: bool = Field(
        default=False,
        description="The language service computes on a worker's card: they take turns, and it has to be a llama.cpp "
        "that unloads its model when it is idle",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - there are none
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Have the file of secrets go before the environment."""
        secrets = DotEnvSettingsSource(settings_cls, env_file=os.environ.get(VARIABLE) or None)
        return init_settings, secrets, env_settings

    def secret(self, name: str) -> str | None:
        """Return a setting that is a secret, as it is now; None if it is not set."""
        return self.secrets(name)[0]

    def secrets(self, *names: str) -> list[str | None]:
        """Return some that belong together."""
        present = read_secrets(self.secrets_file)
        return [present.get(f"{_PREFIX}{name.upper()}", self._at_start(name)) or None for name in names]

    def _at_start(self, name: str) -> str | None:
        value = getattr(self, name)
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        return None if text is None else str(text)

    @field_validator("*", mode="before")
    @classmethod
    def _take_empty_for_unset(cls, value: object, info: ValidationInfo) -> object:
        """Compose passes a variable that is not set as an empty one. Where there is a default, an empty text is one."""
        field = cls.model_fields[str(info.field_name)]
        return None if value == "" and field.default is None else value

    @field_validator("ca_file")
    @classmethod
    def _require_authorities(cls, value: Path | None) -> Path | None:
        return None if value is None else require_authorities(value)

    @field_validator("redis_url")
    @classmethod
    def _refuse_own_options(cls, value: SecretStr) -> SecretStr:
        without_own_options(value.get_secret_value())
        return value

    @field_validator("storage_encryption_key", "storage_encryption_previous_key")
    @classmethod
    def _require_whole_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _KEY.fullmatch(value.get_secret_value()):
            raise ValueError("must be 64 hexadecimal digits, as `openssl rand -hex 32` prints them")
        return value


def read_or_exit(read: Callable[..., SettingsT]) -> SettingsT:
    """Return the settings of a process that starts, or exit and say in a line each what is wrong with them."""
    try:
        return read()
    except ValidationError as error:
        for problem in error.errors(include_input=False, include_url=False):
            name = "".join(f"{_PREFIX}{str(part).upper()}: " for part in problem["loc"][:1])
            sys.stderr.write(f"{name}{problem['msg'].removeprefix('Value error, ')}\n")
        sys.exit(os.EX_CONFIG)
