"""Edits of a transcript and the revisions they make."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.models.revision import Deed
from app.schemas.common import Name, RowNumber, Schema
from scribe_contracts.languages import LanguageCode
from scribe_contracts.speakers import SpeakerId
from scribe_contracts.transcript import Segment, Speaker

SegmentIds = Annotated[tuple[int, ...], Field(min_length=1, max_length=100_000)]


class _Operation(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RenameSpeaker(_Operation):
    """Rename a speaker everywhere."""

    kind: Literal["rename"]
    speaker: str
    name: Name | None = Field(description="null removes the name")


class MergeSpeakers(_Operation):
    """Two voices belong to one person: everything that one said becomes the other's."""

    kind: Literal["merge"]
    speaker: str
    into: str


class Reassign(_Operation):
    """The segments were said by somebody else, or some of their words: then the first and the last are cut."""

    kind: Literal["reassign"]
    segments: SegmentIds
    first_word: int | None = Field(
        default=None, ge=0, description="Place of the first of these words in the first segment; null: its first word"
    )
    last_word: int | None = Field(
        default=None, ge=0, description="Place of the last of these words in the last segment; null: its last word"
    )
    speaker: SpeakerId = Field(description="An existing or a new speaker")


class EditText(_Operation):
    """New words for what was said. Words that stay keep their times; segments left without words are removed.

    With `passages`, a segment inside which a line of the text ends is cut there; without, line breaks are spaces.
    """

    kind: Literal["edit"]
    segments: SegmentIds = Field(description="In order; the text is that of all together")
    text: str = Field(max_length=20_000)
    passages: bool | None = Field(default=None, description="Each line of the text but the first begins a passage")


class Join(_Operation):
    """The segments go on with what was said before them: given to that speaker, as one passage."""

    kind: Literal["join"]
    segments: SegmentIds = Field(description="In order; those of one passage")


class Revert(_Operation):
    """Undo what one revision changed, and nothing that came after it."""

    kind: Literal["revert"]
    revision: int = Field(ge=1, le=2**31 - 1)


class Restore(_Operation):
    """Return to the whole transcript as of a revision; 0 is what the machine heard."""

    kind: Literal["restore"]
    revision: RowNumber


class Adopt(_Operation):
    """Take what the machine heard when the meeting was last processed, in place of everything edited before."""

    kind: Literal["adopt"]


Operation = Annotated[
    RenameSpeaker | MergeSpeakers | Reassign | EditText | Join | Revert | Restore | Adopt, Field(discriminator="kind")
]


class Edit(BaseModel):
    model_config = ConfigDict(extra="forbid")

    base: RowNumber = Field(description="Number of the revision that the edit is based on")
    edit_id: UUID = Field(description="Chosen by the client; an edit that is sent again is done once")
    operation: Operation


class PassageLanguage(BaseModel):
    """A passage that is in another language than it was transcribed in."""

    model_config = ConfigDict(extra="forbid")

    base: RowNumber = Field(description="Number of the newest revision, which the segments are of")
    segments: SegmentIds
    language: LanguageCode = Field(description="Code of the language that is spoken (fr, en, …)")


class Author(Schema):
    id: UUID
    name: str


class Revision(Schema):
    number: int
    author: Author | None = Field(description="null for the machine and for a deleted account")
    created_at: datetime
    attempt: int = Field(description="Attempt at processing whose transcript it is based on")
    deed: Deed


class Changes(BaseModel):
    """The difference from the base to the revision: a client that has the base need not fetch the revision."""

    speakers: tuple[Speaker, ...] = Field(description="All speakers")
    segments: tuple[Segment, ...] = Field(description="Segments that are new or changed")
    previous: tuple[int | None, ...] = Field(
        description="For each of them the id of the segment that comes before it; null for the first"
    )
    removed: tuple[int, ...] = Field(description="Ids of removed segments")


class Saved(BaseModel):
    revision: Revision
    changes: Changes


class Person(Schema):
    id: UUID
    name: str


class Company(Schema):
    revision: int = Field(description="Number of the newest revision; 0 is what the machine heard")
    comments: str = Field(description="Changes whenever a comment is written, changed or deleted")
    people: list[Person] = Field(description="Others who have the transcript open, by name")
