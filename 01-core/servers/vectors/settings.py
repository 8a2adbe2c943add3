"""The settings of the store, which its environment tells it."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, Field

_PREFIX = "SCRIBE_"


class VectorsSettings(BaseModel):
    vectors_dir: Path
    vectors_port: int = Field(ge=1, le=65535)
    vectors_key: str = Field(min_length=16)
    secrets_file: Path | None = None
    """File with the key of now, which goes before that of the environment, and the one before it."""

    @classmethod
    def read(cls, environment: dict[str, str]) -> Self:
        """Return the settings of an environment; raise ValidationError."""
        return cls.model_validate({name: environment.get(f"{_PREFIX}{name.upper()}") for name in cls.model_fields})

    def environment(self) -> dict[str, str]:
        return {f"{_PREFIX}{name.upper()}": str(value) for name, value in self if value is not None}

    def keys(self) -> list[str]:
        """Return the keys that are accepted now."""
        lines = _read(self.secrets_file)
        present, previous = lines.get("SCRIBE_VECTORS_KEY"), lines.get("SCRIBE_VECTORS_KEY_PREVIOUS")
        return [present or self.vectors_key, *filter(None, [previous])]


def _read(file: Path | None) -> dict[str, str]:
    if file is None or not file.exists():
        return {}
    lines = (line.partition("=") for line in file.read_text(encoding="utf-8").splitlines())
    return {name: value for name, _, value in lines}
