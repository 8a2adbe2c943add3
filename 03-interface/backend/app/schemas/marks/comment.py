"""Highlights and comments as the API shows them."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from app.schemas.common import RowNumber, Schema

MAX_COMMENT_LENGTH = 5000

_MAX_SECONDS = 10**7
_MAX_SEGMENTS = 500

CommentText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_COMMENT_LENGTH, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$"),
    Field(description="Empty for a highlight alone"),
]

Second = Annotated[float, Field(ge=0, le=_MAX_SECONDS, allow_inf_nan=False)]


class NewComment(BaseModel):
    """A comment on words: those of these segments that are said in this time.

    Where the first and the last of several segments speak at once, `start` bounds the first and `end` the last: the
    end may be before the start then.
    """

    model_config = ConfigDict(extra="forbid")

    start: Second = Field(description="Where the first word begins, in seconds from the start of the recording")
    end: Second = Field(description="Where the last word ends")
    segments: Annotated[
        list[RowNumber],
        Field(
            min_length=1,
            max_length=_MAX_SEGMENTS,
            description="Ids of the segments, in order; of a part that was cut off a segment, its `part_of`",
        ),
    ]
    text: CommentText = ""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.end < self.start and len(set(self.segments)) == 1:
            raise ValueError("the end is before the start")
        return self


class CommentChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: CommentText


class Comment(Schema):
    id: UUID
    author_name: str
    own: bool = Field(description="You wrote it, and may change it")
    start: float
    end: float
    segments: list[int]
    second: float | None = Field(
        description="Second of the recording at which its typing began, of a note made while recording; "
        "without `segments` until there is a transcript"
    )
    text: str = Field(description="Empty for a highlight alone")
    created_at: datetime
    edited_at: datetime | None = Field(description="When its author last changed the text")
