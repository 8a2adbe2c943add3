"""Accounts and sessions."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field, SecretStr

from app.core.limits import MAX_PASSWORD_LENGTH
from app.core.passwords.hashes import check_characters
from app.models import Role
from app.schemas.common import Name, Schema

Email = Annotated[EmailStr, AfterValidator(str.lower)]


def _check_password(password: SecretStr) -> SecretStr:
    check_characters(password.get_secret_value())
    return password


Password = Annotated[SecretStr, Field(min_length=8, max_length=MAX_PASSWORD_LENGTH), AfterValidator(_check_password)]


class NewUser(BaseModel):
    email: Email
    password: Password = Field(description="8 characters or more, and not easily guessed")
    name: Name
    setup_code: SecretStr | None = Field(
        default=None, description="Makes the account the administrator's, while there is none; left out by others"
    )


class User(Schema):
    id: UUID
    email: str
    name: str
    role: Role
    created_at: datetime


class Profile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name


class PasswordChange(BaseModel):
    current_password: SecretStr
    new_password: Password = Field(description="8 characters or more, and not easily guessed")


class Registration(Schema):
    open: bool = Field(description="True if an account can be created")
    needs_administrator: bool = Field(
        description="True while there is no administrator: the set-up code that `./manage.sh` prints makes one"
    )


class Tokens(Schema):
    access_token: str
    refresh_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105
    expires_in: int = Field(description="Seconds until the access token expires")


class RefreshRequest(BaseModel):
    refresh_token: str | None = Field(default=None, description="May be left out if the cookie carries it")
