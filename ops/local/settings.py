"""The settings of the local stack; the services read all others from the shell's environment themselves."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from ops.project import MODELS, WORKERS


class LocalSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SCRIBE_", extra="ignore")

    profile: Literal["cpu", "gpu"] = Field(default="cpu", description="cpu or gpu: weights and device")
    packs_dir: Path = Field(default=MODELS, description="Folder with one folder of model weights per pack")
    models_dir: Path | None = Field(default=None, description="Folder of the model weights; the profile's own if unset")
    voice_bank_dir: Path = Field(default=WORKERS / "voice_bank", description="Folder of <person>.wav files")
    embeddings_url: str | None = Field(
        default=None,
        description="Service of embeddings with OpenAI's interface, as http://tei:8080/v1; unset: no search by meaning",
    )
    language_url: str | None = Field(
        default=None,
        description="OpenAI-compatible server that writes minutes: http://language:8080/v1; no minutes without it",
    )
    log_format: Literal["json", "console"] = Field(default="console", description="Format of the logs in volumes/local")

    @property
    def models(self) -> Path:
        return self.models_dir or self.packs_dir / self.profile
