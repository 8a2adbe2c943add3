"""The worker's settings; each is an environment variable with the prefix SCRIBE_."""

import os
import tempfile
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.core.fitting import fit
from app.core.memory import free_at_start
from app.core.profiles import PROFILES, Profile, ProfileName, Residency, detect_profile
from scribe_contracts.languages import LanguageCode
from scribe_contracts.settings import InfrastructureSettings


class ModelSettings(BaseSettings):
    """Settings of the models and of the hardware that they run on; neither queue nor storage."""

    model_config = SettingsConfigDict(env_prefix="SCRIBE_", extra="ignore")

    profile: ProfileName = Field(
        default_factory=detect_profile, description="Device of the models, cpu or gpu; gpu if not set and CUDA is found"
    )
    models_dir: Path = Field(description="Folder of the model weights, one pack: volumes/models/cpu")
    residency: Residency | None = Field(
        default=None,
        description="single frees each model after its stage; pinned keeps the last one; together keeps all until none "
        "was used for 5 minutes. If not set, together with the cpu profile and single with the gpu profile",
    )
    cpu_threads: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, description="Threads of the models on CPU"
    )
    thresholds_file: Path | None = Field(
        default=None,
        description="Thresholds calibrated on this installation's voices; thresholds.json beside models_dir if not set",
    )

    @model_validator(mode="after")
    def _keep_a_card_for_one(self) -> Self:
        """Raise ValueError where all models would stay on a card."""
        if self.residency is Residency.TOGETHER and self.profile is ProfileName.GPU:
            raise ValueError("SCRIBE_RESIDENCY=together is for the cpu profile: a card has room for one model")
        return self

    @property
    def hardware(self) -> Profile:
        """Values that depend on the profile."""
        return PROFILES[self.profile]

    @property
    def fitted_hardware(self) -> Profile:
        """Return `hardware` with what fits the card's memory that was free when this was first asked for."""
        return fit(self.hardware, free_at_start(self.hardware.device))

    @property
    def residency_rule(self) -> Residency:
        """Return `residency`, or that of the hardware."""
        return self.residency or self.hardware.residency

    @property
    def parallel_inputs(self) -> int:
        """Number of inputs that a model works on at the same time, sharing out the threads."""
        return self.cpu_threads if self.hardware.runs_side_by_side else 1

    @property
    def threads_per_input(self) -> int:
        """Number of threads for each of the `parallel_inputs`."""
        return self.cpu_threads // self.parallel_inputs

    @property
    def calibrated(self) -> Path:
        """File of the thresholds calibrated on this installation; it need not exist."""
        return self.thresholds_file or self.models_dir.parent / "thresholds.json"


class QueueSettings(InfrastructureSettings):
    """Settings of a process that takes jobs: a worker, or a writer of minutes."""

    idle_timeout_seconds: float = Field(
        default=60, gt=0, description="A job whose worker is silent for so long is given to another"
    )
    max_deliveries: int = Field(default=3, ge=1, description="A job that took so many workers down is failed")


class WorkerSettings(QueueSettings, ModelSettings):
    """All settings of a worker."""

    work_dir: Path = Field(
        default_factory=lambda: Path(tempfile.gettempdir()) / "scribe-worker",
        description="Folder for the files of the running job",
    )
    ffmpeg: Path | None = Field(default=None, description="FFmpeg 6 or newer; the one of imageio-ffmpeg if not set")
    fetch_ahead: bool | None = Field(
        default=None,
        description="Fetch and convert the next recording while one computes; with the gpu profile if not set",
    )
    max_duration_hours: float = Field(default=12, gt=0, description="Longer recordings are refused")
    default_languages: tuple[LanguageCode, ...] = Field(
        default=("en", "fr"),
        min_length=1,
        description="Where no language is recognised with confidence, the likeliest of these is taken, as JSON",
    )

    @property
    def fetches_ahead(self) -> bool:
        """Return whether the next recording is prepared while one computes."""
        return self.hardware.fetches_ahead if self.fetch_ahead is None else self.fetch_ahead
