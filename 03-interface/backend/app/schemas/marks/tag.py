"""Tags as the API shows them."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.models.marks.tag import TagColor
from app.schemas.common import Schema, TagName

MAX_CHOSEN_TAGS = 20

ChosenTags = Annotated[
    list[UUID],
    Field(max_length=MAX_CHOSEN_TAGS, description="Ids of tags: only meetings that bear all of them, as you see them"),
]


class MeetingTag(Schema):
    """A tag on a meeting."""

    id: UUID
    name: str
    color: TagColor
    own: bool = Field(description="False for a tag of the meeting's owner, who shows it to you")


class Tag(MeetingTag):
    shared: bool = Field(description="Those whom its owner's meetings are shared with see it there")
    owner_name: str
    meetings: int = Field(description="Number of meetings on which you see it")


class NewTag(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: TagName
    color: TagColor = TagColor.GRAY
    shared: bool = Field(default=False, description="Show it to those whom your meetings are shared with")


class TagChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: TagName | None = None
    color: TagColor | None = None
    shared: bool | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.name is None and self.color is None and self.shared is None:
            raise ValueError("a name, a color or a way of sharing is needed")
        return self
