"""The settings of the store, which its environment tells it."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, Field

_PREFIX = "SCRIBE_"


class VectorsSettings(BaseModel):
    vectors_dir: Path
    vectors_port: int = Field(ge=1, le=65535)
    vectors_key: str = Field(min_length=16)

    @classmethod
    def read(cls, environment: dict[str, str]) -> Self:
        """Return the settings of an environment; raise ValidationError."""
        return cls.model_validate({name: environment.get(f"{_PREFIX}{name.upper()}") for name in cls.model_fields})

    def environment(self) -> dict[str, str]:
        return {f"{_PREFIX}{name.upper()}": str(value) for name, value in self}
