"""Notes that were typed while a meeting was recorded."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator
from pydantic_core import from_json

MAX_NOTES = 200
MAX_NOTE_LENGTH = 500
MAX_NOTES_CHARACTERS = 40_000
"""Characters of all notes of one recording: they come in one request, and are kept with an upload in parts."""

_MAX_SECONDS = 10**7


class RecordedNote(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    second: Annotated[float, Field(ge=0, le=_MAX_SECONDS, allow_inf_nan=False)] = Field(
        description="Second of the recording at which its typing began"
    )
    text: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True,
            min_length=1,
            max_length=MAX_NOTE_LENGTH,
            pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$",
        ),
    ]


class RecordedNotes(RootModel[tuple[RecordedNote, ...]]):
    """The notes of one recording; a form sends them as JSON text."""

    root: Annotated[tuple[RecordedNote, ...], Field(max_length=MAX_NOTES)] = ()

    @model_validator(mode="before")
    @classmethod
    def _read_text(cls, value: Any) -> Any:
        return from_json(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _are_short_together(self) -> Self:
        if sum(len(note.text) for note in self.root) > MAX_NOTES_CHARACTERS:
            raise ValueError(f"the notes have more than {MAX_NOTES_CHARACTERS} characters together")
        return self
