"""Packs of model weights in volumes/models, for the tests and the benchmark."""

from pathlib import Path

MODELS = Path(__file__).resolve().parents[1] / "volumes" / "models"
_WRITTEN_LAST = "pack.json"


def find_pack(name: str) -> Path | None:
    """Return the folder of a pack of weights; None where it is missing or its download was not finished."""
    folder = MODELS / name
    return folder if (folder / _WRITTEN_LAST).exists() else None


def how_to_get(name: str) -> str:
    """Return the sentence for somebody who lacks the pack."""
    return f"the model pack {name} is missing: run ./manage.sh models fetch {name}"
