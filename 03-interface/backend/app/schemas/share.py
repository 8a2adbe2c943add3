"""Shares of a meeting."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.models import Permission
from app.schemas.common import Schema
from app.schemas.user import Email


class Share(Schema):
    user_id: UUID
    name: str
    email: str | None = Field(description="Only the owner and the person themselves see it")
    permission: Permission


class Sharing(Schema):
    owner_name: str
    shares: list[Share] = Field(description="People whom the meeting is shared with, by name")


class NewShare(BaseModel):
    model_config = ConfigDict(extra="forbid")

    email: Email = Field(description="E-mail address of an account of this instance")
    permission: Permission = Permission.READ


class ShareChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    permission: Permission
