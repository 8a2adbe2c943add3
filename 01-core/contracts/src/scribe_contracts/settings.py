"""The settings that both services read. Each service adds its own in a subclass."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class InfrastructureSettings(BaseSettings):
    """Addresses of Redis and S3, and the format of logs. Environment variables carry the prefix SCRIBE_."""

    model_config = SettingsConfigDict(env_prefix="SCRIBE_", extra="ignore")

    redis_url: SecretStr = Field(description="Redis 7 protocol, with password: redis://:secret@host:6379/0")
    s3_endpoint_url: str = Field(description="Any S3: http://s3:9000")
    s3_region: str = Field(default="us-east-1", description="Region that requests are signed for")
    s3_access_key: str = Field(min_length=3, description="S3 access key")
    s3_secret_key: SecretStr = Field(min_length=8, description="S3 secret key")
    log_format: Literal["json", "console"] = Field(
        default="json", description="json for containers, console for people"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="Lowest level logged")
