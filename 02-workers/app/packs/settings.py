"""Settings of the command for packs."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

_REPOSITORY = Path(__file__).resolve().parents[3]


class PackSettings(BaseSettings):
    """Environment variables with the prefix SCRIBE_."""

    model_config = SettingsConfigDict(env_prefix="SCRIBE_", extra="ignore")

    packs_dir: Path = Field(
        default=_REPOSITORY / "volumes" / "models", description="Folder with one folder of model weights for each pack"
    )
    wheels_dir: Path | None = Field(
        default=None, description="Take wheels with models from this folder only, for a machine without a network"
    )
    hf_token: SecretStr | None = Field(
        default=None, description="Hugging Face token; only for gated models that no wheel provides"
    )
    hf_endpoint: str | None = Field(default=None, description="Address of a mirror of the Hugging Face hub")
