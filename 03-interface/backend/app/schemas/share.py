"""Shares of a meeting."""

from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.models import Permission
from app.schemas.common import Schema
from app.schemas.user import Email


class Share(Schema):
    user_id: UUID
    name: str
    email: str | None = Field(description="Only the owner and the person themselves see it")
    permission: Permission


class GroupShare(Schema):
    group_id: UUID
    name: str
    members: int = Field(description="Number of accounts in the group")
    permission: Permission


class Sharing(Schema):
    owner_name: str
    shares: list[Share] = Field(description="People whom the meeting is shared with, by name")
    groups: list[GroupShare] = Field(description="Groups that it is shared with, by name")


class NewShare(BaseModel):
    model_config = ConfigDict(extra="forbid")

    email: Email | None = Field(default=None, description="E-mail address of an account of this instance")
    user_id: UUID | None = Field(default=None, description="Instead of an address: somebody of `GET /contacts`")
    permission: Permission = Permission.READ

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.email is None) == (self.user_id is None):
            raise ValueError("`email` or `user_id` is needed, and not both")
        return self


class ShareChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    permission: Permission
