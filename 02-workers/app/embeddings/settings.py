"""The settings of the server of embeddings."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from scribe_contracts.credentials.secrets_file import read_secrets

_KEYS = ("SCRIBE_EMBEDDINGS_KEY", "SCRIBE_EMBEDDINGS_KEY_PREVIOUS")


class EmbeddingsServerSettings(BaseSettings):
    """Port, key and model of the server. Environment variables carry the prefix SCRIBE_."""

    model_config = SettingsConfigDict(env_prefix="SCRIBE_", extra="ignore")

    embeddings_models_dir: Path = Field(description="Folder of the pack of embeddings")
    embeddings_port: int = Field(ge=1, le=65535, description="Port on 127.0.0.1")
    embeddings_key: SecretStr = Field(min_length=16, description="Key that requests must carry")
    secrets_file: Path | None = Field(
        default=None, description="File with the key of now, and the one before it as long as it is accepted"
    )
    embeddings_threads: int = Field(default=0, ge=0, description="Cores that it computes on; 0 for all")

    def keys(self) -> list[str]:
        """Return the keys that are accepted now."""
        present = read_secrets(self.secrets_file)
        return [present[name] for name in _KEYS if present.get(name)] or [self.embeddings_key.get_secret_value()]
