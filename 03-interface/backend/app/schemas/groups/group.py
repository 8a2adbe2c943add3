"""Groups, their members, and whom somebody may share with."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from app.core.limits import MAX_SIGN_ON_GROUP_LENGTH
from app.schemas.common import Schema, TagName

GroupName = TagName
"""As short as a tag: both stand on a meeting."""

SignOnGroup = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=MAX_SIGN_ON_GROUP_LENGTH, pattern=r"^[^\x00-\x1f\x7f]+$"
    ),
    Field(description="Group of the company's OpenID provider whose people join at each sign-on, and leave"),
]


class OwnGroup(Schema):
    """A group that the signed-in user is in."""

    id: UUID
    name: str
    members: int = Field(description="Number of accounts in it")


class Group(OwnGroup):
    """A group as administrators see it."""

    sign_on_group: str | None = Field(
        description="Group of the company's OpenID provider whose people join at each sign-on, and leave"
    )
    meetings: int = Field(description="Number of meetings that are shared with it")


class Member(Schema):
    user_id: UUID
    name: str
    email: str
    disabled: bool
    by_sign_on: bool = Field(description="True for who is in it because the company's provider says so")


class NewGroup(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: GroupName
    sign_on_group: SignOnGroup | None = None


class GroupChange(BaseModel):
    """A change of a group. `sign_on_group` null ends that the provider fills the group; left out, it stays."""

    model_config = ConfigDict(extra="forbid")

    name: GroupName | None = None
    sign_on_group: SignOnGroup | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.name is None and "sign_on_group" not in self.model_fields_set:
            raise ValueError("a name or a group of the provider is needed")
        return self


class Contact(Schema):
    """Somebody whom one shares meetings with already, either way, or who is in a group with one."""

    user_id: UUID
    name: str
    email: str | None = Field(description="Null for who only shares with you: their address is not shown there either")


class Contacts(Schema):
    people: list[Contact]
    groups: list[OwnGroup]


class ContactQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    q: str = Field(default="", max_length=200, description="Beginnings of the words of a name, or of an e-mail address")
    size: int = Field(default=8, ge=1, le=50, description="People at most, and groups at most")
