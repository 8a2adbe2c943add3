"""Thresholds of identification: those that ship, and the file of those calibrated on this installation."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from app.core.files import write_atomically


class ThresholdsError(Exception):
    """The file of calibrated thresholds cannot be used; the message is one sentence for the administrator."""


@dataclass(frozen=True)
class Thresholds:
    """Limits from which a match gives a name. Cosine thresholds do not transfer between models."""

    accept: Annotated[float, Field(gt=0, lt=1)]
    """Minimum cosine similarity to the voice."""

    margin: Annotated[float, Field(ge=0, lt=1)]
    """Minimum difference to the similarity of the next person's voice."""

    source: str
    """Origin of the values, for people."""

    def accepts(self, similarity: float, lead: float) -> bool:
        """Return whether a match with this similarity, and this lead over the next person's voice, gives a name."""
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
    """Return the thresholds that ship for an embedding model."""
    return THRESHOLDS.get(model, DEFAULT_THRESHOLDS)


def thresholds_for(model: str, calibrated: Mapping[str, Thresholds]) -> Thresholds:
    """Return the thresholds calibrated for the model, or else those that ship."""
    return calibrated.get(model) or shipped_thresholds(model)


def read_thresholds(file: Path) -> dict[str, Thresholds]:
    """Return calibrated thresholds by embedding model, none without a file. Raise ThresholdsError for a damaged one."""
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
    """Store the thresholds for `model` and keep those of other models. Raise ThresholdsError if that fails."""
    known = {**read_thresholds(file), model: thresholds}
    try:
        write_atomically(file, _BY_MODEL.dump_json(known, indent=1) + b"\n")
    except OSError as error:
        raise ThresholdsError(f"The thresholds cannot be written to {file}: {error.strerror}.") from error
