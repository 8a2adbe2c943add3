"""Accounts and sessions."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field, SecretStr

from app.core.limits import MAX_PASSWORD_LENGTH
from app.core.passwords.hashes import check_characters
from app.models import LinkKind, Role, TokenScope
from app.schemas.common import Name, Schema

MAX_TOKEN_DAYS = 366

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
    has_password: bool = Field(description="False for who signs in at the company's provider only")
    has_sign_on: bool = Field(description="True for who has signed in at the company's provider")


class Me(User):
    needs_second_factor: bool = Field(
        description="True for who has to set up a second factor before anything else; all else is answered 403 "
        "`second_factor_missing`"
    )


class Profile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name


class PasswordChange(BaseModel):
    current_password: SecretStr
    new_password: Password = Field(description="8 characters or more, and not easily guessed")


class LinkQuery(BaseModel):
    token: SecretStr = Field(max_length=200, description="What stands behind the `#` of the link")


class OpenedLink(Schema):
    kind: LinkKind
    email: str
    name: str
    expires_at: datetime


class LinkUse(LinkQuery):
    password: Password = Field(description="8 characters or more, and not easily guessed")
    name: Name | None = Field(default=None, description="Another name than the one in the invitation")


class Leaving(BaseModel):
    """The proof that the owner of an account means to delete it."""

    current_password: SecretStr | None = Field(default=None, description="Of an account that has a password")
    email: str | None = Field(
        default=None, max_length=320, description="The address of the account, typed, if it has no password"
    )


class Registration(Schema):
    open: bool = Field(description="True if anybody can create an account")
    contact: str | None = Field(description="Whom to ask for an account while it is closed, if somebody said so")
    needs_administrator: bool = Field(
        description="True while there is no administrator: the set-up code that `./manage.sh` prints makes one"
    )
    sign_on: str | None = Field(
        description="Name of the company's provider of single sign-on; `GET /auth/sign-on` leads browsers there"
    )


class Tokens(Schema):
    access_token: str
    refresh_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105
    expires_in: int = Field(description="Seconds until the access token expires")


class OpenSession(Schema):
    id: UUID
    device: str = Field(description="The User-Agent of its client; empty if it said nothing")
    address: str = Field(description="Address that it was last renewed from; empty for one from before this was kept")
    began_at: datetime
    last_used_at: datetime = Field(description="Last time it was begun or renewed, which clients do every few minutes")
    current: bool = Field(description="True for the session that asks")


class RefreshRequest(BaseModel):
    refresh_token: str | None = Field(default=None, description="May be left out if the cookie carries it")


class NewApiToken(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name = Field(description="The program that it is for, as its owner calls it")
    days: int = Field(default=90, ge=1, le=MAX_TOKEN_DAYS, description="Days until it expires")
    scope: TokenScope = Field(
        default=TokenScope.MCP,
        description="What it opens: `read`, `write` (which reads too), `admin` (all, for administrators), or `mcp`, "
        "which is `/api/mcp` alone",
    )


class ApiToken(Schema):
    id: UUID
    name: str
    scope: TokenScope
    ending: str = Field(description="Its last characters")
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = Field(description="To the minute; null if it was never used")


class OwnedKey(ApiToken):
    """A key as administrators see it, who never see the key itself."""

    owner_id: UUID
    owner_name: str
    owner_email: str


class MadeApiToken(ApiToken):
    token: str = Field(description="The token itself, which is shown this once")
