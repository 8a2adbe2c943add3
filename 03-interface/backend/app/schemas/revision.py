"""Edits of a transcript, and what is kept of them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.models.revision import Deed
from app.schemas.common import Name, Schema
from scribe_contracts.speakers import SpeakerId
from scribe_contracts.transcript import Segment, Speaker

SegmentIds = Annotated[tuple[int, ...], Field(min_length=1, max_length=100_000)]


class _Operation(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RenameSpeaker(_Operation):
    """Everywhere."""

    kind: Literal["rename"]
    speaker: str
    name: Name | None = Field(description="null takes the name away")


class MergeSpeakers(_Operation):
    """Two voices were one person's: everything that one said becomes the other's."""

    kind: Literal["merge"]
    speaker: str
    into: str


class Reassign(_Operation):
    """Somebody else said this."""

    kind: Literal["reassign"]
    segments: SegmentIds
    speaker: SpeakerId = Field(description="One that is there, or a new one")


class EditText(_Operation):
    """What was said there, in other words. Words that stay keep their times; without any, the segments go."""

    kind: Literal["edit"]
    segments: SegmentIds = Field(description="In order; the text is theirs together")
    text: str = Field(max_length=20_000)


class Revert(_Operation):
    """Undo what one revision changed, and nothing that came after it."""

    kind: Literal["revert"]
    revision: int = Field(ge=1)


class Restore(_Operation):
    """The whole transcript as it was at a revision; 0 is what the machine heard."""

    kind: Literal["restore"]
    revision: int = Field(ge=0)


class Adopt(_Operation):
    """What the machine heard when the meeting was processed last, in place of everything edited before."""

    kind: Literal["adopt"]


Operation = Annotated[
    RenameSpeaker | MergeSpeakers | Reassign | EditText | Revert | Restore | Adopt, Field(discriminator="kind")
]


class Edit(BaseModel):
    model_config = ConfigDict(extra="forbid")

    base: int = Field(ge=0, description="Number of the revision that the edit was made on")
    edit_id: UUID = Field(description="Chosen by the client; an edit that is sent again is not done again")
    operation: Operation


class Author(Schema):
    id: UUID
    name: str


class Revision(Schema):
    number: int
    author: Author | None = Field(description="null for the machine, and for an account that is gone")
    created_at: datetime
    attempt: int = Field(description="The attempt at processing whose transcript it goes back to")
    deed: Deed


class Changes(BaseModel):
    """What makes the base into the revision: a client that has the one need not fetch the other."""

    speakers: tuple[Speaker, ...] = Field(description="All there are")
    segments: tuple[Segment, ...] = Field(description="Those that are new or other than before")
    removed: tuple[int, ...] = Field(description="Ids of segments that went")


class Saved(BaseModel):
    revision: Revision
    changes: Changes
