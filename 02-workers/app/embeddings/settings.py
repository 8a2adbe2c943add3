"""The settings of the server of embeddings."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class EmbeddingsServerSettings(BaseSettings):
    """Port, key and model of the server. Environment variables carry the prefix SCRIBE_."""

    model_config = SettingsConfigDict(env_prefix="SCRIBE_", extra="ignore")

    embeddings_models_dir: Path = Field(description="Folder of the pack of embeddings")
    embeddings_port: int = Field(ge=1, le=65535, description="Port on 127.0.0.1")
    embeddings_key: SecretStr = Field(min_length=16, description="Key that requests must carry")
    embeddings_threads: int = Field(default=0, ge=0, description="Cores that it computes on; 0 for all")
