"""Accounts and settings as administrators see them."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from app.models import Role
from app.schemas.common import PageQuery, Schema
from app.schemas.user import User


class Account(User):
    disabled_at: datetime | None
    seen_at: datetime | None = Field(description="Time at which a session was last begun or renewed")


class AccountQuery(PageQuery):
    search: str | None = Field(default=None, max_length=200, description="Part of the name or of the e-mail address")


class AccountChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    role: Role | None = None
    disabled: bool | None = None


class InstanceSettings(Schema):
    registration_open: bool = Field(description="True if strangers may create an account")
    minutes_for_all: bool = Field(
        description="True if minutes of each new meeting are written, unless its owner does not want them"
    )


class InstanceChange(BaseModel):
    """Settings that are not sent stay as they are."""

    registration_open: bool | None = None
    minutes_for_all: bool | None = None
