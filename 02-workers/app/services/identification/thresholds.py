"""When a similarity is a name: the thresholds that ship, and the file with those calibrated on this installation."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass


class ThresholdsError(Exception):
    """The file of calibrated thresholds cannot be used; the message is for people."""


@dataclass(frozen=True)
class Thresholds:
    """When a similarity is a name. Cosine thresholds do not transfer between models."""

    accept: Annotated[float, Field(gt=0, lt=1)]
    margin: Annotated[float, Field(ge=0, lt=1)]
    """Least distance to the runner-up, another person's voice."""

    source: str

    def name(self, similarity: float, lead: float) -> bool:
        """Whether somebody is named who is so similar to a voice, and so much more than to the next person's."""
        return similarity >= self.accept and lead >= self.margin


THRESHOLDS = {
    "campplus-zh-en-common": Thresholds(
        0.55,
        0.08,
        "LibriSpeech, 5 readers against 60 strangers: same speaker at least 0.729, best of the strangers at most 0.441",
    ),
    "wespeaker-voxceleb-resnet34-LM": Thresholds(
        0.5, 0.08, "not yet calibrated on recordings; above WeSpeaker's equal-error point on VoxCeleb1-O"
    ),
}
DEFAULT_THRESHOLDS = Thresholds(0.6, 0.1, "a cautious guess for a model that nobody has calibrated")

_BY_MODEL = TypeAdapter(dict[str, Thresholds])


def shipped_thresholds(model: str) -> Thresholds:
    return THRESHOLDS.get(model, DEFAULT_THRESHOLDS)


def thresholds_for(model: str, calibrated: Mapping[str, Thresholds]) -> Thresholds:
    """Those calibrated for the model, else those that ship."""
    return calibrated.get(model) or shipped_thresholds(model)


def read_thresholds(file: Path) -> dict[str, Thresholds]:
    """Calibrated thresholds by embedding model; none without the file. ThresholdsError where it is damaged."""
    try:
        return _BY_MODEL.validate_json(file.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ThresholdsError(f"The thresholds in {file} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise ThresholdsError(
            f"{file} does not hold thresholds ({where}: {first['msg']}): remove it, and those that ship are used."
        ) from error


def write_thresholds(file: Path, model: str, thresholds: Thresholds) -> None:
    """Keep them for `model` beside those of others; a reader sees the old file or the new one, whole."""
    known = {**read_thresholds(file), model: thresholds}
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.new")
    try:
        fresh.write_bytes(_BY_MODEL.dump_json(known, indent=1) + b"\n")
        fresh.replace(file)
    except OSError as error:
        raise ThresholdsError(f"The thresholds cannot be written to {file}: {error.strerror}.") from error
