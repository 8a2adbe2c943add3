"""The base of every message and document that crosses a process boundary."""

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """An immutable value that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)
