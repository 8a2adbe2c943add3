"""NVIDIA cards of this machine, seen without any library of theirs."""

import subprocess
from pathlib import Path

_SECONDS = 10.0


def has_card(devices: Path = Path("/dev")) -> bool:
    """Return whether there is a card with a driver: by its device, or by nvidia-smi, as WSL shows no device."""
    if any(devices.glob("nvidia[0-9]*")):
        return True
    try:
        listed = subprocess.run(
            ["nvidia-smi", "-L"], capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return "GPU " in listed.stdout
