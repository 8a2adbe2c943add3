"""The device that the models run on, and the worker's settings for it."""

from dataclasses import dataclass
from pathlib import Path

import psutil

from app.core.config import ModelSettings
from app.core.profiles import ProfileName, detect_profile
from bench.folders import ROOT, BenchError
from bench.machine import describe


@dataclass(frozen=True)
class Device:
    """A card, or the processor where there is none."""

    name: str
    profile: ProfileName
    memory: int
    """Bytes of the card; of the machine where there is none."""

    @property
    def is_card(self) -> bool:
        return self.profile is ProfileName.GPU


def find_device() -> Device:
    """Return the first card that CUDA sees, or the processor."""
    if detect_profile() is ProfileName.GPU:
        import torch

        card = torch.cuda.get_device_properties(0)
        return Device(card.name, ProfileName.GPU, int(card.total_memory))
    return Device(describe().processor, ProfileName.CPU, int(psutil.virtual_memory().total))


def settings_for(profile: ProfileName, pack: Path, threads: int) -> ModelSettings:
    """Return the worker's settings for a profile, one model at a time."""
    return ModelSettings.model_validate(
        {"profile": profile, "models_dir": pack, "cpu_threads": threads, "residency": "single"}
    )


def find_weights(name: str) -> Path:
    """Return the folder of a pack; raise BenchError, with the command that fetches it, where it is missing."""
    folder = ROOT / "volumes" / "models" / name
    if not (folder / "pack.json").is_file():
        raise BenchError(f"The model pack {name} is missing: run ./manage.sh models fetch {name}")
    return folder
