"""The base of every message and document that crosses a process boundary."""

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """An immutable value that refuses fields it does not know.

    Its errors name the fields and never show what was in them: they are logged, and a transcript must not be.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def is_none(value: object) -> bool:
    """Return whether a field says nothing: left out, it troubles no version that does not know it."""
    return value is None
